import Foundation
import GRDB
import Operations
import Vocabulary

extension AccountRegister {
  /// Kept in the tables of accounts.
  package init(_ database: CaseDatabase) {
    let store = AccountStore(pool: database.pool)
    self.init(
      people: { () async throws(StoreTrouble) in try await store.people() },
      find: { (email) async throws(StoreTrouble) in try await store.find(email) },
      credentials: { (id) async throws(StoreTrouble) in try await store.credentials(id) },
      change: { (id, change) async throws(StoreTrouble) in try await store.change(id, change) },
      spendStep: { (id, step) async throws(StoreTrouble) in try await store.spendStep(id, step) },
      spendRecoveryCode: { (id, code) async throws(StoreTrouble) in try await store.spendRecoveryCode(id, code) },
      links: Links(database), sessions: Sessions(database), attempts: Attempts(database), tokens: Tokens(database))
  }
}

/// The people's own rows.
struct AccountStore: Sendable {
  let pool: DatabasePool

  func people() async throws(StoreTrouble) -> [Account] {
    try await pool.reading("list the people") { database in
      try Row.fetchAll(database, sql: "SELECT * FROM account ORDER BY id").compactMap { Account($0) }
    }
  }

  func find(_ email: EmailAddress) async throws(StoreTrouble) -> (Account, Credentials)? {
    try await pool.reading("look an account up") { database in
      guard
        let row = try Row.fetchOne(database, sql: "SELECT * FROM account WHERE email = ?", arguments: [email.text]),
        let account = Account(row)
      else { return nil }
      return (account, Credentials(row))
    }
  }

  func credentials(_ id: Account.ID) async throws(StoreTrouble) -> Credentials? {
    try await pool.reading("look an account up") { database in
      try Row.fetchOne(database, sql: "SELECT password, timed_secret FROM account WHERE id = ?", arguments: [id])
        .map { Credentials($0) }
    }
  }

  func change(_ id: Account.ID, _ change: AccountChange) async throws(StoreTrouble) -> AccountChange.Outcome {
    try await pool.writing("change an account") { database in
      let known = try String.fetchOne(database, sql: "SELECT role FROM account WHERE id = ?", arguments: [id])
      guard let role = known.flatMap({ Role(rawValue: $0) }) else { return .unknown }
      switch change {
      case .language(let language):
        try database.execute(
          sql: "UPDATE account SET language = ? WHERE id = ?", arguments: [language?.tag, id])
      case .rehashed(let hash):
        try database.execute(sql: "UPDATE account SET password = ? WHERE id = ?", arguments: [hash, id])
      case .password(let hash, let kept):
        try database.execute(sql: "UPDATE account SET password = ? WHERE id = ?", arguments: [hash, id])
        try database.execute(
          sql: "DELETE FROM session WHERE account = ? AND digest IS NOT ?",
          arguments: [id, kept.map { Data($0.bytes) }])
        try database.execute(sql: "DELETE FROM access_token WHERE account = ?", arguments: [id])
      case .timedSecret(let secret, let recovery):
        try database.execute(
          sql: "UPDATE account SET timed_secret = ?, timed_step = 0 WHERE id = ?",
          arguments: [secret.map { Data($0) }, id])
        try database.execute(sql: "DELETE FROM recovery_code WHERE account = ?", arguments: [id])
        for code in recovery {
          try database.execute(
            sql: "INSERT INTO recovery_code (account, digest) VALUES (?, ?)", arguments: [id, Data(code.bytes)])
        }
      case .role(let new):
        if role == .admin, new != .admin, try Self.isLastAdmin(id, in: database) { return .lastAdmin }
        try database.execute(sql: "UPDATE account SET role = ? WHERE id = ?", arguments: [new.rawValue, id])
        try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [id])
        // What they handed out as an administrator opens nothing any more.
        if new != .admin { try database.execute(sql: "DELETE FROM one_time_link WHERE made_by = ?", arguments: [id]) }
      case .removed:
        if role == .admin, try Self.isLastAdmin(id, in: database) { return .lastAdmin }
        try database.execute(sql: "DELETE FROM account WHERE id = ?", arguments: [id])
      }
      return .done
    }
  }

  func spendStep(_ id: Account.ID, _ step: Int64) async throws(StoreTrouble) -> Bool {
    try await pool.writing("note a code as used") { database in
      try database.execute(
        sql: "UPDATE account SET timed_step = ? WHERE id = ? AND timed_step < ?", arguments: [step, id, step])
      return database.changesCount == 1
    }
  }

  func spendRecoveryCode(_ id: Account.ID, _ code: Digest) async throws(StoreTrouble) -> Bool {
    try await pool.writing("note a recovery code as used") { database in
      try database.execute(
        sql: "DELETE FROM recovery_code WHERE account = ? AND digest = ?", arguments: [id, Data(code.bytes)])
      return database.changesCount == 1
    }
  }

  private static func isLastAdmin(_ id: Account.ID, in database: Database) throws -> Bool {
    try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM account WHERE role = ? AND id <> ?",
      arguments: [Role.admin.rawValue, id]) == 0
  }
}

extension Account {
  /// nil for a row that this version cannot have written.
  init?(_ row: Row) {
    guard let email = EmailAddress(row["email"] as String), let role = Role(rawValue: row["role"]) else { return nil }
    self.init(
      id: row["id"], email: email, name: row["name"], role: role,
      language: (row["language"] as String?).flatMap { Language($0) },
      hasTimedCode: (row["timed_secret"] as Data?) != nil, since: Timestamp(seconds: row["since"]))
  }
}

extension Credentials {
  init(_ row: Row) {
    self.init(passwordHash: row["password"], timedSecret: (row["timed_secret"] as Data?).map { Array($0) })
  }
}

extension DatabasePool {
  /// A read whose trouble says what it was for.
  func reading<Value: Sendable>(_ what: String, _ body: @escaping @Sendable (Database) throws -> Value)
    async throws(StoreTrouble) -> Value
  {
    do { return try await read(body) } catch { throw StoreTrouble(error, doing: what) }
  }

  /// One transaction whose trouble says what it was for.
  func writing<Value: Sendable>(_ what: String, _ body: @escaping @Sendable (Database) throws -> Value)
    async throws(StoreTrouble) -> Value
  {
    do { return try await write(body) } catch { throw StoreTrouble(error, doing: what) }
  }
}
