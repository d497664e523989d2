import Casework
import Forensics
import Foundation
import GRDB
import Operations
import Post
import Store
import Testing
import Vocabulary

/// Opening what is there, or is not what it should be; and the settings beside it.
@Suite struct OpeningTests {
  private func scratch(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "candor-open-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(path)
  }

  @Test func `beside a writer it is read, and nothing can be written`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports().prefix(2))
      let reader = try CaseDatabase(path: folder.path + "/candor.sqlite", readOnly: true)
      #expect(try await reader.reports.tally().all == 2)
      _ = try await folder.receive(try Folder.demoReports().dropFirst(2).prefix(1))
      #expect(try await reader.reports.tally().all == 3)
      var transaction = LedgerTransaction(now: Folder.now)
      transaction.entries = [LedgerEntry(.noteAdded(case: 1, text: "x"))]
      let error = await #expect(throws: StoreTrouble.self) { try await reader.ledger.append(transaction) }
      #expect(error?.reason == .unreachable)
    }
  }

  @Test func `what is no database, not there, or another version's says so`() async throws {
    try await scratch { path in
      func reason(_ file: String, readOnly: Bool) -> StoreTrouble.Reason? {
        do throws(StoreTrouble) { _ = try CaseDatabase(path: file, readOnly: readOnly) } catch { return error.reason }
        return nil
      }
      try Data(repeating: 0x41, count: 8192).write(to: URL(filePath: path + "/text"))
      #expect(reason(path + "/text", readOnly: true) == .damaged && reason(path + "/text", readOnly: false) == .damaged)
      #expect(reason(path + "/none", readOnly: true) == .unreachable)
      #expect(reason(path + "/no/such/folder/x", readOnly: false) == .unreachable)
      try DatabasePool(path: path + "/old").write { try $0.execute(sql: "CREATE TABLE a (b)") }
      #expect(reason(path + "/old", readOnly: true) == .outdated)
    }
  }

  @Test func `a backup beside an older server changes none of its tables`() async throws {
    try await scratch { path in
      let file = path + "/candor.sqlite"
      try await DatabasePool(path: file).write { try $0.execute(sql: "CREATE TABLE a (b)") }
      let backup = Backup(of: path, to: path + "/saved.tar", name: "x", version: "test", now: Folder.now)
      let trouble = await #expect(throws: StoreTrouble.self) { _ = try await backup.make() }
      #expect(trouble?.reason == .outdated)
      let tables = try await DatabaseQueue(path: file).read {
        try String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      }
      #expect(tables == ["a"])
      #expect(!FileManager.default.fileExists(atPath: path + "/saved.tar"))
    }
  }

  static let head = "organization:\n  name: Harbor Ledger\n  domains: [harborledger.com]\n"

  @Test(
    arguments: [
      (head + "colour: red\n", "candor.yaml:4: unknown key \"colour\""),
      (head + "keep: {mail_days: 0}\n", "candor.yaml:4: keep.mail_days: at least 1 day"),
      (head + "web:\n  listen: nowhere\n", "candor.yaml:5: web.listen: \"nowhere\" is no address such as"),
      (head + "mail:\n  sender: nobody\n", "candor.yaml:5: mail.sender: \"nobody\" is no e-mail address"),
      (
        head + "mail:\n  mailbox: {host: h, security: ssl}\n",
        "candor.yaml:5: mail.mailbox.security: \"ssl\" is none of"
      ),
      (head + "mail:\n  mailbox: {host: h, port: 70000}\n", "candor.yaml:5: mail.mailbox: port: a number from 1"),
      (head + "mail:\n  submission: {user: x}\n", "candor.yaml:5: mail.submission: \"host\" is missing"),
      (head + "mail:\n  notices: {per_hour: 0}\n", "candor.yaml:5: mail.notices.per_hour: at least 1, or none"),
      (
        head + "mail:\n  notices: {connections: 51}\n", "candor.yaml:5: mail.notices.connections: a number from 1 to 50"
      ),
      (head + "mail:\n  notices: {perhour: 1}\n", "candor.yaml:5: mail.notices: unknown key \"perhour\""),
      (head + "answers: {without_approval: perhaps}\n", "candor.yaml:4: answers.without_approval: "),
      (head + "answers: {fresh_days: -1}\n", "candor.yaml:4: answers.fresh_days: a number of days"),
      (
        head + "mail:\n  listen: {address: \"192.0.2.1:25\"}\n",
        "candor.yaml:5: mail.listen.address: \"192.0.2.1:25\" is no port of this machine"
      ),
      (
        head + "mail:\n  listen: {address: lmtp.sock}\n",
        "candor.yaml:5: mail.listen.address: \"lmtp.sock\" is no port of this machine"
      ),
      ("name: x\n", "candor.yaml:1: unknown key \"name\""), ("web: {}\n", "\"organization\" is missing"),
    ])
  func `what is wrong in the settings is said with file and line`(yaml: String, says: String) async throws {
    try await scratch { path in
      try Data(yaml.utf8).write(to: URL(filePath: path + "/candor.yaml"))
      let error = #expect(throws: FileTrouble.self) { try SettingsFile.load(path + "/candor.yaml") }
      #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    }
  }

  @Test(arguments: [("none", nil), ("30", 30), ("", FolderSettings.usualMailDays)])
  func `mail is kept as long as the settings say, and without limit only where they say none`(text: String, days: Int?)
    async throws
  {
    try await scratch { path in
      try Data((Self.head + "keep: {mail_days: \(text)}\n").utf8).write(to: URL(filePath: path + "/candor.yaml"))
      #expect(try SettingsFile.load(path + "/candor.yaml").keepMailDays == days)
    }
  }

  @Test func `what init writes is read as it was meant`() async throws {
    try await scratch { path in
      let file = path + "/candor.yaml"
      let demo = try IncidentFolder(Folder.root + "/Data/demo").description.organization
      try SettingsFile.write(demo, to: file)
      let read = try SettingsFile.load(file)
      #expect(read.organization.website == demo.website && demo.website != nil)
      #expect(read.organization.name == demo.name && read.organization.domains == demo.domains)
      #expect(read.organization.languages == demo.languages && read.organization.intake == demo.intake)
      #expect(read.organization.trustedReceivers == demo.trustedReceivers)
      #expect(read.escalation.threshold == 2 && read.keepMailDays == 730 && read.answersByPlaybook)
      #expect(read.zone == .utc)
      let far = ClockZone(name: "Europe/Budapest", changes: [])
      try SettingsFile.write(demo, zone: far, to: file)
      let winter = try #require(Timestamp(rfc3339: "2014-11-03T09:00:00Z"))
      #expect(try SettingsFile.load(file).zone.text(winter) == "2014-11-03 10:00 UTC+1")
    }
  }

  @Test func `the pace of notices is what is said, and careful where nothing is`() async throws {
    try await scratch { path in
      let file = path + "/candor.yaml"
      func pace(_ text: String) throws -> NoticePace {
        let head = "organization:\n  name: x\n  domains: [x.example]\n"
        try Data((head + text).utf8).write(to: URL(filePath: file))
        return try SettingsFile.load(file).mail.pace
      }
      let usual = try pace("")
      #expect(usual == NoticePace() && usual.startsSlowly && usual.perHour != nil)
      let said = try pace(
        "mail:\n  notices: {per_hour: 500, per_domain_and_hour: none, connections: 2, slow_start: false}\n")
      #expect(try !SettingsFile.load(file).mail.noticesLinkHome)
      _ = try pace("mail:\n  notices: {own_links: true}\n")
      #expect(try SettingsFile.load(file).mail.noticesLinkHome)
      #expect(said == NoticePace(perHour: 500, perDomainAndHour: nil, connections: 2, startsSlowly: false))
    }
  }
}
