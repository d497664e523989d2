import Attribution
import Casework
import Evidence
import Forensics
import Foundation
import GRDB
import Letters
import Store
import Synchronization
import Testing
import Vocabulary

@testable import Operations

/// What is kept is what was sealed, and what cannot be read is said, never taken for nothing.
@Suite struct EvidenceKeptTests {
  private func tamper(_ folder: Folder, _ sql: String) throws {
    var careless = Configuration()
    careless.foreignKeysEnabled = false
    try DatabaseQueue(path: folder.path + "/candor.sqlite", configuration: careless).write { try $0.execute(sql: sql) }
  }

  private func faults(_ folder: Folder) async throws -> [String] {
    try await Verifying(
      ledger: folder.database.ledger, archive: folder.database.reports, checkpoints: folder.checkpoints
    ).verify().others
  }

  @Test(arguments: [
    (
      "UPDATE artifact SET bytes = bytes || X'0A' WHERE digest = (SELECT artifact FROM report WHERE number = 2)",
      "report 2: its mail is not the one that was sealed"
    ),
    (
      "UPDATE artifact SET bytes = NULL WHERE digest = (SELECT artifact FROM report WHERE number = 3)",
      "report 3: its mail is gone, and no entry of the record says that it was deleted"
    ),
    ("DELETE FROM report WHERE number = 1", "report 1: the record says that it was sealed, and it is gone"),
    (
      "INSERT INTO report (number, received, door, size, artifact) VALUES (9, 0, 'file', 1, X'00')",
      "report 9: no entry of the record says that it was sealed"
    ),
  ])
  func `a mail that was changed, taken out or put in is named`(sql: String, fault: String) async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports().prefix(4))
      _ = try await folder.desk.examineWaiting()
      #expect(try await faults(folder).isEmpty)
      try tamper(folder, sql)
      #expect(try await faults(folder) == [fault])
    }
  }

  @Test func `a list that cannot be read keeps reports waiting and is said, until it can be read again`() async throws {
    try await Folder.with { folder in
      let source = MembersSource(path: Folder.root + "/Data/demo/stores/crm.csv", name: "crm.csv")
      _ = try await folder.desk.members.add(StoreDescription(id: "crm", name: "CRM"), source)
      let (file, aside) = (folder.path + "/stores/crm/1.csv", folder.path + "/aside.csv")
      try FileManager.default.moveItem(atPath: file, toPath: aside)
      _ = try await folder.receive(try Folder.demoReports().prefix(2))
      await #expect(throws: StoreTrouble.self) { try await folder.desk.examineWaiting() }
      #expect(await folder.desk.trouble != nil)
      #expect(try await folder.desk.archive.tally().waiting == 2)
      try FileManager.default.moveItem(atPath: aside, toPath: file)
      #expect(try await folder.desk.examineWaiting() == 2)
      #expect(await folder.desk.trouble == nil)
    }
  }

  @Test func `the adversary is known though no mail can be read, and is an error where it cannot be read itself`()
    async throws
  {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let known = try await folder.desk.archive.adversary()
      try tamper(folder, "ALTER TABLE artifact RENAME TO elsewhere")
      let started = try folder.again()
      #expect(try await started.archive.adversary() == known && !known.domains.isEmpty)
      try tamper(folder, "ALTER TABLE adversary RENAME TO nowhere")
      await #expect(throws: StoreTrouble.self) { try await started.archive.adversary() }
    }
  }

  @Test func `a report filed while a case is being read again is in what is known of it`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let id = try #require(try await folder.desk.cases.ids().first)
      let known = try #require(try await folder.desk.cases.load(id)).reports
      let late = try #require(known.last)
      let bytes = try #require(try await folder.desk.archive.bytes(late))
      let members = try await folder.desk.currentMembers()
      var batch = Examining.Batch()
      batch.findings = [
        (777, members.examination.findings(of: Artifact(sealing: bytes, source: "reports/777")))
      ]
      batch.filed = [(777, id)]
      let (sent, slot) = (batch, Later())
      let archive = folder.desk.archive.reading { [mails = folder.desk.archive.mails] reports throws(StoreTrouble) in
        await slot.once { await $0.take(sent) }
        return try await mails(reports)
      }
      let assessing = Assessing(
        archive: archive, cases: folder.desk.cases, knowledge: folder.desk.knowledge,
        organization: folder.desk.settings.organization, version: "test", now: { Folder.now },
        members: { () throws(StoreTrouble) in members })
      await slot.set(assessing)
      _ = try await assessing.freshAssessment(of: id)
      let newest = try #require(try await assessing.freshAssessment(of: id))
      #expect(newest.reports.contains(777) && newest.filed == known.count + 1)
    }
  }

  @Test func `mails are read together in the order asked for, no more at once than memory bears`() async throws {
    try await Folder.with { folder in
      let mails = (0..<4).map { Array("Subject: \($0)\r\n\r\n".utf8) + [UInt8](repeating: 0x61, count: 1_500_000) }
      for mail in mails { _ = await folder.desk.sealing.receive(Delivery(bytes: mail, door: .file)) }
      let archive = folder.desk.archive
      let some = try await archive.mails([4, 2, 9])
      let first = try await archive.mails([1, 2, 3, 4])
      #expect(some == [mails[3], mails[1], nil] && first == [mails[0], mails[1], mails[2]])
    }
  }

  private actor Later {
    private var assessing: Assessing?
    func set(_ value: Assessing) { assessing = value }
    func once(_ body: (Assessing) async -> Void) async {
      guard let known = assessing else { return }
      assessing = nil
      await body(known)
    }
  }
}

extension ReportArchive {
  /// The same, with another way to the mails.
  fileprivate func reading(
    _ mails: @escaping @Sendable (ArraySlice<ReportNumber>) async throws(StoreTrouble) -> [[UInt8]?]
  ) -> ReportArchive {
    ReportArchive(
      seal: seal, waiting: waiting, mails: mails, list: list, count: count, line: line, tally: tally, loose: loose,
      expire: expire, retention: retention, adversary: adversary, hasOriginal: hasOriginal, walk: walk)
  }
}
