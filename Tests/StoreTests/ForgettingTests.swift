import Casework
import Evidence
import Foundation
import GRDB
import Mail
import Operations
import Store
import Testing
import Vocabulary

/// What is deleted is in no table any more, and what is not goes on.
@Suite struct ForgettingTests {
  /// Every value of every table, one after another.
  private func everything(_ folder: Folder) throws -> String {
    try DatabaseQueue(path: folder.path + "/candor.sqlite").read { database in
      let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      return try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").flatMap { row in
          row.databaseValues.map { value in
            if let data = Data.fromDatabaseValue(value) { return String(decoding: data, as: UTF8.self) }
            return String.fromDatabaseValue(value) ?? ""
          }
        }
      }.joined(separator: "\n").lowercased()
    }
  }

  private func isSound(_ folder: Folder) async throws -> Bool {
    let (result, unread) = try await Verifying(
      ledger: folder.database.ledger, archive: folder.database.reports, checkpoints: folder.checkpoints
    ).verify()
    return result.isSound && unread.isEmpty
  }

  @Test func `after the last day no reporter, recipient or letter of them is in any table`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let reports = try await folder.desk.archive.list(ReportQuery()).compactMap(\.examined)
      let people = Set(reports.flatMap { [$0.reporter, $0.recipient] }.compactMap { $0 }.map(\.text))
        .filter { !$0.hasSuffix("@palomberry.com") }
      let before = try everything(folder)
      #expect(people.count > 10 && people.allSatisfy { before.contains($0) })
      let later = Folder.now.adding(seconds: 86_400)
      #expect(try await folder.desk.archive.expire(later, later) == reports.count)
      let after = try everything(folder)
      let left = people.filter { after.contains($0) }
      #expect(left.isEmpty, "\(left.sorted())")
      #expect(try await isSound(folder))
      #expect(try await folder.desk.outbox.due(later, 100).isEmpty)
      #expect(try await folder.desk.archive.expire(later, later) == 0)
    }
  }

  @Test func `a fake that comes again after its report was deleted is answered again`() async throws {
    try await Folder.with { folder in
      let mails = try Folder.demoReports()
      _ = try await folder.receive(mails)
      _ = try await folder.desk.examineWaiting()
      let letters = try await folder.desk.outbox.list(nil, nil, 1000).count
      let later = Folder.now.adding(seconds: 86_400)
      _ = try await folder.desk.archive.expire(later, later)
      _ = try await folder.receive(mails.map { Array("X-Again: 1\r\n".utf8) + $0 })
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.outbox.list(nil, nil, 1000).count == 2 * letters)
    }
  }

  @Test func `after the last day, what went by hand is still missed`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports().prefix(4))
      _ = try await folder.desk.examineWaiting()
      let later = Folder.now.adding(seconds: 86_400)
      #expect(try await folder.desk.archive.expire(later, later) == 4)
      _ = try await folder.receive(try Folder.demoReports().suffix(2))
      _ = try await folder.desk.examineWaiting()
      #expect(try await isSound(folder))
      try await DatabaseQueue(path: folder.path + "/candor.sqlite").write {
        try $0.execute(sql: "DELETE FROM personal WHERE entry = (SELECT MAX(entry) FROM personal)")
      }
      #expect(try await !isSound(folder))
    }
  }
}
