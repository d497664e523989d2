import Casework
import Evidence
import Foundation
import GRDB
import Operations
import Vocabulary

/// Adds entries to the record inside one transaction: numbers them, commits to what is personal, chains each to the one before.
struct LedgerWriter {
  private let database: Database
  private let now: Timestamp
  private var number: Int64
  private var head: Digest
  private let encoder: JSONEncoder

  init(_ database: Database, now: Timestamp) throws {
    self.database = database
    self.now = now
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let last = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT number, digest FROM entry ORDER BY number DESC LIMIT 1"))
    number = last?["number"] ?? 0
    head = try (last?["digest"] as Data?).map { try Digest.stored($0) } ?? CustodyEntry.genesis
  }

  var last: Int64 { number }

  mutating func append(_ line: LedgerEntry) throws {
    number += 1
    let body = try encoder.encode(line.event)
    var commitment: Digest?
    var kept: (salt: [UInt8], bytes: Data, person: String)?
    if let personal = line.personal {
      let bytes = try encoder.encode(personal)
      let salt = Self.salt()
      commitment = Commitment.commit(salt: salt, bytes: Array(bytes))
      kept = (salt, bytes, personal.person)
    }
    let entry = CustodyEntry(
      number: number, time: now, actor: line.actor, kind: line.event.kind, subject: line.event.subject,
      body: Array(body), commitment: commitment, previous: head)
    head = entry.digest
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO entry (number, time, actor, kind, subject, body, commitment, previous, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      number, now.seconds, entry.actor, entry.kind, entry.subject, body, commitment.map { Data($0.bytes) },
      Data(entry.previous.bytes), Data(head.bytes),
    ])
    if let kept {
      try database.cachedStatement(sql: "INSERT INTO personal (entry, person, salt, body) VALUES (?, ?, ?, ?)")
        .execute(arguments: [number, kept.person, Data(kept.salt), kept.bytes])
    }
    if case .caseOpened(let id, _, _, _, _) = line.event {
      try database.execute(sql: "INSERT INTO incident (id, opened) VALUES (?, ?)", arguments: [id, now.seconds])
    }
  }

  /// 32 bytes that nobody can guess, so that a commitment says nothing of what was committed to.
  private static func salt() -> [UInt8] {
    var system = SystemRandomNumberGenerator()
    return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &system) }
  }
}

extension Digest {
  static func stored(_ data: Data) throws -> Digest {
    guard let digest = Digest(bytes: data) else {
      throw StoreTrouble(.damaged, "a digest in the database has another length than 32 bytes")
    }
    return digest
  }
}
