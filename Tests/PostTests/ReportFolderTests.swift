import Attribution
import Casework
import Evidence
import Foundation
import Mail
import Operations
import Post
import Testing
import Vocabulary

/// Reports as they come: whatever lies there, the rest is read and what is passed over is said.
@Suite struct ReportFolderTests {
  private static func bytes(_ source: IncidentSource, _ name: String) throws -> [UInt8] {
    let item = try #require(source.items.first { $0.name == name })
    guard case .bytes(let bytes) = source.read(item) else { return [] }
    return bytes
  }

  @Test func `a folder that is none, or holds nothing of use, is refused with a word of what is wanted`() throws {
    let nowhere = "there is no such folder; an incident folder holds candor.yaml, stores/ and reports/"
    #expect(throws: FileTrouble(file: "/nowhere/at/all", why: nowhere)) {
      try IncidentFolder("/nowhere/at/all")
    }
    let folder = try StagedFolder(yaml: nil)
    #expect(try folder.trouble().hasPrefix("candor.yaml: there is no such file; it says who the company is"))
    #expect(throws: FileTrouble.self) { try IncidentFolder(folder.path + "/stores/app.csv") }
    let bare = try StagedFolder()
    try FileManager.default.removeItem(atPath: bare.path + "/reports")
    #expect(
      try bare.trouble() == "reports: No such file or directory; the folder reports/ holds what customers forwarded")
  }

  @Test func `files of every kind are read or passed over with a word`() throws {
    let folder = try StagedFolder([
      "reports/a.eml": StagedFolder.mail("a"), "reports/deep/er/b.txt": StagedFolder.mail("b"), "reports/empty.eml": "",
      "reports/notes.txt": "Call Jane\n",
      "reports/.hidden.eml": StagedFolder.mail(), "reports/.DS_Store": "x", "reports/._a.eml": "x",
    ])
    try folder.write((0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 37) }, to: "reports/junk.bin")
    try folder.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: "reports/shot.png")
    try folder.link("reports/link.eml", to: "/etc/passwd")
    try folder.link("reports/loop", to: ".")
    #expect(mkfifo(folder.path + "/reports/pipe.eml", 0o600) == 0)
    #expect(try folder.source().items.map(\.name) == ["reports/a.eml", "reports/deep/er/b.txt", "reports/shot.png"])
    #expect(
      try folder.skipped().sorted() == [
        "reports/.hidden.eml: a hidden file: give it a name without the dot in front",
        "reports/empty.eml: the file is empty",
        "reports/junk.bin: not a mail: .eml, .mbox, Maildir, .msg and pictures are read",
        "reports/link.eml: a symbolic link: copy the file itself into the folder",
        "reports/loop: a symbolic link: copy the file itself into the folder",
        "reports/notes.txt: not a mail: .eml, .mbox, Maildir, .msg and pictures are read",
        "reports/pipe.eml: not a regular file",
      ])
  }

  @Test func `a Maildir's folders are read, and a name that is no UTF-8 is named for what it is`() throws {
    let folder = try StagedFolder([
      "reports/Mail/cur/1:2,S": StagedFolder.mail("a"), "reports/Mail/new/2": StagedFolder.mail("b"),
      "reports/Mail/tmp/3": StagedFolder.mail("c"), "reports/Mail/.Phish/cur/4:2,S": StagedFolder.mail("d"),
      "reports/Mail/.Phish/new/.keep": "", "reports/Mail/.other/5.txt": "x",
    ])
    let odd = Array((folder.path + "/reports/").utf8) + [0xFF, 0xFE] + Array(".eml".utf8) + [0]
    let file = odd.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { fopen($0.baseAddress, "w") }
    fclose(file)
    #expect(
      try folder.source().items.map(\.name) == [
        "reports/Mail/.Phish/cur/4:2,S", "reports/Mail/cur/1:2,S", "reports/Mail/new/2",
      ])
    #expect(try folder.skipped().allSatisfy { $0.hasSuffix("its name is not written in UTF-8: give it a plain name") })
    #expect(try folder.skipped().count == 1)
  }

  @Test func `a mailbox's messages are numbered, each with its own bytes`() throws {
    let mails = (1...3).map { StagedFolder.mail("number \($0)") }
    let folder = try StagedFolder([
      "reports/box.mbox": mails.map { "From a@b.example Tue Nov 11 14:52:00 2014\n\($0)\n" }.joined()
    ])
    let source = try folder.source()
    #expect(source.items.map(\.name) == ["reports/box.mbox#1", "reports/box.mbox#2", "reports/box.mbox#3"])
    for (index, mail) in mails.enumerated() {
      let bytes = try Self.bytes(source, "reports/box.mbox#\(index + 1)")
      #expect(Digest(of: bytes) == Digest(of: Array(mail.utf8)))
    }
  }

  @Test func `a mailbox of one message has no number`() throws {
    let folder = try StagedFolder(["reports/box": "From a@b.example Tue Nov 11 14:52:00 2014\n" + StagedFolder.mail()])
    #expect(try folder.source().items.map(\.name) == ["reports/box"])
  }

  @Test func `a Maildir's messages are read whatever their names, its drafts are not`() throws {
    let folder = try StagedFolder([
      "reports/inbox/cur/1415717520.M1.host:2,S": StagedFolder.mail("cur"),
      "reports/inbox/new/1415717521.M2.host": "Subject: only\r\n\r\nx\r\n",
      "reports/inbox/tmp/1415717522.M3.host": StagedFolder.mail("tmp"),
    ])
    let source = try folder.source()
    #expect(
      source.items.map(\.name) == ["reports/inbox/cur/1415717520.M1.host:2,S", "reports/inbox/new/1415717521.M2.host"])
    #expect(source.skipped.isEmpty)
  }

  @Test func `an Outlook message is known by its first bytes`() throws {
    let folder = try StagedFolder()
    try folder.write(
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600), to: "reports/mail.dat")
    #expect(try folder.source().items.map(\.name) == ["reports/mail.dat"])
  }

  @Test func `a file of 130 MB is passed over without being read`() throws {
    let folder = try StagedFolder(["reports/a.eml": StagedFolder.mail(), "reports/big.eml": StagedFolder.mail()])
    #expect(truncate(folder.path + "/reports/big.eml", 130 << 20) == 0)
    #expect(try folder.source().items.map(\.name) == ["reports/a.eml"])
    #expect(try folder.skipped() == ["reports/big.eml: 130 MB; one message may have 128 MB at most"])
  }

  @Test func `a mailbox of 48 MB is found message by message, one of them too large`() throws {
    let folder = try StagedFolder(["reports/box.mbox": ""])
    let handle = try #require(FileHandle(forWritingAtPath: folder.path + "/reports/box.mbox"))
    let line = "From a@b.example Tue Nov 11 14:52:00 2014\n"
    for index in 0..<3 {
      try handle.seek(toOffset: UInt64(index) * (16 << 20))
      try handle.write(contentsOf: Data((line + StagedFolder.mail("number \(index)")).utf8))
      try handle.seek(toOffset: UInt64(index + 1) * (16 << 20) - 2)
      try handle.write(contentsOf: Data("\n\n".utf8))
    }
    try handle.close()
    let items = try folder.source().items
    #expect(items.map(\.name) == ["reports/box.mbox#1", "reports/box.mbox#2", "reports/box.mbox#3"])
    #expect(items.compactMap { $0.range?.lowerBound } == (0..<3).map { ($0 << 24) + line.utf8.count })
    #expect(items.allSatisfy { ($0.range?.count ?? 0) < 16 << 20 && ($0.range?.count ?? 0) > (16 << 20) - 100 })
  }

  @Test func `folders are followed to a depth, and no further`() throws {
    let deep = (1...40).map { "d\($0)" }.joined(separator: "/")
    let folder = try StagedFolder([
      "reports/\(deep)/a.eml": StagedFolder.mail(), "reports/d1/b.eml": StagedFolder.mail(),
    ])
    #expect(try folder.source().items.map(\.name) == ["reports/d1/b.eml"])
    #expect(try folder.skipped().first?.hasSuffix(": more than 32 folders deep") == true)
  }

  @Test(.enabled(if: getuid() != 0)) func `what may not be read is passed over`() throws {
    let folder = try StagedFolder([
      "reports/a.eml": StagedFolder.mail(), "reports/locked/b.eml": StagedFolder.mail(),
      "reports/c.eml": StagedFolder.mail(),
    ])
    #expect(chmod(folder.path + "/reports/locked", 0) == 0 && chmod(folder.path + "/reports/c.eml", 0) == 0)
    #expect(try folder.source().items.map(\.name) == ["reports/a.eml"])
    #expect(try folder.skipped() == ["reports/locked: Permission denied", "reports/c.eml: Permission denied"])
  }

  @Test func `a file that is gone by the time it is read is passed over`() throws {
    let folder = try StagedFolder(["reports/a.eml": StagedFolder.mail()])
    let source = try folder.source()
    try FileManager.default.removeItem(atPath: folder.path + "/reports/a.eml")
    guard case .skipped(let skipped) = source.read(source.items[0]) else {
      Issue.record("read what is gone")
      return
    }
    #expect(skipped == Skipped(file: "reports/a.eml", why: "No such file or directory"))
  }
}
