import Casework
import Evidence
import Forensics
import Foundation
import GRDB
import Mail
import Operations
import Vocabulary

extension CaseDatabase {
  package var reports: ReportArchive {
    let (pool, adversaries) = (pool, adversaries)
    return ReportArchive(
      seal: { deliveries, now throws(StoreTrouble) in
        try await attempt("keep a report") {
          try await pool.write { try ReportStore.seal(deliveries, now: now, in: $0) }
        }
      },
      waiting: { after, limit throws(StoreTrouble) in
        try await attempt("read the reports") { try await pool.read { try ReportStore.waiting($0, after, limit) } }
      },
      mails: { numbers throws(StoreTrouble) in
        try await attempt("read reports") { try await pool.read { try ReportStore.mails($0, numbers) } }
      },
      list: { query throws(StoreTrouble) in
        try await attempt("read the reports") { try await pool.read { try ReportRows.list($0, query) } }
      },
      count: { query throws(StoreTrouble) in
        try await attempt("count the reports") { try await pool.read { try ReportRows.count($0, query) } }
      },
      line: { number throws(StoreTrouble) in
        try await attempt("read a report") { try await pool.read { try ReportRows.line($0, number) } }
      },
      tally: { () throws(StoreTrouble) in
        try await attempt("count the reports") { try await pool.read { try ReportRows.tally($0) } }
      },
      loose: { () throws(StoreTrouble) in
        try await attempt("read the reports") { try await pool.read { try ReportStore.loose($0) } }
      },
      expire: { before, now throws(StoreTrouble) in
        try await attempt("delete old mail") {
          let count = try await pool.write { try ReportExpiry.expire(before: before, now: now, in: $0) }
          // Where somebody is reading, the log is emptied by a later one.
          if count > 0 { try? await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
          return count
        }
      },
      retention: { () throws(StoreTrouble) in
        try await attempt("read what was deleted") { try await pool.read { try ReportExpiry.retention($0) } }
      },
      adversary: { () throws(StoreTrouble) in
        try await attempt("read who wrote the fakes") { try await pool.read { try adversaries.load($0) } }
      },
      hasOriginal: { tie throws(StoreTrouble) in
        try await attempt("look for an original") {
          try await pool.read {
            try Bool.fetchOne(
              $0.cachedStatement(
                sql: """
                  SELECT EXISTS (SELECT 1 FROM report WHERE tie = ? AND verdict = 'impersonation' AND grade <> 'text')
                  """), arguments: [tie]) ?? false
          }
        }
      },
      walk: { body throws(StoreTrouble) in
        do { try pool.read { try ReportStore.walk($0, body) } } catch {
          throw StoreTrouble(error, doing: "read the reports")
        }
      })
  }
}

/// The SQL of sealing and examining.
enum ReportStore {
  static func seal(_ deliveries: [Delivery], now: Timestamp, in database: Database) throws -> [Reception] {
    var writer = try LedgerWriter(database, now: now)
    return try deliveries.map { delivery in
      guard !delivery.bytes.isEmpty else { return .refused(.empty) }
      guard delivery.bytes.count <= Delivery.longest else { return .refused(.tooLarge(limit: Delivery.longest)) }
      if let key = delivery.key,
        let known = try Int64.fetchOne(
          database.cachedStatement(sql: "SELECT report FROM delivery WHERE key = ?"), arguments: [key])
      {
        return .known(known)
      }
      let digest = Digest(of: delivery.bytes)
      if let known = try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT number FROM report WHERE artifact = ?"), arguments: [Data(digest.bytes)])
      {
        try note(delivery.key, known, in: database)
        return .known(known)
      }
      try database.cachedStatement(
        sql:
          "INSERT INTO artifact (digest, bytes) VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET bytes = excluded.bytes"
      ).execute(arguments: [Data(digest.bytes), Data(delivery.bytes)])
      let sender: String? =
        switch delivery.sender {
        case .none: nil
        case .null: ""
        case .address(let address): address
        }
      try database.cachedStatement(
        sql: "INSERT INTO report (received, door, size, artifact, sender) VALUES (?, ?, ?, ?, ?)"
      ).execute(arguments: [now.seconds, delivery.door.rawValue, delivery.bytes.count, Data(digest.bytes), sender])
      let number = database.lastInsertedRowID
      try note(delivery.key, number, in: database)
      try writer.append(
        LedgerEntry(
          .reportSealed(
            report: number, artifact: digest.hex, size: delivery.bytes.count, door: delivery.door.rawValue)))
      return .sealed(number)
    }
  }

  private static func note(_ key: String?, _ number: Int64, in database: Database) throws {
    guard let key else { return }
    try database.cachedStatement(sql: "INSERT INTO delivery (key, report) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .execute(arguments: [key, number])
  }

  private static let together = 4 << 20

  static func mails(_ database: Database, _ numbers: ArraySlice<ReportNumber>) throws -> [[UInt8]?] {
    let mail = try database.cachedStatement(
      sql: "SELECT a.bytes FROM report r JOIN artifact a ON a.digest = r.artifact WHERE r.number = ?")
    var found: [[UInt8]?] = []
    var size = 0
    for number in numbers where size < together {
      let bytes = try Data.fetchOne(mail, arguments: [number]).map { Array($0) }
      found.append(bytes)
      size += bytes?.count ?? 0
    }
    return found
  }

  static func waiting(_ database: Database, _ after: Int64, _ limit: Int) throws -> [SealedReport] {
    let fresh = try waiting(database, after, limit, again: false)
    return fresh.isEmpty ? try waiting(database, after, limit, again: true) : fresh
  }

  private static func waiting(_ database: Database, _ after: Int64, _ limit: Int, again: Bool) throws -> [SealedReport]
  {
    // Mails are large and their number is not known beforehand: at most 32 MB at once.
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT r.number, r.received, r.sender, r.door, a.bytes FROM report r JOIN artifact a ON a.digest = r.artifact
        WHERE \(again ? "r.examined = 2 AND a.bytes IS NOT NULL" : "r.examined = 0") AND r.number > ? ORDER BY r.number LIMIT ?
        """, arguments: [after, limit])
    var reports: [SealedReport] = []
    var size = 0
    while size < 32 << 20, let row = try rows.next() {
      let bytes: Data = row["bytes"] ?? Data()
      size += bytes.count
      let sender: String? = row["sender"]
      reports.append(
        SealedReport(
          number: row["number"], bytes: Array(bytes), received: Timestamp(seconds: row["received"]),
          sender: sender.map { $0.isEmpty ? .null : .address($0) },
          door: Delivery.Door(rawValue: row["door"]) ?? .check, isAgain: again))
    }
    return reports
  }

  static func save(_ report: ExaminedReport, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        UPDATE report SET examined = 1, verdict = ?, confidence = ?, carrier = ?, grade = ?, reporter = ?, person = ?,
          recipient = ?, subject = ?, "from" = ?, seen = ?, tie = ?, originals = ? WHERE number = ?
        """
    ).execute(arguments: [
      report.verdict.rawValue, report.confidence, report.carrier.rawValue, report.grade.rawValue, report.reporter?.text,
      report.person, report.recipient?.text, report.subject.map { String($0.prefix(300)) }, report.from,
      report.seen?.seconds, report.tie, report.originals, report.number,
    ])
    try AdversaryStore.save(report.adversary, of: report.number, in: database)
  }

  static func walk(_ database: Database, _ body: (Int64, UnsafeRawBufferPointer?) -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT r.number, a.bytes FROM report r LEFT JOIN artifact a ON a.digest = r.artifact ORDER BY r.number")
    while let row = try rows.next() {
      let bytes: Data? = row["bytes"]
      if let bytes { bytes.withUnsafeBytes { body(row["number"], $0) } } else { body(row["number"], nil) }
    }
  }

  static func loose(_ database: Database) throws -> [Escalation.LooseReport] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT number, person, received FROM report WHERE incident IS NULL AND verdict = 'impersonation' AND door <> 'check'
        ORDER BY number LIMIT 10000
        """
    ).map {
      Escalation.LooseReport(
        number: $0["number"], person: $0["person"], received: Timestamp(seconds: $0["received"]))
    }
  }
}
