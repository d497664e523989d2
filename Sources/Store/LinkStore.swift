import Foundation
import GRDB
import Operations
import Vocabulary

extension AccountRegister.Links {
  init(_ database: CaseDatabase) {
    let pool = database.pool
    self.init(
      issue: { (link) async throws(StoreTrouble) in
        try await pool.writing("keep a one-time link") { try LinkRows.issue(link, in: $0) }
      },
      find: { (digest, now) async throws(StoreTrouble) in
        try await pool.reading("find a one-time link") { try LinkRows.find(digest, at: now, in: $0) }
      },
      redeem: { (digest, account, now) async throws(StoreTrouble) in
        try await pool.writing("make an account") { try LinkRows.redeem(digest, account, at: now, in: $0) }
      })
  }
}

/// A link without `made_by` is the set-up link.
private enum LinkRows {
  static func issue(_ link: OneTimeLink, in database: Database) throws {
    var maker: Account.ID?
    if case .invitation(_, let by) = link.purpose { maker = by }
    if maker == nil { try database.execute(sql: "DELETE FROM one_time_link WHERE made_by IS NULL") }
    try database.execute(
      sql: "INSERT INTO one_time_link (digest, role, made_by, expires) VALUES (?, ?, ?, ?)",
      arguments: [Data(link.digest.bytes), link.role.rawValue, maker, link.expires.seconds])
  }

  static func find(_ digest: Digest, at now: Timestamp, in database: Database) throws -> OneTimeLink? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM one_time_link WHERE digest = ? AND expires > ?",
        arguments: [Data(digest.bytes), now.seconds]),
      let role = Role(rawValue: row["role"])
    else { return nil }
    let purpose: OneTimeLink.Purpose
    if let maker = row["made_by"] as Account.ID? {
      purpose = .invitation(role: role, by: maker)
    } else {
      let admins = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM account WHERE role = 'admin'") ?? 0
      guard admins == 0 else { return nil }
      purpose = .setUp
    }
    return OneTimeLink(digest: digest, purpose: purpose, expires: Timestamp(seconds: row["expires"]))
  }

  static func redeem(_ digest: Digest, _ new: NewAccount, at now: Timestamp, in database: Database) throws
    -> Redemption
  {
    guard let link = try find(digest, at: now, in: database) else { return .void }
    let taken = try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM account WHERE email = ?", arguments: [new.email.text])
    guard taken == 0 else { return .emailTaken }
    try database.execute(
      sql: "INSERT INTO account (email, name, role, language, password, since) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        new.email.text, new.name, link.role.rawValue, new.language?.tag, new.passwordHash, now.seconds,
      ])
    let id = database.lastInsertedRowID
    try database.execute(
      sql: "DELETE FROM one_time_link WHERE digest = ? OR expires <= ?",
      arguments: [Data(digest.bytes), now.seconds])
    return .made(
      Account(
        id: id, email: new.email, name: new.name, role: link.role, language: new.language, hasTimedCode: false,
        since: now))
  }
}
