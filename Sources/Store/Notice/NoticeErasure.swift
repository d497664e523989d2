import Foundation
import GRDB
import Letters
import Vocabulary

/// Takes one person out of the ledgers of notices. The row stays, so that the sums go on to add up; who it was is gone.
enum NoticeErasure {
  static func notices(naming person: EmailAddress, in database: Database) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: """
        SELECT m.notice FROM notice_mailing m JOIN notice_recipient r ON r.notice = m.notice WHERE r.person = ?
        ORDER BY m.notice
        """, arguments: [Guardrails.identity(of: person)])
  }

  /// Notices whose draft or fixed text holds what is looked for.
  static func texts(in database: Database, holding: (Data) -> Bool) throws -> [Int64] {
    var found: Set<Int64> = []
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, draft AS text FROM notice
        UNION ALL SELECT notice, CAST(subject || char(10) || body AS BLOB) FROM notice_text
        """)
    while let row = try rows.next() { if holding(row["text"]) { found.insert(row["id"]) } }
    return found.sorted()
  }

  /// Whoever still waited is skipped. A letter that is leaving at this moment leaves.
  static func forget(_ person: EmailAddress, now: Timestamp, in database: Database) throws {
    try database.execute(
      sql: """
        UPDATE notice_recipient SET address = NULL, person = 'deleted:' || id, reply = NULL, next = NULL,
          changed = CASE state WHEN 'waiting' THEN ? ELSE changed END,
          kind = CASE state WHEN 'waiting' THEN 'erased' ELSE kind END,
          state = CASE state WHEN 'waiting' THEN 'skipped' ELSE state END
        WHERE notice IN (SELECT notice FROM notice_mailing) AND person = ?
        """, arguments: [now.seconds, Guardrails.identity(of: person)])
  }
}
