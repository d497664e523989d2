import Casework
import Evidence
import Foundation
import GRDB
import Operations
import Store
import Testing
import Vocabulary

/// Ten entries of one kind, one change behind the program's back, and what is said of it.
@Suite struct TamperTests {
  static let entries = 10

  private func filled(_ folder: Folder, checkpointed: Bool = false) async throws {
    for number in 1...Self.entries {
      var transaction = LedgerTransaction(now: Folder.now.adding(seconds: Int64(number)))
      transaction.entries = [
        LedgerEntry(
          .noteAdded(case: 1, text: "note \(number)"), actor: Actor.account(1),
          personal: number % 2 == 0
            ? PersonalDetail(person: "p\(number)@c.example", fields: ["to": "p\(number)"]) : nil)
      ]
      #expect(try await folder.desk.ledger.append(transaction) == Int64(number))
    }
    if checkpointed { _ = try await checkpoint(folder) }
  }

  private func checkpoint(_ folder: Folder) async throws -> String? {
    try await Checkpointing(
      ledger: folder.database.ledger, checkpoints: folder.checkpoints, now: { Folder.now }
    ).make()
  }

  private func verify(_ folder: Folder) async throws -> (Verification, [String]) {
    let (result, unread) = try await Verifying(
      ledger: folder.database.ledger, archive: folder.database.reports, checkpoints: folder.checkpoints
    ).verify()
    return (result, unread)
  }

  private func tamper(_ folder: Folder, _ sql: String) throws {
    var careless = Configuration()
    careless.foreignKeysEnabled = false
    try DatabaseQueue(path: folder.path + "/candor.sqlite", configuration: careless).write { try $0.execute(sql: sql) }
  }

  static let swap = """
    UPDATE entry SET number = -1 WHERE number = 4; UPDATE entry SET number = 4 WHERE number = 5;
    UPDATE entry SET number = 5 WHERE number = -1
    """

  /// Without any checkpoint: the chain alone tells, of the last entry too.
  @Test(
    arguments: [
      ("UPDATE entry SET body = replace(body, 'note 7', 'nope 7') WHERE number = 7", 7),
      ("UPDATE entry SET body = replace(body, 'note 10', 'nope 10') WHERE number = 10", 10),
      ("UPDATE entry SET actor = 'account:2' WHERE number = 10", 10),
      ("UPDATE entry SET time = time - 60 WHERE number = 9", 9), ("DELETE FROM entry WHERE number = 6", 6),
      ("DELETE FROM entry WHERE number = 1", 1), ("DELETE FROM entry WHERE number BETWEEN 3 AND 5", 3), (swap, 4),
      ("UPDATE entry SET number = 11 WHERE number = 10", 10),
      ("UPDATE entry SET digest = randomblob(32) WHERE number = 5", 5),
      ("UPDATE entry SET commitment = NULL WHERE number = 8", 8),
      ("UPDATE personal SET body = replace(body, 'p6', 'q6') WHERE entry = 6", 6),
      ("UPDATE personal SET salt = randomblob(32) WHERE entry = 2", 2),
      ("INSERT INTO personal VALUES (3, 'x@y.example', randomblob(32), '{}')", 3),
    ] as [(String, Int64)])
  func `one change is found, and the first bad entry is named`(sql: String, first: Int64) async throws {
    try await Folder.with { folder in
      try await filled(folder)
      #expect(try await verify(folder).0.isSound)
      try tamper(folder, sql)
      let (result, _) = try await verify(folder)
      #expect(!result.isSound && result.firstBad == first, "\(result.faults)")
    }
  }

  /// As somebody would who knows how the chain is made and counts it anew to the end.
  @Test func `a record that was rewritten with right digests is found by the checkpoint before it`() async throws {
    try await Folder.with { folder in
      try await filled(folder, checkpointed: true)
      let kept = try await folder.checkpoints.notes()
      try tamper(folder, "DELETE FROM personal; DELETE FROM entry; DELETE FROM checkpoint")
      try await filled(folder)
      #expect(try await verify(folder).0.isSound)
      try await folder.checkpoints.save(kept[0].size, kept[0].note, Folder.now)
      let (result, _) = try await verify(folder)
      #expect(!result.isSound && result.firstBad == 1 && result.vouchedSize == 0)
    }
  }

  @Test func `what is cut off after a checkpoint is named, also where new entries stand in its place`() async throws {
    try await Folder.with { folder in
      try await filled(folder, checkpointed: true)
      try tamper(folder, "DELETE FROM personal WHERE entry > 7; DELETE FROM entry WHERE number > 7")
      #expect(try await verify(folder).0.firstBad == 8)
      for _ in 1...5 {
        var transaction = LedgerTransaction(now: Folder.now)
        transaction.entries = [LedgerEntry(.caseClosed(case: 1, reason: "other"))]
        _ = try await folder.desk.ledger.append(transaction)
      }
      let (result, _) = try await verify(folder)
      #expect(!result.isSound && (result.firstBad ?? 99) <= 8)
    }
  }

  @Test func `a checkpoint that was edited, or signed by another, is said to be none`() async throws {
    try await Folder.with { folder in
      try await filled(folder, checkpointed: true)
      try tamper(
        folder, "UPDATE checkpoint SET note = replace(note, char(10) || '10' || char(10), char(10) || '11' || char(10))"
      )
      #expect(try await verify(folder).1.count == 1)
    }
    try await Folder.with { folder in
      try await filled(folder, checkpointed: true)
      try Data((0..<32).map { UInt8($0) }).write(to: URL(filePath: folder.path + "/record.key"))
      #expect(try await verify(folder).1.count == 1)
    }
  }

  @Test func `personal data that went without an erasure on record are missed, entry by entry`() async throws {
    try await Folder.with { folder in
      try await filled(folder, checkpointed: true)
      try tamper(folder, "DELETE FROM personal WHERE person = 'p4@c.example' OR entry = 8")
      let (result, _) = try await verify(folder)
      #expect(result.faults.map(\.entries) == [4...4, 8...8] && result.faults.allSatisfy { $0.kind == .personalData })
      #expect(result.faults.first?.text.contains("no erasure is on record") == true)
      let line = try #require(try await folder.desk.ledger.lines(3, 1, nil).first)
      #expect(line.number == 4 && line.personal == nil && line.event == .noteAdded(case: 1, text: "note 4"))
    }
  }

  @Test func `an erasure on record excuses what it names, and nothing else, and what it names must be gone`()
    async throws
  {
    func append(_ folder: Folder, _ event: RecordEvent) async throws {
      var transaction = LedgerTransaction(now: Folder.now)
      transaction.entries = [LedgerEntry(event)]
      _ = try await folder.desk.ledger.append(transaction)
    }
    try await Folder.with { folder in
      try await filled(folder, checkpointed: true)
      try tamper(folder, "DELETE FROM personal WHERE entry IN (4, 6)")
      try await append(folder, .personErased(rows: 0, files: 0, reports: [], entries: [4]))
      #expect(try await verify(folder).0.faults.map(\.entries) == [6...6])
      try await append(folder, .personErased(rows: 0, files: 0, reports: [], entries: [6]))
      let (result, _) = try await verify(folder)
      #expect(result.isSound && result.size == 12 && result.vouchedSize == 10)
      try await append(folder, .personErased(rows: 0, files: 0, reports: [], entries: [8]))
      let (kept, _) = try await verify(folder)
      #expect(kept.faults.map(\.entries) == [8...8] && kept.faults[0].text.contains("still holds"))
    }
  }

  /// Whoever deletes first and writes the excuse into the record before the deed would excuse what comes later.
  @Test func `an erasure excuses nothing that came after it`() async throws {
    try await Folder.with { folder in
      var transaction = LedgerTransaction(now: Folder.now)
      transaction.entries = [LedgerEntry(.personErased(rows: 0, files: 0, reports: [1], entries: [2, 3]))]
      _ = try await folder.desk.ledger.append(transaction)
      transaction.entries = [
        LedgerEntry(
          .noteAdded(case: 1, text: "n"), personal: PersonalDetail(person: "p@c.example", fields: ["to": "p"])),
        LedgerEntry(
          .answerWithheld(report: 1, reason: "n"), personal: PersonalDetail(person: "p@c.example", fields: ["to": "p"])),
      ]
      _ = try await folder.desk.ledger.append(transaction)
      #expect(try await verify(folder).0.isSound)
      try tamper(folder, "DELETE FROM personal")
      #expect(try await verify(folder).0.faults.map(\.entries) == [2...2, 3...3])
    }
  }

  @Test func `the key of the checkpoints is the owner's alone, and stays the same`() async throws {
    try await Folder.with { folder in
      try await filled(folder, checkpointed: true)
      let path = folder.path + "/record.key"
      let key = try Data(contentsOf: URL(filePath: path))
      #expect(key.count == 32)
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
      #expect(try await checkpoint(folder) != nil)
      #expect(try Data(contentsOf: URL(filePath: path)) == key)
      try Data().write(to: URL(filePath: path))
      await #expect(throws: StoreTrouble.self) { try await verify(folder) }
    }
  }
}
