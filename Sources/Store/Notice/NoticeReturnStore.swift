import Casework
import GRDB
import Letters
import Operations
import Vocabulary

/// Marks whose letter came back. Only a mail that names both a recipient and the id of the very letter to them does so: who makes one up
/// knows the addresses of a stolen list, and not the secret in the ids.
enum NoticeReturnStore {
  static func save(
    _ back: NoticeReturn, now: Timestamp, in database: Database, writer: inout LedgerWriter
  ) throws {
    guard let at = back.messageID.lastIndex(of: "@"),
      let domain = DomainName(back.messageID[back.messageID.index(after: at)...])
    else { return }
    for person in Set(back.recipients.prefix(100).map { Guardrails.identity(of: $0) }) {
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT r.id, r.notice, m.secret FROM notice_mailing m JOIN notice_recipient r ON r.notice = m.notice
            WHERE r.person = ?
            """), arguments: [person])
      for row in rows {
        let (id, notice): (Int64, Int64) = (row["id"], row["notice"])
        let key = NoticeRecipient.key(notice: notice, id: id, secret: row["secret"])
        guard LoopMark.messageID(key: key, domain: domain) == back.messageID else { continue }
        guard try mark(id, back, now: now, in: database) else { continue }
        try writer.append(
          LedgerEntry(
            .noticeReturned(
              notice: notice, report: back.report, how: back.how.rawValue, status: String(back.status.prefix(40)))))
      }
    }
  }

  /// A letter of which nobody knew whether it had left has left. Whether anything was news.
  private static func mark(_ id: Int64, _ back: NoticeReturn, now: Timestamp, in database: Database) throws -> Bool {
    let (state, kind): (NoticeRecipient.State, NoticeRecipient.Kind) =
      switch back.how {
      case .bounced: (.failed, .bounced)
      case .complained: (.sent, .complained)
      }
    try database.execute(
      sql: """
        UPDATE notice_recipient SET state = ?, kind = ?, changed = ?, reply = COALESCE(reply || ' | ', '') || ?
        WHERE id = ? AND address IS NOT NULL
          AND (state = 'sent' AND kind IS NULL OR state = 'failed' AND kind = 'ambiguous')
        """,
      arguments: [
        state.rawValue, kind.rawValue, now.seconds, "\(back.how.rawValue) \(back.status)", id,
      ])
    return database.changesCount > 0
  }
}
