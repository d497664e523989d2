import Casework
import GRDB
import Operations
import Vocabulary

/// The SQL of sending: who is next, and what became of whom.
enum NoticeTurn {
  /// Only the end of the attempt that the row is in counts. Of a person who was deleted meanwhile nothing is written down.
  static func settle(_ settlement: NoticeSettlement, now: Timestamp, in database: Database) throws {
    let (state, kind, reply, next, attempts): (NoticeRecipient.State, NoticeRecipient.Kind?, String?, Int64?, Int) =
      switch settlement.result {
      case .sent(let reply): (.sent, nil, reply, nil, 0)
      case .failed(let kind, let reply): (.failed, kind, reply, nil, 0)
      case .later(let reply, let next): (.waiting, nil, reply, next.seconds, 0)
      case .untouched: (.waiting, nil, nil, nil, -1)
      case .skipped(let kind, let reply): (.skipped, kind, reply, nil, 0)
      }
    try database.cachedStatement(
      sql: """
        UPDATE notice_recipient SET
          state = CASE WHEN address IS NULL AND ?1 = 'waiting' THEN 'skipped' ELSE ?1 END,
          kind = CASE WHEN address IS NULL AND ?1 = 'waiting' THEN 'erased' ELSE ?2 END,
          reply = CASE WHEN address IS NULL THEN NULL ELSE ?3 END, next = CASE WHEN address IS NULL THEN NULL ELSE ?4 END,
          attempts = attempts + ?5, changed = CASE WHEN ?5 < 0 THEN changed ELSE ?6 END
        WHERE id = ?7 AND state = 'sending' AND attempts = ?8
        """
    ).execute(arguments: [
      state.rawValue, kind?.rawValue, reply.map { String($0.prefix(500)) }, next, attempts, now.seconds,
      settlement.recipient, settlement.attempt,
    ])
  }

  /// The next in turn, small domains first, marked as on their way. A turn that has had what it may have is passed over.
  static func take(
    _ claim: NoticeClaim, of notice: Int64, now: Timestamp, in database: Database
  ) throws -> [NoticeRecipient] {
    var taken: [NoticeRecipient] = []
    var had: [Int64: Int] = [:]
    var from: Int64? = 0
    while let place = from, taken.count < claim.limit {
      from = nil
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            \(NoticeRows.columns) WHERE notice = ? AND state = 'waiting' AND place >= ? AND (next IS NULL OR next <= ?)
            ORDER BY place, id LIMIT ?
            """), arguments: [notice, place, now.seconds, claim.limit - taken.count])
      while let row = try rows.next() {
        let waiting = try NoticeRows.recipient(row)
        if let most = claim.places[waiting.place], had[waiting.place, default: 0] >= most {
          from = waiting.place + 1
          break
        }
        had[waiting.place, default: 0] += 1
        taken.append(waiting)
      }
    }
    let mark = try database.cachedStatement(
      sql: "UPDATE notice_recipient SET state = 'sending', attempts = attempts + 1, next = NULL WHERE id = ?")
    return try taken.map { waiting in
      try mark.execute(arguments: [waiting.id])
      return NoticeRecipient(
        id: waiting.id, notice: waiting.notice, address: waiting.address, language: waiting.language,
        segment: waiting.segment, state: .sending, place: waiting.place, attempts: waiting.attempts + 1,
        changed: waiting.changed)
    }
  }

  static func stop(_ notice: Int64, now: Timestamp, in database: Database) throws -> Int {
    try database.execute(
      sql: """
        UPDATE notice_recipient SET state = 'skipped', kind = 'stopped', next = NULL, changed = ?
        WHERE notice = ? AND state = 'waiting'
        """, arguments: [now.seconds, notice])
    return database.changesCount
  }

  static func resend(
    _ notice: Int64, _ kinds: Set<NoticeRecipient.Kind>, now: Timestamp, in database: Database
  ) throws -> Int {
    let names = kinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    try database.execute(
      sql: """
        UPDATE notice_recipient SET state = 'waiting', kind = NULL, next = NULL, attempts = 0, changed = ?
        WHERE notice = ? AND state = 'failed' AND kind IN (\(names)) AND address IS NOT NULL
        """, arguments: [now.seconds, notice])
    let count = database.changesCount
    if count > 0 {
      try database.execute(sql: "UPDATE notice_mailing SET finished = NULL WHERE notice = ?", arguments: [notice])
    }
    return count
  }

  /// Nobody knows whether the letters of notices that were being sent have left: none does unless a person says so. How many those are.
  static func hold(_ why: String, now: Timestamp, in database: Database) throws -> Int {
    try database.execute(
      sql: """
        UPDATE notice_recipient SET state = 'failed', kind = 'ambiguous', next = NULL, changed = ?, reply = ?
        WHERE state IN ('waiting', 'sending')
          AND notice IN (SELECT notice FROM notice_mailing WHERE begun IS NOT NULL)
        """, arguments: [now.seconds, why])
    return database.changesCount
  }

  static func finish(_ notice: Int64, now: Timestamp, in database: Database) throws {
    let tally = try NoticeRows.tally(database, notice)
    guard tally.waiting == 0, try NoticeRows.mailings(database, notice).first?.finished == nil else { return }
    try database.execute(
      sql: "UPDATE notice_mailing SET finished = ? WHERE notice = ?", arguments: [now.seconds, notice])
    var writer = try LedgerWriter(database, now: now)
    try writer.append(
      LedgerEntry(.noticeFinished(notice: notice, sent: tally.sent, failed: tally.failed, skipped: tally.skipped)))
  }
}
