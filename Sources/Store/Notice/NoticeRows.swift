import Casework
import GRDB
import Operations
import Vocabulary

/// Notices and their recipients as they are read.
enum NoticeRows {
  static func mailings(_ database: Database, _ notice: Int64? = nil) throws -> [EnrolledNotice] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT notice, incident, edition, secret, begun, finished FROM notice_mailing
          WHERE ? IS NULL OR notice = ? ORDER BY notice
          """), arguments: [notice, notice]
    ).map { row in
      guard let edition = Edition(rawValue: row["edition"]) else {
        throw StoreTrouble(.damaged, "the edition of notice \(row["notice"] as Int64) is none that there is")
      }
      return EnrolledNotice(
        notice: row["notice"], caseID: row["incident"], edition: edition, secret: row["secret"],
        begun: (row["begun"] as Int64?).map { Timestamp(seconds: $0) },
        finished: (row["finished"] as Int64?).map { Timestamp(seconds: $0) })
    }
  }

  static func texts(_ database: Database, _ notice: Int64) throws -> [SentText] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM notice_text WHERE notice = ? ORDER BY language, segment", arguments: [notice]
    ).compactMap { row in
      guard let (language, segment) = version(row), let sender = EmailAddress(row["sender"] as String) else {
        throw StoreTrouble(.damaged, "a text of notice \(notice) cannot be read")
      }
      return SentText(
        language: language, segment: segment, subject: row["subject"], body: row["body"],
        senderName: row["sender_name"], sender: sender,
        replyTo: (row["reply_to"] as String?).flatMap { EmailAddress($0) })
    }
  }

  static func tally(_ database: Database, _ notice: Int64) throws -> NoticeTally {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT state, kind, language, segment, COUNT(*) AS n FROM notice_recipient WHERE notice = ?
          GROUP BY state, kind, language, segment
          """), arguments: [notice])
    var counts: [NoticeTally.Key: Int] = [:]
    while let row = try rows.next() {
      let (state, kind) = try condition(row, notice)
      guard let (language, segment) = version(row) else { throw damaged(notice) }
      counts[NoticeTally.Key(state: state, kind: kind, language: language, segment: segment)] = row["n"]
    }
    return NoticeTally(counts)
  }

  static func list(_ database: Database, _ query: NoticeQuery) throws -> [NoticeRecipient] {
    var condition = "notice = ? AND id > ?"
    var arguments: StatementArguments = [query.notice, query.after]
    if let state = query.state {
      condition += " AND state = ?"
      arguments += [state.rawValue]
    }
    if let kind = query.kind {
      condition += " AND kind = ?"
      arguments += [kind.rawValue]
    }
    return try Row.fetchAll(
      database,
      sql: "\(columns) WHERE \(condition) ORDER BY id LIMIT \(min(max(query.limit, 1), 5_000))", arguments: arguments
    ).map { try recipient($0) }
  }

  static func walk(_ database: Database, _ notice: Int64, _ body: (NoticeRecipient) -> Void) throws {
    let rows = try Row.fetchCursor(
      database, sql: "\(columns) WHERE notice = ? ORDER BY id", arguments: [notice])
    while let row = try rows.next() { body(try recipient(row)) }
  }

  static let columns = """
    SELECT id, notice, address, language, segment, state, kind, place, attempts, next, changed, reply
    FROM notice_recipient
    """

  /// A row that cannot be read is an error: left out, the sums would no longer add up.
  static func recipient(_ row: Row) throws -> NoticeRecipient {
    let notice: Int64 = row["notice"]
    let (state, kind) = try condition(row, notice)
    guard let (language, segment) = version(row) else { throw damaged(notice) }
    return NoticeRecipient(
      id: row["id"], notice: notice, address: (row["address"] as String?).flatMap { EmailAddress($0) },
      language: language, segment: segment, state: state, kind: kind, place: row["place"], attempts: row["attempts"],
      next: (row["next"] as Int64?).map { Timestamp(seconds: $0) },
      changed: (row["changed"] as Int64?).map { Timestamp(seconds: $0) }, reply: row["reply"])
  }

  private static func condition(
    _ row: Row, _ notice: Int64
  ) throws -> (NoticeRecipient.State, NoticeRecipient.Kind?) {
    guard let state = NoticeRecipient.State(rawValue: row["state"]) else { throw damaged(notice) }
    return (state, (row["kind"] as String?).flatMap { NoticeRecipient.Kind(rawValue: $0) })
  }

  private static func version(_ row: Row) -> (Language, Segment)? {
    guard let language = Language(row["language"] as String), let segment = Segment(rawValue: row["segment"]) else {
      return nil
    }
    return (language, segment)
  }

  private static func damaged(_ notice: Int64) -> StoreTrouble {
    StoreTrouble(.damaged, "a recipient of notice \(notice) has a state, language or segment that there is not")
  }
}
