import Casework
import Foundation
import GRDB
import Operations
import Vocabulary

extension CaseDatabase {
  package var noticeDrafts: NoticeDrafts {
    let pool = pool
    return NoticeDrafts(
      make: { id, edition, draft, actor, now throws(StoreTrouble) in
        try await attempt("draft a notice") {
          try await pool.write { try NoticeDraftStore.make(id, edition, draft, actor, now, in: $0) }
        }
      },
      save: { id, draft, over, actor, now throws(StoreTrouble) in
        try await attempt("save a notice") {
          try await pool.write { database in
            guard try NoticeDraftStore.notice(id, in: database)?.digest == over else {
              throw StoreTrouble(
                .conflict, "somebody else changed notice \(id) meanwhile; read it again and make your change once more")
            }
            var writer = try LedgerWriter(database, now: now)
            try NoticeDraftStore.write(id, draft, actor, in: database, writer: &writer)
          }
        }
      },
      load: { id throws(StoreTrouble) in
        try await attempt("read a notice") {
          try await pool.read { database in
            try Data.fetchOne(database, sql: "SELECT draft FROM notice WHERE id = ?", arguments: [id])
              .map { try JSONDecoder().decode(NoticeDraft.self, from: $0) }
          }
        }
      },
      list: { id throws(StoreTrouble) in
        try await attempt("read the notices") {
          try await pool.read {
            try Int64.fetchAll(
              $0, sql: "SELECT id FROM notice WHERE ? IS NULL OR incident = ? ORDER BY id", arguments: [id, id])
          }
        }
      })
  }
}

/// Notices as people prepare them. Of one edition a case has one at a time; what was stopped makes room for another, and an update that went to
/// everybody for the next.
enum NoticeDraftStore {
  @Sendable static func makeTable(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE notice (
          id INTEGER PRIMARY KEY AUTOINCREMENT, incident INTEGER NOT NULL REFERENCES incident (id), edition TEXT NOT NULL,
          draft BLOB NOT NULL) STRICT;
        CREATE INDEX notice_incident ON notice (incident);
        """)
  }

  static func make(
    _ incident: Int64, _ edition: Edition, _ draft: (Int64) throws -> NoticeDraft, _ actor: String, _ now: Timestamp,
    in database: Database
  ) throws -> Int64? {
    let taken = try Int64.fetchAll(
      database, sql: "SELECT id FROM notice WHERE incident = ? AND edition = ?",
      arguments: [incident, edition.rawValue])
    for id in taken where try notice(id, in: database)?.makesRoom != true { return nil }
    try database.execute(
      sql: "INSERT INTO notice (incident, edition, draft) VALUES (?, ?, ?)",
      arguments: [incident, edition.rawValue, Data()])
    let id = database.lastInsertedRowID
    var writer = try LedgerWriter(database, now: now)
    try writer.append(
      LedgerEntry(.noticeDrafted(notice: id, case: incident, edition: edition.rawValue), actor: actor))
    try write(id, try draft(id), actor, in: database, writer: &writer)
    return id
  }

  /// Updates of the case that went to everybody, though somebody may be sent one once more: another one is another letter.
  static func finishedUpdates(_ incident: Int64, in database: Database) throws -> [Int64] {
    try Int64.fetchAll(
      database, sql: "SELECT id FROM notice WHERE incident = ? AND edition = ?",
      arguments: [incident, Edition.update.rawValue]
    ).filter { try notice($0, in: database)?.hasFinished ?? false }
  }

  static func write(
    _ id: Int64, _ draft: NoticeDraft, _ actor: String, in database: Database, writer: inout LedgerWriter
  ) throws {
    let event = RecordEvent.noticeChanged(notice: id, digest: draft.digest)
    try check(event, in: database)
    try database.execute(
      sql: "UPDATE notice SET draft = ? WHERE id = ?", arguments: [try JSONEncoder().encode(draft), id])
    try writer.append(LedgerEntry(event, actor: actor))
  }

  static func notice(_ id: Int64, in database: Database) throws -> Notice? {
    Notice(
      id: id, lines: try LedgerStore.lines(database, where: "e.subject = ? ORDER BY e.number", ["notice:\(id)"]))
  }

  /// What happens to a notice must be possible for it as it is in this very transaction. Events of mailings that no page knows pass.
  static func check(_ event: RecordEvent, in database: Database) throws {
    guard let id = event.notice, let notice = try notice(id, in: database), !notice.admits(event) else { return }
    throw StoreTrouble(
      .conflict, "notice \(id) is \(notice.state.rawValue) by now, or its text is another: load its page again")
  }
}
