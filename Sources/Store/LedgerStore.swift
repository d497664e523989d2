import Casework
import Evidence
import Foundation
import GRDB
import Operations
import Vocabulary

extension CaseDatabase {
  package var ledger: Ledger {
    let pool = pool
    return Ledger(
      append: { transaction throws(StoreTrouble) in
        try await attempt("write to the record") {
          try await pool.write { try LedgerStore.save(transaction, in: $0) }
        }
      },
      lines: { after, limit, subject throws(StoreTrouble) in
        try await attempt("read the record") {
          try await pool.read { database in
            try LedgerStore.lines(
              database, where: "e.number > ? \(LedgerStore.about(subject)) ORDER BY e.number LIMIT ?",
              [after] + StatementArguments([subject].compactMap(\.self)) + [limit])
          }
        }
      },
      newest: { before, limit, subject throws(StoreTrouble) in
        try await attempt("read the record") {
          try await pool.read { database in
            try LedgerStore.lines(
              database, where: "e.number < ? \(LedgerStore.about(subject)) ORDER BY e.number DESC LIMIT ?",
              [before ?? .max] + StatementArguments([subject].compactMap(\.self)) + [limit])
          }
        }
      },
      ofCase: { id, before, limit throws(StoreTrouble) in
        try await attempt("read the record") {
          try await pool.read { try LedgerStore.lines($0, of: id, before: before ?? .max, limit) }
        }
      },
      walk: { body throws(StoreTrouble) in
        do { try pool.read { try LedgerStore.walk($0, body) } } catch {
          throw StoreTrouble(error, doing: "read the record")
        }
      })
  }
}

/// Runs one piece of work on the database; what goes wrong is told in words.
func attempt<Value>(_ what: String, _ work: () async throws -> Value) async throws(StoreTrouble) -> Value {
  do { return try await work() } catch { throw StoreTrouble(error, doing: what) }
}

/// The SQL behind the `Ledger` port.
enum LedgerStore {
  static func save(_ transaction: LedgerTransaction, in database: Database) throws -> Int64 {
    var writer = try LedgerWriter(database, now: transaction.now)
    for entry in transaction.entries {
      try NoticeDraftStore.check(entry.event, in: database)
      try writer.append(entry)
    }
    for report in transaction.examined { try ReportStore.save(report, in: database) }
    for (report, id) in transaction.filed {
      try database.cachedStatement(sql: "UPDATE report SET incident = ? WHERE number = ?").execute(arguments: [
        id, report,
      ])
    }
    for dispatch in transaction.proposed {
      try OutboxStore.add(dispatch, now: transaction.now, in: database, writer: &writer)
    }
    for change in transaction.dispatches {
      try OutboxStore.change(change, in: database, writer: &writer)
    }
    for want in transaction.wanted { try LookupStore.want(want, now: transaction.now, in: database) }
    for answer in transaction.answers { try LookupStore.save(answer, in: database, writer: &writer) }
    for back in transaction.returned {
      try NoticeReturnStore.save(back, now: transaction.now, in: database, writer: &writer)
    }
    return writer.last
  }

  /// A condition of its own, so that SQLite takes the index: with "or none is wanted" in it, every look walks the whole record.
  static func about(_ subject: String?) -> String { subject == nil ? "" : "AND e.subject = ?" }

  static func lines(_ database: Database, where condition: String, _ arguments: StatementArguments) throws
    -> [RecordLine]
  {
    let decoder = JSONDecoder()
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT e.number, e.time, e.actor, e.body, p.body AS personal FROM entry e
        LEFT JOIN personal p ON p.entry = e.number WHERE \(condition)
        """, arguments: arguments)
    var lines: [RecordLine] = []
    while let row = try rows.next() {
      let body: Data = row["body"]
      let personal: Data? = row["personal"]
      lines.append(
        RecordLine(
          number: row["number"], time: Timestamp(seconds: row["time"]), actor: row["actor"],
          event: try decoder.decode(RecordEvent.self, from: body),
          personal: try personal.map { try decoder.decode(PersonalDetail.self, from: $0) }))
    }
    return lines
  }

  /// Newest first: what a case's bundle shows of the record, without what is about every case.
  static func lines(_ database: Database, of id: Int64, before: Int64, _ limit: Int) throws -> [RecordLine] {
    try lines(
      database,
      where: """
        e.number < :before AND e.number IN (
          SELECT number FROM entry WHERE subject = 'case:' || :id
          UNION ALL SELECT a.number FROM report r CROSS JOIN entry a ON a.subject = 'report:' || r.number
            WHERE r.incident = :id
          UNION ALL SELECT a.number FROM dispatch d CROSS JOIN report r ON r.number = d.report
            CROSS JOIN entry a ON a.subject = 'dispatch:' || d.id WHERE r.incident = :id
          UNION ALL SELECT a.number FROM notice n CROSS JOIN entry a
            ON a.subject IN ('notice:' || n.id, 'returns:' || n.id) WHERE n.incident = :id
          UNION ALL SELECT number FROM entry WHERE kind IN ('content-deleted', 'person-erased') AND EXISTS (
            SELECT 1 FROM json_each(CAST(body AS TEXT), CASE kind WHEN 'content-deleted' THEN '$.contentDeleted.reports'
              ELSE '$.personErased.reports' END) j CROSS JOIN report r ON r.number = j.value WHERE r.incident = :id))
        ORDER BY e.number DESC LIMIT :limit
        """, ["id": id, "before": before, "limit": limit])
  }

  static func walk(_ database: Database, _ body: (Ledger.StoredEntry) -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT e.number, e.time, e.actor, e.kind, e.subject, e.body, e.commitment, e.previous, e.digest, p.salt,
          p.body AS personal
        FROM entry e LEFT JOIN personal p ON p.entry = e.number ORDER BY e.number
        """)
    while let row = try rows.next() {
      let commitment: Data? = row["commitment"]
      let previous: Data = row["previous"]
      let content: Data = row["body"]
      let digest: Data = row["digest"]
      let salt: Data? = row["salt"]
      let personal: Data? = row["personal"]
      let entry = CustodyEntry(
        number: row["number"], time: Timestamp(seconds: row["time"]), actor: row["actor"], kind: row["kind"],
        subject: row["subject"], body: Array(content), commitment: commitment.flatMap { Digest(bytes: $0) },
        previous: Digest(bytes: previous) ?? CustodyEntry.genesis)
      var kept: (salt: [UInt8], bytes: [UInt8])?
      if let salt, let personal { kept = (Array(salt), Array(personal)) }
      body(Ledger.StoredEntry(entry: entry, digest: Digest(bytes: digest), personal: kept))
    }
  }
}
