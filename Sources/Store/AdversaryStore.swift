import Casework
import Domains
import GRDB
import Operations
import Synchronization
import Vocabulary

/// Whoever wrote the fakes of all reports, examined now or before: kept, so that no start and no deletion of a mail makes it forgotten.
enum AdversaryStore {
  /// Names that a flood of made-up mails may bring; one name is one row, however many mails hold it.
  private static let most = 200_000
  private static let mostOfOneReport = 200

  @Sendable static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE adversary (
          id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, report INTEGER NOT NULL, UNIQUE (kind, name));
        """)
  }

  static func save(_ adversary: Adversary, of report: ReportNumber, in database: Database) throws {
    let names = adversary.names.prefix(mostOfOneReport)
    guard !names.isEmpty else { return }
    let last = try Int.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM adversary")) ?? 0
    for (kind, name) in names where last < most || kind != .host {
      try database.cachedStatement(
        sql: "INSERT INTO adversary (kind, name, report) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
      ).execute(arguments: [kind.rawValue, name, report])
    }
  }

  static func holds(_ person: EmailAddress, in database: Database) throws -> Bool {
    try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM adversary WHERE kind = ? AND name IN (?, ?)",
      arguments: [Adversary.Kind.address.rawValue, person.text, person.untagged.text]) ?? 0 > 0
  }

  /// Somebody whose address was misused, and who asked to be forgotten. The row stays without the name: its number must not be given
  /// to another, which a shelf would then take for known.
  static func forget(_ person: EmailAddress, in database: Database) throws {
    try database.execute(
      sql: "UPDATE adversary SET name = 'deleted:' || id WHERE kind = ? AND name IN (?, ?)",
      arguments: [Adversary.Kind.address.rawValue, person.text, person.untagged.text])
  }
}

/// The adversary in memory; each look reads the new rows only.
final class AdversaryShelf: Sendable {
  private let kept = Mutex<(adversary: Adversary, last: Int64)>((.unknown, 0))

  func forget() { kept.withLock { $0 = (.unknown, 0) } }

  /// Locked as a whole: rows read before `forget` and added after it would leave out all older ones.
  func load(_ database: Database) throws -> Adversary {
    try kept.withLock { kept in
      let rows = try Row.fetchAll(
        database.cachedStatement(sql: "SELECT id, kind, name FROM adversary WHERE id > ? ORDER BY id"),
        arguments: [kept.last])
      for row in rows {
        if let kind = Adversary.Kind(rawValue: row["kind"]) { kept.adversary.add(kind, row["name"]) }
        kept.last = max(kept.last, row["id"])
      }
      return kept.adversary
    }
  }
}
