import Casework
import Foundation
import GRDB
import Operations
import Vocabulary

extension CaseDatabase {
  package var outbox: Outbox {
    let pool = pool
    return Outbox(
      due: { now, limit throws(StoreTrouble) in
        try await attempt("read the outbox") {
          try await pool.read {
            try OutboxStore.rows(
              $0, "state = 'approved' AND (next IS NULL OR next <= ?) ORDER BY id LIMIT ?", [now.seconds, limit])
          }
        }
      },
      list: { state, before, limit throws(StoreTrouble) in
        try await attempt("read the outbox") {
          try await pool.read {
            try OutboxStore.rows(
              $0, "(? IS NULL OR state = ?) AND id < ? ORDER BY id DESC LIMIT ?",
              [state?.rawValue, state?.rawValue, before ?? .max, limit])
          }
        }
      },
      dispatch: { id throws(StoreTrouble) in
        try await attempt("read the outbox") {
          try await pool.read { try OutboxStore.rows($0, "id = ?", [id]).first }
        }
      },
      tally: { () throws(StoreTrouble) in
        try await attempt("read the outbox") {
          try await pool.read { database in
            try Row.fetchAll(database, sql: "SELECT state, COUNT(*) AS n FROM dispatch GROUP BY state")
              .reduce(into: [:]) { tally, row in
                if let state = Dispatch.State(rawValue: row["state"]) { tally[state] = row["n"] }
              }
          }
        }
      },
      claim: { id, messageID throws(StoreTrouble) in
        try await attempt("mark a letter as on its way") {
          try await pool.write { database in
            try database.execute(
              sql: """
                UPDATE dispatch SET state = 'sending', attempts = attempts + 1, message_id = ?, next = NULL
                WHERE id = ? AND state = 'approved'
                """, arguments: [messageID, id])
            return database.changesCount > 0
          }
        }
      })
  }
}

/// The SQL behind the `Outbox` port.
enum OutboxStore {
  /// A letter whose key is known already is left out, and says nothing in the record.
  static func add(_ new: NewDispatch, now: Timestamp, in database: Database, writer: inout LedgerWriter) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO dispatch (key, kind, state, letter, report, created, approved_by) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (key) DO NOTHING
        """
    ).execute(arguments: [
      new.key, new.kind, (new.approvedBy == nil ? Dispatch.State.proposed : .approved).rawValue,
      try JSONEncoder().encode(new.letter), new.report, now.seconds, new.approvedBy,
    ])
    guard database.changesCount > 0 else { return }
    let id = database.lastInsertedRowID
    try writer.append(
      LedgerEntry(
        // The key may hold an address, which belongs into the personal part alone.
        .dispatchProposed(dispatch: id, kind: new.kind, key: "\(new.kind):\(id)", report: new.report),
        personal: PersonalDetail(
          person: new.letter.recipient, fields: ["to": new.letter.recipient, "subject": new.letter.subject])))
    if let approver = new.approvedBy {
      try writer.append(LedgerEntry(.dispatchApproved(dispatch: id), actor: approver))
    }
  }

  static func change(_ change: DispatchChange, in database: Database, writer: inout LedgerWriter) throws {
    let states = change.from.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    try database.execute(
      sql: """
        UPDATE dispatch SET state = ?,
          reply = CASE WHEN key LIKE 'deleted:%' THEN NULL ELSE COALESCE(?, reply) END, message_id = COALESCE(?, message_id), next = ?,
          attempts = attempts + ?, approved_by = CASE WHEN ? = 'approved' AND state = 'proposed' THEN ? ELSE approved_by END
        WHERE id = ? AND state IN (\(states))
        """,
      arguments: [
        change.to.rawValue, change.reply, change.messageID, change.next?.seconds, change.to == .sending ? 1 : 0,
        change.to.rawValue, change.actor, change.id,
      ])
    guard database.changesCount > 0 else { return }
    let reply = nameless(change.reply ?? "")
    let event: RecordEvent? =
      switch change.to {
      case .approved: change.next == nil ? .dispatchApproved(dispatch: change.id) : nil
      case .declined: .dispatchDeclined(dispatch: change.id, reason: reply)
      case .sent: .dispatchSent(dispatch: change.id, messageID: change.messageID ?? "", reply: reply)
      case .failed: .dispatchFailed(dispatch: change.id, reason: reply)
      case .uncertain: .dispatchUncertain(dispatch: change.id, reason: reply)
      case .proposed, .sending: nil
      }
    if let event { try writer.append(LedgerEntry(event, actor: change.actor)) }
  }

  /// Mail servers repeat the recipient's address, which may not stand in what is never deleted.
  private static func nameless(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { $0.contains("@") ? "[address]" : $0 }
      .joined(separator: " ")
  }

  /// It goes to nobody any more: what has not left is declined, and of the rest the state remains.
  static func withdraw(_ id: Int64, because reason: String, in database: Database, writer: inout LedgerWriter) throws {
    try change(
      DispatchChange(id, from: [.proposed, .approved, .uncertain], to: .declined, reply: reason), in: database,
      writer: &writer)
    try scrub(id, in: database)
  }

  /// Nothing of whom it was for and what it said is left.
  private static func scrub(_ id: Int64, in database: Database) throws {
    let nothing = LetterContent(recipient: "", subject: "", body: "", language: "", inReplyTo: nil)
    try database.execute(
      sql: "UPDATE dispatch SET key = ?, letter = ?, reply = NULL WHERE id = ?",
      arguments: ["deleted:\(id)", try JSONEncoder().encode(nothing), id])
  }

  static func rows(_ database: Database, _ condition: String, _ arguments: StatementArguments) throws -> [Dispatch] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT id, key, kind, state, letter, report, created, approved_by, attempts, next, reply FROM dispatch
        WHERE \(condition)
        """, arguments: arguments
    ).map { row in
      let letter: Data = row["letter"]
      return Dispatch(
        id: row["id"], key: row["key"], kind: row["kind"], state: Dispatch.State(rawValue: row["state"]) ?? .failed,
        letter: try JSONDecoder().decode(LetterContent.self, from: letter), report: row["report"],
        created: Timestamp(seconds: row["created"]), approvedBy: row["approved_by"], attempts: row["attempts"],
        next: (row["next"] as Int64?).map { Timestamp(seconds: $0) }, reply: row["reply"])
    }
  }
}
