import Casework
import Evidence
import Foundation
import GRDB
import Letters
import Operations
import Store
import Testing
import Vocabulary

/// Whoever edits the database is found out, and the first bad entry is named.
@Suite struct RecordTests {
  private func filled(_ folder: Folder) async throws {
    _ = try await folder.receive(try Folder.demoReports().prefix(5))
    _ = try await folder.desk.examineWaiting()
  }

  private func verify(_ folder: Folder) async throws -> (
    isSound: Bool, first: Int64?, faults: [CustodyFault]
  ) {
    let (result, unread) = try await Verifying(
      ledger: folder.database.ledger, archive: folder.database.reports, checkpoints: folder.checkpoints
    ).verify()
    return (result.isSound && unread.isEmpty, result.firstBad, result.faults)
  }

  /// As an intruder with the file would do it.
  private func tamper(_ folder: Folder, _ sql: String) throws {
    var careless = Configuration()
    careless.foreignKeysEnabled = false
    try DatabaseQueue(path: folder.path + "/candor.sqlite", configuration: careless).write { try $0.execute(sql: sql) }
  }

  @Test func `an honest record is sound, with and without a checkpoint`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      #expect(try await verify(folder).isSound)
      let note = try await Checkpointing(
        ledger: folder.database.ledger, checkpoints: folder.checkpoints, now: { Folder.now }
      ).make()
      #expect(note?.hasPrefix("test/candor\n") == true)
      #expect(try await verify(folder).isSound)
    }
  }

  @Test(
    arguments: [
      ("UPDATE entry SET body = replace(body, 'file', 'mail') WHERE number = 3", 3),
      ("UPDATE entry SET actor = 'somebody' WHERE number = 4", 4),
      ("UPDATE entry SET time = time + 1 WHERE number = 2", 2),
      ("DELETE FROM entry WHERE number = 3", 3),
      ("UPDATE personal SET body = replace(body, '@', '#') WHERE entry = (SELECT MAX(entry) FROM personal)", nil),
    ] as [(String, Int64?)])
  func `an edit is found, and where it begins`(sql: String, first: Int64?) async throws {
    try await Folder.with { folder in
      try await filled(folder)
      try tamper(folder, sql)
      let result = try await verify(folder)
      #expect(!result.isSound)
      if let first { #expect(result.first == first) } else { #expect(result.first != nil) }
    }
  }

  @Test func `a checkpoint is due a day after the last, however often the program was started`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      func due(_ hours: Int64) async throws -> Bool {
        try await Checkpointing(
          ledger: folder.database.ledger, checkpoints: folder.checkpoints,
          now: { Folder.now.adding(seconds: hours * 3600) }
        ).makeDue() != nil
      }
      #expect(try await due(0))
      #expect(try await !due(1))
      #expect(try await !due(30), "nothing new was written")
      _ = try await folder.receive(try Folder.demoReports().dropFirst(5).prefix(1))
      #expect(try await !due(23))
      #expect(try await due(25))
      #expect(try await !due(26))
    }
  }

  @Test func `what is cut off at the end is found by the last checkpoint`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      _ = try await Checkpointing(
        ledger: folder.database.ledger, checkpoints: folder.checkpoints, now: { Folder.now }
      ).make()
      try tamper(folder, "DELETE FROM entry WHERE number > 6")
      #expect(try await verify(folder).isSound == false)
    }
  }

  @Test func `personal data that somebody deletes behind the program's back are missed`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      try tamper(folder, "DELETE FROM personal")
      #expect(try await !verify(folder).isSound)
    }
  }

  @Test func `a letter goes out once, and one that was interrupted is left to a person`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      let counter = Counter()
      let delivering = Delivering(
        outbox: folder.desk.outbox, ledger: folder.desk.ledger,
        submission: Submission { letter in
          await counter.add(letter.messageID)
          return await counter.sent.count == 1 ? .later("try again") : .accepted("250 ok")
        }, now: { Folder.now },
        clear: { await folder.acknowledging.clear($0, known: .unknown, reported: nil, now: $1) })
      let due = try await folder.desk.outbox.list(.approved, nil, 100).count
      #expect(due >= 2)
      var transaction = LedgerTransaction(now: Folder.now)
      let stuck = try #require(try await folder.desk.outbox.due(Folder.now, 100).last)
      transaction.dispatches = [DispatchChange(stuck.id, from: [.approved], to: .sending)]
      _ = try await folder.desk.ledger.append(transaction)
      try await delivering.settleInterrupted()
      #expect(try await folder.desk.outbox.dispatch(stuck.id)?.state == .uncertain)
      while try await delivering.sendDue() > 0 {}
      let sent = await counter.sent
      #expect(Set(sent).count == sent.count)
      let tally = try await folder.desk.outbox.tally()
      // The first one waits for its next try, the stuck one for a person.
      #expect(tally[.sent] == due - 2 && tally[.approved] == 1 && tally[.uncertain] == 1)
      #expect(try await verify(folder).isSound)
    }
  }

  private actor Counter {
    private(set) var sent: [String] = []
    func add(_ id: String) { sent.append(id) }
  }
}
