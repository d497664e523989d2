import Casework
import GRDB
import Letters
import Operations
import Vocabulary

/// The SQL of putting people into a notice.
enum NoticeEnrolment {
  /// A notice of which something was sent keeps its texts: two people of one edition must not have read different ones.
  static func open(_ mailing: NewMailing, now: Timestamp, in database: Database) throws {
    let known = try NoticeRows.mailings(database, mailing.notice).first
    if let known, known.caseID != mailing.caseID || known.edition != mailing.edition {
      throw StoreTrouble(
        .conflict, "notice \(mailing.notice) is the \(known.edition.rawValue) of case \(known.caseID) already")
    }
    if known?.begun != nil {
      throw StoreTrouble(.conflict, "notice \(mailing.notice) has been started already; its people stay as they are")
    }
    try database.execute(
      sql: """
        INSERT INTO notice_mailing (notice, incident, edition, secret, opened) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
      arguments: [mailing.notice, mailing.caseID, mailing.edition.rawValue, Secret().text, now.seconds])
    // Whoever an earlier start took in, which came to nothing, may be no longer among them.
    for table in ["notice_text", "notice_recipient"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE notice = ?", arguments: [mailing.notice])
    }
    for text in mailing.texts {
      try database.execute(
        sql: """
          INSERT INTO notice_text (notice, language, segment, subject, body, sender_name, sender, reply_to)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          mailing.notice, text.language.tag, text.segment.rawValue, text.subject, text.body, text.senderName,
          text.sender.text, text.replyTo?.text,
        ])
    }
  }

  /// Of two addresses of one mailbox the first is written to. Somebody who is on the stolen list by either is told so.
  static func add(_ people: [NewRecipient], to notice: Int64, in database: Database) throws -> Int {
    guard let known = try NoticeRows.mailings(database, notice).first, known.begun == nil else {
      throw StoreTrouble(.conflict, "notice \(notice) is not open for more recipients")
    }
    let before = try count(notice, in: database)
    let statement = try database.makeStatement(
      sql: """
        INSERT INTO notice_recipient (notice, person, address, language, segment) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (notice, person) DO UPDATE SET segment = excluded.segment
        WHERE excluded.segment = 'on-list' OR (excluded.segment = 'unknown' AND segment = 'not-on-list')
        """)
    for person in people {
      try statement.execute(arguments: [
        notice, Guardrails.identity(of: person.address), person.address.text, person.language.tag,
        person.segment.rawValue,
      ])
    }
    return try count(notice, in: database) - before
  }

  /// The smaller a domain, the earlier its turn; what lies behind the last `@` is the domain.
  static func begin(_ notice: Int64, _ release: NoticeRelease?, now: Timestamp, in database: Database) throws -> Int {
    guard let known = try NoticeRows.mailings(database, notice).first else {
      throw StoreTrouble(.conflict, "notice \(notice) has no recipients yet")
    }
    let recipients = try count(notice, in: database)
    guard known.begun == nil else { return recipients }
    // Nobody gets one edition twice, not even by a notice that takes the place of one that was stopped; who is in doubt stays so. Updates may
    // follow each other.
    let last =
      known.edition == .update
      ? try NoticeDraftStore.finishedUpdates(known.caseID, in: database).filter { $0 != notice }.max() ?? 0 : 0
    for (state, kind, before) in [
      ("skipped", NoticeRecipient.Kind.toldBefore, "r.state = 'sent'"),
      ("failed", .ambiguous, "r.state = 'failed' AND r.kind = 'ambiguous'"),
    ] {
      try database.execute(
        sql: """
          UPDATE notice_recipient SET state = :state, kind = :kind, changed = :now
          WHERE notice = :notice AND state = 'waiting' AND person IN (
            SELECT r.person FROM notice_mailing m JOIN notice_recipient r ON r.notice = m.notice
            WHERE m.incident = :incident AND m.edition = :edition AND m.notice <> :notice AND \(before)
              AND m.notice > \(last))
          """,
        arguments: [
          "state": state, "kind": kind.rawValue, "now": now.seconds, "notice": notice, "incident": known.caseID,
          "edition": known.edition.rawValue,
        ])
    }
    if let release {
      guard try NoticeDraftStore.notice(notice, in: database)?.digest == release.digest else {
        throw StoreTrouble(.conflict, "the text of notice \(notice) is another by now than the one that was approved")
      }
      let event = RecordEvent.noticeStarted(notice: notice, recipients: recipients)
      try NoticeDraftStore.check(event, in: database)
      var writer = try LedgerWriter(database, now: now)
      try writer.append(LedgerEntry(event, actor: release.actor))
    }
    try database.execute(
      sql: """
        WITH person AS (
          SELECT id, substr(person, instr(person, '@') + 1) AS domain FROM notice_recipient WHERE notice = :notice),
        turn AS (
          SELECT domain, row_number() OVER (ORDER BY COUNT(*), domain) AS place FROM person GROUP BY domain)
        UPDATE notice_recipient SET place = turn.place FROM person JOIN turn USING (domain)
        WHERE notice_recipient.id = person.id
        """, arguments: ["notice": notice])
    try database.execute(
      sql: "UPDATE notice_mailing SET begun = ? WHERE notice = ?", arguments: [now.seconds, notice])
    return recipients
  }

  private static func count(_ notice: Int64, in database: Database) throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM notice_recipient WHERE notice = ?", arguments: [notice]) ?? 0
  }
}
