import Foundation
import Testing

/// `verify` and `checkpoint` over a folder that somebody had their hands in.
@Suite struct VerifyCommandTests {
  private func folder() throws -> Scratch {
    let scratch = try Scratch(["mail.eml": Scratch.mail(to: "jane@customer.example")])
    for arguments in [
      ["init", "--name", "Harbor Ledger", "--domain", "harborledger.com", "--yes"],
      ["receive", scratch.path + "/mail.eml"],
    ] {
      let run = try Program.run(arguments + ["--data", scratch.path + "/data"])
      #expect(run.status == 0, "\(run.errors)")
    }
    return scratch
  }

  /// Changes bytes in the database's file, behind SQLite's back.
  private func replace(_ old: String, with new: String, in scratch: Scratch) throws {
    let url = URL(filePath: scratch.path + "/data/candor.sqlite")
    var bytes = try Data(contentsOf: url)
    let found = try #require(bytes.range(of: Data(old.utf8)), "\(old) is not in the file")
    #expect(old.utf8.count == new.utf8.count)
    bytes.replaceSubrange(found, with: Data(new.utf8))
    try bytes.write(to: url)
  }

  private func verify(_ scratch: Scratch) throws -> Program.Run {
    try Program.run(["verify", "--data", scratch.path + "/data"])
  }

  @Test func `a sound record is exit 0, with its size and root`() throws {
    let scratch = try folder()
    let run = try verify(scratch)
    #expect(
      run.status == 0 && run.errors.isEmpty && run.text.hasPrefix("3 entries, sound."), "\(run.text)\(run.errors)")
    #expect(run.text.contains("vouches for the first 0."))
    let root = try #require(run.lines.last?.split(separator: " ").last)
    #expect(root.count == 64)
    let note = try Program.run(["checkpoint", "--data", scratch.path + "/data"])
    #expect(note.status == 0 && note.text.hasPrefix("harborledger.com/candor\n3\n"))
    let after = try verify(scratch)
    #expect(after.text.contains("vouches for the first 3.") && after.text.contains(root))
  }

  @Test func `a checkpoint that was kept elsewhere tells of what was cut off since`() throws {
    let scratch = try folder()
    let (data, kept) = (scratch.path + "/data", scratch.path + "/kept.txt")
    let note = try Program.run(["checkpoint", "--data", data])
    try Data(note.text.utf8).write(to: URL(filePath: kept))
    let whole = try Program.run(["verify", "--data", data, "--checkpoint", kept])
    #expect(whole.status == 0 && whole.text.contains("3 entries, sound"), "\(whole.errors)")
    let cut = """
      exec python3 -c 'import sqlite3, sys
      base = sqlite3.connect(sys.argv[1])
      for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = ?", ("trigger",)).fetchall():
          base.execute("DROP TRIGGER " + name)
      base.execute("DELETE FROM personal WHERE entry = 3")
      base.execute("DELETE FROM entry WHERE number = 3")
      base.execute("DELETE FROM checkpoint")
      base.commit()' "$1"
      """
    let run = try Program.shell(cut, [data + "/candor.sqlite"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try verify(scratch).status == 0)
    let told = try Program.run(["verify", "--data", data, "--checkpoint", kept])
    #expect(told.status == 1 && told.errors.contains("NOT sound"), "\(told.errors)")
    let nowhere = try Program.run(["verify", "--data", data, "--checkpoint", "/nowhere"])
    #expect(nowhere.status == 2 && nowhere.errors.contains("there is no such file"))
  }

  @Test(
    arguments: [
      ("\"organization\":\"Harbor", "\"organization\":\"Harbur", 1), ("\"door\":\"file\"", "\"door\":\"imap\"", 2),
      ("\"reportExamined\":{\"carrier", "\"reportExamined\":{\"karrier", 3),
    ])
  func `an edit behind the program's back is exit 1, and names the entry`(old: String, new: String, entry: Int) throws {
    let scratch = try folder()
    try replace(old, with: new, in: scratch)
    let run = try verify(scratch)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("NOT sound: the first bad entry is \(entry) of 3"), "\(run.errors)")
  }

  @Test func `a file that is no database any more is exit 2`() throws {
    let scratch = try folder()
    try Data(repeating: 0x20, count: 4096).write(to: URL(filePath: scratch.path + "/data/candor.sqlite"))
    let run = try verify(scratch)
    #expect(run.status == 2 && run.output.isEmpty && run.errors.contains("not a database"), "\(run.errors)")
  }

  @Test func `looking at a folder changes nothing in it`() throws {
    let scratch = try folder()
    _ = try verify(scratch)
    let file = URL(filePath: scratch.path + "/data/candor.sqlite")
    let before = try Data(contentsOf: file)
    for command in [["verify"], ["case", "list"], ["store", "list"]] {
      #expect(try Program.run(command + ["--data", scratch.path + "/data"]).status == 0)
    }
    #expect(try Data(contentsOf: file) == before)
  }
}
