import Foundation
import GRDB
import Operations
import Vocabulary

extension AccountRegister.Sessions {
  init(_ database: CaseDatabase) {
    let pool = database.pool
    self.init(
      open: { (session, replaced) async throws(StoreTrouble) in
        try await pool.writing("open a session") { try SessionRows.open(session, replacing: replaced, in: $0) }
      },
      find: { (digest, now) async throws(StoreTrouble) in
        guard let found = try await pool.reading("find a session", { try SessionRows.find(digest, in: $0) }),
          found.0.isAlive(at: now)
        else { return nil }
        if now.seconds - found.0.seen.seconds >= Session.seenStep {
          // A page is worth more than the note: on a full disk there is the one without the other.
          try? await pool.writing("note a session as seen") { database in
            try database.execute(
              sql: "UPDATE session SET seen = ? WHERE digest = ?", arguments: [now.seconds, Data(digest.bytes)])
          }
        }
        return found
      },
      of: { (account, now) async throws(StoreTrouble) in
        try await pool.reading("list sessions") { database in
          try Row.fetchAll(
            database, sql: "SELECT * FROM session WHERE account = ? AND stage = 'full' ORDER BY seen DESC LIMIT 100",
            arguments: [account]
          ).compactMap { Session($0) }.filter { $0.isAlive(at: now) }
        }
      },
      end: { (account, digest) async throws(StoreTrouble) in
        try await pool.writing("end a session") { database in
          try database.execute(
            sql: "DELETE FROM session WHERE account = ? AND digest = ?", arguments: [account, Data(digest.bytes)])
          return database.changesCount == 1
        }
      })
  }
}

private enum SessionRows {
  static func open(_ session: Session, replacing replaced: Digest?, in database: Database) throws {
    if let replaced {
      try database.execute(sql: "DELETE FROM session WHERE digest = ?", arguments: [Data(replaced.bytes)])
    }
    try database.execute(
      sql: "DELETE FROM session WHERE opened < ?", arguments: [session.opened.seconds - Session.longestSeconds])
    try database.execute(
      sql: """
        INSERT INTO session (digest, account, stage, opened, seen, address, agent) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        Data(session.digest.bytes), session.account, session.stage.rawValue, session.opened.seconds,
        session.seen.seconds, session.address, session.agent,
      ])
  }

  static func find(_ digest: Digest, in database: Database) throws -> (Session, Account)? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM session WHERE digest = ?", arguments: [Data(digest.bytes)]),
      let session = Session(row),
      let owner = try Row.fetchOne(database, sql: "SELECT * FROM account WHERE id = ?", arguments: [session.account]),
      let account = Account(owner)
    else { return nil }
    return (session, account)
  }
}

extension Session {
  fileprivate init?(_ row: Row) {
    guard let stage = Stage(rawValue: row["stage"]), let digest = Digest(stored: row["digest"]) else { return nil }
    self.init(
      digest: digest, account: row["account"], stage: stage, opened: Timestamp(seconds: row["opened"]),
      seen: Timestamp(seconds: row["seen"]), address: row["address"], agent: row["agent"])
  }
}

extension Digest {
  /// As a column holds it: 32 bytes.
  init?(stored data: Data) { self.init(hex: Hexadecimal.encode(data)) }
}

extension AccountRegister.Attempts {
  init(_ database: CaseDatabase) {
    let pool = database.pool
    self.init(
      take: { (about, now, since, limit) async throws(StoreTrouble) in
        try await pool.writing("count a try") { database in
          // Nothing asks for older ones; and so the table stays as small as an hour's tries.
          try database.execute(sql: "DELETE FROM sign_in_attempt WHERE at < ?", arguments: [now.seconds - 3600])
          let count = try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM sign_in_attempt WHERE about = ? AND at > ?",
            arguments: [Data(about.bytes), since.seconds])
          guard count ?? 0 < limit else { return false }
          try database.execute(
            sql: "INSERT INTO sign_in_attempt (about, at) VALUES (?, ?)", arguments: [Data(about.bytes), now.seconds])
          return true
        }
      },
      clear: { (about) async throws(StoreTrouble) in
        try await pool.writing("forget tries") { database in
          try database.execute(sql: "DELETE FROM sign_in_attempt WHERE about = ?", arguments: [Data(about.bytes)])
        }
      })
  }
}
