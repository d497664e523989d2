import Casework
import Foundation
import GRDB
import Mail
import Operations
import Vocabulary

extension CaseDatabase {
  /// `folder`: the data folder, where lists and mails wait in files.
  package func erasures(folder: String, now: @escaping @Sendable () -> Timestamp) -> ErasureArchive {
    let store = ErasureStore(pool: pool, adversaries: adversaries, folder: folder)
    return ErasureArchive(
      find: { person, reports, reading throws(StoreTrouble) in
        try await attempt("look for a person") { try await store.find(person, reports, reading) }
      },
      erase: { person, reports, reading, actor throws(StoreTrouble) in
        try await attempt("delete a person") { try await store.erase(person, reports, reading, by: actor, now: now()) }
      },
      overwrite: { person throws(StoreTrouble) in
        try await attempt("overwrite what was deleted") { try await store.overwrite(person) }
      })
  }
}

/// Finds and deletes what tables and files hold of one person.
struct ErasureStore: Sendable {
  let pool: DatabasePool
  let adversaries: AdversaryShelf
  let folder: String

  func find(_ person: Mention, _ reports: [ReportNumber], _ reading: Report.Context) async throws -> Traces {
    var traces = try await pool.read { try Self.traces(of: person, reports, in: $0) }
    for (list, batch) in try await pool.read({ try Self.batches($0) }) {
      let rows = try MembersFile.rows(of: person.person, in: path(list, batch))
      if rows > 0 { traces.rows[list, default: 0] += rows }
    }
    traces.files = waitingFiles(naming: person, reading)
    return traces
  }

  func erase(
    _ person: Mention, _ reports: [ReportNumber], _ reading: Report.Context, by actor: String, now: Timestamp
  ) async throws -> Traces {
    var traces = try await pool.write { database in
      var traces = try Self.traces(of: person, reports, in: database)
      // Within the transaction: no list comes or goes meanwhile.
      for (list, batch) in try Self.batches(database) {
        let (taken, left) = try MembersFile.remove(person.person, from: path(list, batch))
        guard taken > 0 else { continue }
        traces.rows[list, default: 0] += taken
        try database.execute(sql: "UPDATE members_batch SET rows = ? WHERE id = ?", arguments: [left, batch])
      }
      traces.files = waitingFiles(naming: person, reading)
      guard !traces.isEmpty else { return traces }
      for file in traces.files { try FileManager.default.removeItem(atPath: folder + "/" + file) }
      try Self.delete(traces, of: person.person, in: database, by: actor, now: now)
      return traces
    }
    adversaries.forget()
    // Where nothing is found any more, an earlier deletion may still have to be overwritten.
    traces.isOverwritten = try await overwrite(person)
    return traces
  }

  private func path(_ list: String, _ batch: Int64) -> String { "\(folder)/stores/\(list)/\(batch).csv" }

  private static func batches(_ database: Database) throws -> [(list: String, batch: Int64)] {
    try Row.fetchAll(database, sql: "SELECT store, id FROM members_batch ORDER BY store, id").map {
      ($0["store"], $0["id"])
    }
  }

  private static func traces(of person: Mention, _ named: [ReportNumber], in database: Database) throws -> Traces {
    var traces = Traces()
    var reports = Set(named)
    var own: Set<ReportNumber> = []
    let lists = try Row.fetchCursor(
      database, sql: "SELECT number, sender, reporter, person, recipient, subject, \"from\", tie FROM report")
    while let row = try lists.next() {
      let number: Int64 = row["number"]
      func names(_ column: String) -> Bool { (row[column] as String?).map { person.occurs(in: $0) } ?? false }
      if names("reporter") || names("sender") { own.insert(number) }
      if own.contains(number) || ["person", "recipient", "subject", "from", "tie"].contains(where: names) {
        reports.insert(number)
      }
    }
    traces.reports = reports.sorted()
    traces.ofOthers = reports.subtracting(own).count
    let letters = try Row.fetchCursor(
      database, sql: "SELECT id, key, letter, reply, report FROM dispatch WHERE key NOT LIKE 'deleted:%' ORDER BY id")
    while let row = try letters.next() {
      let letter: Data = row["letter"]
      let texts = [row["key"] as String, row["reply"] as String? ?? ""]
      let isAbout = (row["report"] as Int64?).map { reports.contains($0) } ?? false
      if isAbout || occurs(person, in: letter) || texts.contains(where: { person.occurs(in: $0) }) {
        traces.letters.append(row["id"])
      }
    }
    let about = Set(traces.reports.map { "report:\($0)" } + traces.letters.map { "dispatch:\($0)" })
    let personal = try Row.fetchCursor(
      database,
      sql:
        "SELECT e.number, e.subject, p.person, p.body FROM personal p JOIN entry e ON e.number = p.entry ORDER BY e.number"
    )
    while let row = try personal.next() {
      if about.contains(row["subject"]) || person.occurs(in: row["person"] as String) || occurs(person, in: row["body"])
      {
        traces.entries.append(row["number"])
      }
    }
    let words = try Row.fetchCursor(
      database, sql: "SELECT number, body FROM entry WHERE instr(body, '@') > 0 ORDER BY number")
    while let row = try words.next() {
      if occurs(person, in: row["body"]) { traces.words.append(row["number"]) }
    }
    let descriptions = try Row.fetchCursor(database, sql: "SELECT id, description FROM data_store ORDER BY id")
    while let row = try descriptions.next() {
      if occurs(person, in: row["description"]) { traces.testLists.append(row["id"]) }
    }
    traces.notices = try NoticeErasure.notices(naming: person.person, in: database)
    traces.noticeTexts = try NoticeErasure.texts(in: database) { occurs(person, in: $0) }
    traces.isSender = try AdversaryStore.holds(person.person, in: database)
    traces.hasAccount =
      try Int.fetchOne(
        database, sql: "SELECT COUNT(*) FROM account WHERE email IN (?, ?)",
        arguments: [person.person.text, person.person.untagged.text]) ?? 0 > 0
    return traces
  }

  private static func occurs(_ person: Mention, in data: Data) -> Bool {
    data.withUnsafeBytes { person.occurs(in: $0) }
  }

  /// Numbers in one entry of the record, which must stay of a size that a line can have.
  private static let together = 20_000

  private static func delete(
    _ traces: Traces, of person: EmailAddress, in database: Database, by actor: String, now: Timestamp
  ) throws {
    var writer = try LedgerWriter(database, now: now)
    if traces.isSender { try AdversaryStore.forget(person, in: database) }
    try NoticeErasure.forget(person, now: now, in: database)
    for letter in traces.letters {
      try OutboxStore.withdraw(letter, because: "the person was deleted", in: database, writer: &writer)
    }
    for report in traces.reports { try ReportExpiry.empty(report, in: database) }
    for entry in traces.entries {
      try database.cachedStatement(sql: "DELETE FROM personal WHERE entry = ?").execute(arguments: [entry])
    }
    var (reports, entries) = (traces.reports[...], traces.entries[...])
    var rows = traces.rows.values.reduce(0, +) + traces.notices.count
    var files = traces.files.count
    repeat {
      try writer.append(
        LedgerEntry(
          .personErased(
            rows: rows, files: files, reports: Array(reports.prefix(together)), entries: Array(entries.prefix(together))
          ),
          actor: actor))
      (reports, entries, rows, files) = (reports.dropFirst(together), entries.dropFirst(together), 0, 0)
    } while !reports.isEmpty || !entries.isEmpty
  }

  /// Lists that wait for a decision, and mails that wait to be taken in, below the data folder.
  private func waitingFiles(naming person: Mention, _ reading: Report.Context) -> [String] {
    ["stores/.held", "incoming/new", "incoming/cur", "incoming/tmp"].flatMap { place in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + place)) ?? []).sorted()
        .map { place + "/" + $0 }
    }.filter { name in
      guard let bytes = try? Data(contentsOf: URL(filePath: folder + "/" + name), options: .alwaysMapped) else {
        return false
      }
      return bytes.withUnsafeBytes { bytes in
        name.hasPrefix("stores/") ? person.occurs(in: bytes) : person.occurs(inMail: bytes, context: reading)
      }
    }
  }

  /// Empties the write-ahead log, which holds pages as they were; where the file still shows the address, it is written anew.
  func overwrite(_ person: Mention) async throws -> Bool {
    do {
      try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      // By a reader's descriptors, so that nobody has to wait.
      let isThere = try await pool.read { database in
        try DatabaseBytes.contain(database) { person.occurs(in: $0) }
      }
      guard isThere else { return true }
      try await pool.vacuum()
      try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      return true
    } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {
      return false
    }
  }
}
