import Forensics
import Foundation
import GRDB
import Mail
import Operations
import Vocabulary

/// Reports as lists show them.
enum ReportRows {
  static func list(_ database: Database, _ query: ReportQuery) throws -> [ReportLine] {
    let (condition, arguments) = condition(query)
    return try Row.fetchAll(
      database,
      sql: "\(columns) WHERE \(condition) ORDER BY r.number DESC LIMIT \(min(max(query.limit, 1), 1000))",
      arguments: arguments
    ).map(line)
  }

  static func count(_ database: Database, _ query: ReportQuery) throws -> Int {
    let (condition, arguments) = condition(query)
    return try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM report r WHERE \(condition)", arguments: arguments) ?? 0
  }

  static func line(_ database: Database, _ number: Int64) throws -> ReportLine? {
    try Row.fetchOne(database, sql: "\(columns) WHERE r.number = ?", arguments: [number]).map(line)
  }

  static func tally(_ database: Database) throws -> ReportTally {
    var byVerdict: [Verdict: Int] = [:]
    var waiting = 0
    for row in try Row.fetchAll(database, sql: "SELECT verdict, COUNT(*) AS n FROM report GROUP BY verdict") {
      if let name: String = row["verdict"], let verdict = Verdict(rawValue: name) {
        byVerdict[verdict] = row["n"]
      } else {
        waiting += row["n"]
      }
    }
    let deleted = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM artifact WHERE bytes IS NULL") ?? 0
    return ReportTally(
      all: byVerdict.values.reduce(waiting, +), waiting: waiting, deleted: deleted, byVerdict: byVerdict)
  }

  private static let columns = """
    SELECT r.*, NOT EXISTS (SELECT 1 FROM artifact a WHERE a.digest = r.artifact AND a.bytes IS NOT NULL) AS deleted
    FROM report r
    """

  private static func condition(_ query: ReportQuery) -> (String, StatementArguments) {
    var parts = ["1"]
    var arguments = StatementArguments()
    if let before = query.before {
      parts.append("r.number < ?")
      arguments += [before]
    }
    if let id = query.caseID {
      parts.append("r.incident = ?")
      arguments += [id]
    }
    if let verdict = query.verdict {
      parts.append("r.verdict = ?")
      arguments += [verdict.rawValue]
    }
    if let words = query.words, !words.isEmpty {
      let escaped = words.prefix(100).reduce(into: "") { out, letter in
        if "%_\\".contains(letter) { out.append("\\") }
        out.append(letter)
      }
      parts.append(
        """
        (r.number = ? OR r.subject LIKE ? ESCAPE '\\' OR r."from" LIKE ? ESCAPE '\\' OR r.reporter LIKE ? ESCAPE '\\'
          OR r.recipient LIKE ? ESCAPE '\\')
        """)
      let pattern = "%\(escaped)%"
      // The number as it stands on the pages, or as our letters write it.
      let number = words.uppercased().hasPrefix("R-") ? words.dropFirst(2) : words[...]
      arguments += [Int64(number) ?? -1, pattern, pattern, pattern, pattern]
    }
    return (parts.joined(separator: " AND "), arguments)
  }

  private static func line(_ row: Row) -> ReportLine {
    let artifact: Data = row["artifact"]
    return ReportLine(
      number: row["number"], received: Timestamp(seconds: row["received"]),
      door: Delivery.Door(rawValue: row["door"]) ?? .file, size: row["size"],
      artifact: Digest(bytes: artifact)?.hex ?? "", examined: examined(row), caseID: row["incident"],
      isDeleted: row["deleted"])
  }

  private static func examined(_ row: Row) -> ExaminedReport? {
    guard let name: String = row["verdict"], let verdict = Verdict(rawValue: name) else { return nil }
    func address(_ column: String) -> EmailAddress? { (row[column] as String?).flatMap { EmailAddress($0) } }
    return ExaminedReport(
      number: row["number"], verdict: verdict, confidence: row["confidence"],
      carrier: Carrier(rawValue: row["carrier"]) ?? .none, grade: EvidenceGrade(rawValue: row["grade"]) ?? .text,
      reporter: address("reporter"), person: row["person"], recipient: address("recipient"), subject: row["subject"],
      from: row["from"], seen: (row["seen"] as Int64?).map { Timestamp(seconds: $0) }, tie: row["tie"] ?? "",
      originals: row["originals"] ?? 0)
  }
}
