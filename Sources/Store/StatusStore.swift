import Casework
import Foundation
import GRDB
import Letters
import Operations
import Vocabulary

extension CaseDatabase {
  package var status: StatusArchive {
    let pool = pool
    return StatusArchive(
      load: { () throws(StoreTrouble) in
        try await attempt("read the status page") {
          try await pool.read { database in
            try Data.fetchOne(database, sql: "SELECT content FROM status WHERE id = 1")
              .map { try JSONDecoder().decode(StatusContent.self, from: $0) }
          }
        }
      },
      save: { content, id, actor, now throws(StoreTrouble) in
        try await attempt("publish the status page") {
          let encoder = JSONEncoder()
          encoder.outputFormatting = [.sortedKeys]
          let bytes = try encoder.encode(content)
          try await pool.write { database in
            try database.execute(
              sql:
                "INSERT INTO status (id, content) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content",
              arguments: [bytes])
            var writer = try LedgerWriter(database, now: now)
            try writer.append(
              LedgerEntry(.statusPublished(case: id, digest: Digest(of: Array(bytes)).hex), actor: actor))
          }
        }
      },
      withdraw: { id, reason, actor, now throws(StoreTrouble) in
        try await attempt("withdraw the status page") {
          try await pool.write { database in
            try database.execute(sql: "DELETE FROM status")
            guard database.changesCount > 0 else { return }
            var writer = try LedgerWriter(database, now: now)
            try writer.append(LedgerEntry(.statusWithdrawn(case: id, reason: reason), actor: actor))
          }
        }
      })
  }
}

/// The one status page that is public just now.
enum StatusTables {
  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: "CREATE TABLE status (id INTEGER PRIMARY KEY CHECK (id = 1), content BLOB NOT NULL) STRICT")
  }
}
