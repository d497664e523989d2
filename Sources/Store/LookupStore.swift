import Casework
import Domains
import Foundation
import GRDB
import Operations
import Vocabulary

extension CaseDatabase {
  package var lookups: LookupArchive {
    let pool = pool
    return LookupArchive(
      due: { now, limit throws(StoreTrouble) in
        try await attempt("read what is to be looked up") {
          try await pool.read { try LookupStore.due($0, now, limit) }
        }
      },
      asked: { since throws(StoreTrouble) in
        try await attempt("count what was looked up") {
          try await pool.read {
            try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM dns_answer WHERE asked >= ?", arguments: [since.seconds])
              ?? 0
          }
        }
      },
      keys: { () throws(StoreTrouble) in
        try await attempt("read the archived keys") {
          try await pool.read {
            try LookupStore.answers(
              $0,
              where: """
                subject >= 'dns:' AND subject < 'dns;' AND subject LIKE '%.\\_domainkey.%' ESCAPE '\\'
                  AND instr(CAST(body AS TEXT), '"outcome":"records"') > 0 ORDER BY number
                """)
          }
        }
      },
      answers: { questions throws(StoreTrouble) in
        try await attempt("read the archived answers") {
          try await pool.read { database in
            var found: [DNSObservation] = []
            for question in questions.prefix(50) where found.count < 200 {
              found += try LookupStore.answers(
                database, where: "subject = ? ORDER BY number DESC LIMIT 50", ["dns:\(question.name)"]
              ).reversed().filter { $0.question == question }
            }
            return Array(found.prefix(200))
          }
        }
      })
  }
}

/// The SQL of questions and answers.
enum LookupStore {
  static func due(_ database: Database, _ now: Timestamp, _ limit: Int) throws -> [DNSQuestion] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT name, kind FROM dns_question WHERE due <= ? AND (needs_two = 0 OR people >= 2)
        ORDER BY failures, people DESC, due LIMIT ?
        """, arguments: [now.seconds, limit]
    ).compactMap { row in
      DNSQuestion.Kind(rawValue: row["kind"]).map { DNSQuestion(row["name"] as String, $0) }
    }
  }

  /// Straight from the record, so that nothing can be taken from them unseen.
  static func answers(_ database: Database, where condition: String, _ arguments: StatementArguments = [])
    throws -> [DNSObservation]
  {
    let decoder = JSONDecoder()
    return try Data.fetchAll(database, sql: "SELECT body FROM entry WHERE \(condition)", arguments: arguments)
      .compactMap {
        guard case .dnsAnswered(let answer) = try decoder.decode(RecordEvent.self, from: $0) else { return nil }
        return answer
      }
  }

  /// A question is due with the first report that wants it, and again once its last answer has had its time.
  static func want(_ want: LookupWant, now: Timestamp, in database: Database) throws {
    let key: StatementArguments = [want.question.name, want.question.kind.rawValue]
    let known = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT due, valid_until FROM dns_question WHERE name = ? AND kind = ?"),
      arguments: key)
    if let known {
      if let until: Int64 = known["valid_until"], known["due"] == nil as Int64?, until > now.seconds {
        // The answer came while the report was being examined.
        if !want.isKnown { try examineAgain(where: "number = ?", [want.report], for: want.question, in: database) }
        return
      }
    } else {
      try database.cachedStatement(sql: "INSERT INTO dns_question (name, kind, needs_two) VALUES (?, ?, ?)")
        .execute(arguments: key + [want.needsTwo])
    }
    // Only to tell people apart, and gone with the answer.
    let person = Data(Digest(of: Array((want.person ?? "").utf8)).bytes.prefix(8))
    let isNew =
      try Int.fetchOne(
        database.cachedStatement(sql: "SELECT 1 FROM dns_want WHERE name = ? AND kind = ? AND person = ?"),
        arguments: key + [person]) == nil
    try database.cachedStatement(
      sql: "INSERT INTO dns_want (name, kind, person, report) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
    ).execute(arguments: key + [person, want.report])
    try database.cachedStatement(
      sql: "UPDATE dns_question SET due = ifnull(due, ?), people = people + ? WHERE name = ? AND kind = ?"
    ).execute(arguments: [now.seconds, isNew && want.person != nil ? 1 : 0] + key)
  }

  /// The entry holds the answer; the reports that waited for a key are to be examined again.
  static func save(_ answer: DNSObservation, in database: Database, writer: inout LedgerWriter) throws {
    try writer.append(LedgerEntry(.dnsAnswered(answer: answer)))
    let (name, kind) = (answer.question.name, answer.question.kind.rawValue)
    try database.execute(
      sql: "INSERT INTO dns_answer (entry, name, kind, asked, outcome) VALUES (?, ?, ?, ?, ?)",
      arguments: [writer.last, name, kind, answer.asked, answer.outcome.rawValue])
    let failures =
      try Int.fetchOne(
        database, sql: "SELECT failures FROM dns_question WHERE name = ? AND kind = ?", arguments: [name, kind]) ?? 0
    let isFailed = answer.outcome == .failed
    let next = isFailed ? LookupPatience.pause(after: failures + 1).map { answer.asked + $0 } : nil
    try database.execute(
      sql: "UPDATE dns_question SET due = ?, failures = ?, valid_until = ? WHERE name = ? AND kind = ?",
      arguments: [
        next, isFailed && next != nil ? failures + 1 : 0, answer.asked + LookupPatience.validity(of: answer), name,
        kind,
      ])
    guard !isFailed else { return }
    if answer.isUsable {
      try examineAgain(
        where: "number IN (SELECT report FROM dns_want WHERE name = ? AND kind = ?)", [name, kind],
        for: answer.question,
        in: database)
    }
    try database.execute(sql: "DELETE FROM dns_want WHERE name = ? AND kind = ?", arguments: [name, kind])
  }

  /// Where the question is for a key that there is: reports whose mail is still there.
  private static func examineAgain(
    where condition: String, _ arguments: StatementArguments, for question: DNSQuestion, in database: Database
  ) throws {
    guard question.name.contains("._domainkey.") else { return }
    try database.execute(
      sql: """
        UPDATE report SET examined = 2 WHERE examined = 1 AND \(condition)
          AND EXISTS (SELECT 1 FROM artifact a WHERE a.digest = report.artifact AND a.bytes IS NOT NULL)
          AND EXISTS (SELECT 1 FROM dns_answer d WHERE d.name = ? AND d.kind = ? AND d.outcome = 'records')
        """, arguments: arguments + [question.name, question.kind.rawValue])
  }
}
