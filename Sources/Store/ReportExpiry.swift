import Casework
import GRDB
import Operations
import Vocabulary

/// Deletes what is kept no longer: the bytes and every address; the record goes on to say that there was a report, and its digest.
enum ReportExpiry {
  static func expire(before: Timestamp, now: Timestamp, in database: Database) throws -> Int {
    let numbers = try Int64.fetchAll(
      database,
      sql: """
        SELECT r.number FROM report r JOIN artifact a ON a.digest = r.artifact
        WHERE r.received < ? AND r.examined = 1 AND a.bytes IS NOT NULL ORDER BY r.number LIMIT 500
        """, arguments: [before.seconds])
    guard !numbers.isEmpty else { return 0 }
    for number in numbers {
      try empty(number, in: database)
      try forget("report:\(number)", in: database)
    }
    var writer = try LedgerWriter(database, now: now)
    for number in numbers { try forgetLetters(about: number, in: database, writer: &writer) }
    try writer.append(LedgerEntry(.contentDeleted(reports: numbers, reason: "kept long enough")))
    return numbers.count
  }

  static func retention(_ database: Database) throws -> Retention {
    let oldest = try Int64.fetchOne(
      database,
      sql: """
        SELECT r.received FROM report r JOIN artifact a ON a.digest = r.artifact
        WHERE a.bytes IS NOT NULL ORDER BY r.number LIMIT 1
        """)
    return Retention(
      oldest: oldest.map { Timestamp(seconds: $0) },
      deletions: try LedgerStore.lines(
        database, where: "e.kind IN ('content-deleted', 'person-erased') ORDER BY e.number DESC LIMIT ?",
        [Retention.mostDeletions]))
  }

  /// Deletes the mail and all that lists show of it.
  static func empty(_ report: ReportNumber, in database: Database) throws {
    try database.execute(sql: "DELETE FROM dns_want WHERE report = ?", arguments: [report])
    try database.execute(
      sql: "UPDATE artifact SET bytes = NULL WHERE digest = (SELECT artifact FROM report WHERE number = ?)",
      arguments: [report])
    try database.execute(
      sql: """
        UPDATE report SET sender = NULL, reporter = NULL, person = NULL, recipient = NULL, subject = NULL, "from" = NULL,
          tie = '' WHERE number = ?
        """, arguments: [report])
  }

  private static func forget(_ subject: String, in database: Database) throws {
    try database.execute(
      sql: "DELETE FROM personal WHERE entry IN (SELECT number FROM entry WHERE subject = ?)", arguments: [subject])
  }

  private static func forgetLetters(about report: Int64, in database: Database, writer: inout LedgerWriter) throws {
    for id in try Int64.fetchAll(database, sql: "SELECT id FROM dispatch WHERE report = ?", arguments: [report]) {
      try OutboxStore.withdraw(id, because: "the report was deleted", in: database, writer: &writer)
      try forget("dispatch:\(id)", in: database)
    }
  }
}
