import Foundation
import GRDB
import Operations
import Vocabulary

extension AccountRegister.Tokens {
  init(_ database: CaseDatabase) {
    let pool = database.pool
    self.init(
      make: { (account, name, digest, now) async throws(StoreTrouble) in
        try await pool.writing("make an access token") { database in
          let count = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM access_token WHERE account = ?", arguments: [account])
          guard count ?? 0 < AccessToken.most else { return false }
          try database.execute(
            sql: "INSERT INTO access_token (account, name, digest, made) VALUES (?, ?, ?, ?)",
            arguments: [account, name, Data(digest.bytes), now.seconds])
          return true
        }
      },
      find: { (digest, now) async throws(StoreTrouble) in
        let found = try await pool.reading("find an access token") { database -> (Account, Int64?, Int64)? in
          let row = try Row.fetchOne(
            database,
            sql: """
              SELECT account.*, access_token.used AS used, access_token.id AS token
              FROM access_token JOIN account ON account.id = access_token.account WHERE digest = ?
              """, arguments: [Data(digest.bytes)])
          guard let row, let account = Account(row) else { return nil }
          return (account, row["used"], row["token"])
        }
        guard let (account, used, token) = found else { return nil }
        if now.seconds - (used ?? 0) >= Session.seenStep {
          // An answer is worth more than the note: on a full disk there is the one without the other.
          try? await pool.writing("note a token as used") { database in
            try database.execute(
              sql: "UPDATE access_token SET used = ? WHERE id = ?", arguments: [now.seconds, token])
          }
        }
        return account
      },
      of: { (account) async throws(StoreTrouble) in
        try await pool.reading("list access tokens") { database in
          try Row.fetchAll(
            database, sql: "SELECT * FROM access_token WHERE account = ? ORDER BY id", arguments: [account]
          ).map { row in
            let used: Int64? = row["used"]
            return AccessToken(
              id: row["id"], account: row["account"], name: row["name"], made: Timestamp(seconds: row["made"]),
              used: used.map { Timestamp(seconds: $0) })
          }
        }
      },
      end: { (account, id) async throws(StoreTrouble) in
        try await pool.writing("end an access token") { database in
          try database.execute(
            sql: "DELETE FROM access_token WHERE account = ? AND id = ?", arguments: [account, id])
          return database.changesCount == 1
        }
      })
  }
}
