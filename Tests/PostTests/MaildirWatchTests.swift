import Foundation
import Glibc
import Operations
import Post
import Servers
import Testing

@Suite struct MaildirWatchTests {
  private func folder() throws -> (SpoolFolder, StagedFolder) {
    let staged = try StagedFolder()
    return (try SpoolFolder(staged.path + "/box"), staged)
  }

  private func watch(_ box: SpoolFolder, _ intake: Intake, _ taken: MaildirWatch.Taken = .keep) -> MaildirWatch {
    MaildirWatch(box.path, taken: taken, interval: .milliseconds(50), logger: .quiet, receive: intake.receive)
  }

  private func names(_ box: SpoolFolder, _ place: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(box.path)/\(place)").sorted()
  }

  @Test func `mail in new and cur is taken once, and moved to cur as seen`() async throws {
    let (box, staged) = try folder()
    defer { withExtendedLifetime(staged) {} }
    try staged.write("a", to: "box/new/1.a")
    try staged.write("b", to: "box/cur/2.b:2,F")
    let intake = Intake()
    try await running(watch(box, intake)) {
      #expect(await intake.waits(for: 2))
      let name = try box.drop(Array("c".utf8))
      #expect(await intake.waits(for: 3))
      #expect(await eventually { (try? names(box, "new"))?.isEmpty == true })
      #expect(try names(box, "cur") == ["1.a:2,S", "2.b:2,F", name + ":2,S"].sorted())
      try await Task.sleep(for: .milliseconds(300))
    }
    #expect(intake.texts == ["a", "b", "c"])
    #expect(intake.deliveries.first?.key == "maildir:\(box.path)/1.a")
    #expect(intake.deliveries.first?.door == .maildir)
  }

  @Test func `what is known by its key is not read again`() async throws {
    let (box, staged) = try folder()
    defer { withExtendedLifetime(staged) {} }
    try staged.write("a", to: "box/cur/1.a:2,S")
    let intake = Intake()
    let watch = MaildirWatch(
      box.path, taken: .keep, interval: .milliseconds(50), logger: .quiet,
      isKnown: { $0.hasSuffix("/1.a") }, receive: intake.receive)
    try await running(watch) {
      try box.drop([1])
      #expect(await intake.waits(for: 1))
    }
    #expect(intake.deliveries.map(\.bytes) == [[1]])
  }

  @Test func `a spool's file is deleted once it is sealed, and not before`() async throws {
    let (box, staged) = try folder()
    defer { withExtendedLifetime(staged) {} }
    try box.drop([1])
    let intake = Intake(answering: [.refused(.unavailable("the disk is full"))])
    try await running(watch(box, intake, .delete)) {
      #expect(await intake.waits(for: 2))
      #expect(await eventually { (try? names(box, "new"))?.isEmpty == true })
    }
    #expect(try names(box, "cur").isEmpty && names(box, "tmp").isEmpty)
    #expect(intake.deliveries.allSatisfy { $0.door == .file && $0.key == nil })
  }

  @Test func `a link, a folder, an empty and a huge file are left alone, and the next is taken`() async throws {
    let (box, staged) = try folder()
    defer { withExtendedLifetime(staged) {} }
    try staged.link("box/new/1.link", to: "/etc/hostname")
    try staged.write("x", to: "box/new/2.folder/x")
    try staged.write("", to: "box/new/3.empty")
    try staged.write("", to: "box/new/4.huge")
    truncate(box.path + "/new/4.huge", Delivery.longest + 1)
    try staged.write("good", to: "box/new/5.good")
    let intake = Intake(answering: [.refused(.empty)])
    try await running(watch(box, intake, .delete)) {
      #expect(await intake.waits(for: 2))
      #expect(await eventually { (try? names(box, "new"))?.count == 4 })
    }
    #expect(intake.texts == ["", "good"])
  }
}
