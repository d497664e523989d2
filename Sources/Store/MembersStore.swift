import Attribution
import Casework
import Foundation
import GRDB
import Operations
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

extension CaseDatabase {
  /// Deletes what imports left behind that were stopped in the middle. Only for who has the folder alone: an import that goes on
  /// would lose its file.
  package func clearStoppedImports(folder: String) throws(StoreTrouble) {
    do { try MembersStore(pool: pool, folder: folder).clear() } catch {
      throw StoreTrouble(error, doing: "clear up after a stopped import")
    }
  }

  /// `folder`: where the members' files lie.
  package func members(folder: String, now: @escaping @Sendable () -> Timestamp) -> MembersArchive {
    let store = MembersStore(pool: pool, folder: folder)
    return MembersArchive(
      stores: { () throws(StoreTrouble) in
        try await attempt("read the lists") { try await pool.read { try MembersStore.records($0) } }
      },
      load: { () throws(StoreTrouble) in try await attempt("read the lists") { try await store.load() } },
      add: { description, source throws(StoreTrouble) in
        try await attempt("take in \(source.name)") { try await store.add(description, source, now: now()) }
      },
      undo: { id, batch, actor throws(StoreTrouble) in
        try await attempt("take out batch \(batch)") { try await store.undo(id, batch, by: actor, now: now()) }
      }, held: HeldFiles(folder: folder + "/.held").port)
  }
}

/// Members' files: one a batch, `email,created,removed` a line, written whole or not at all.
struct MembersStore: Sendable {
  let pool: DatabasePool
  let folder: String

  static func records(_ database: Database) throws -> [StoreRecord] {
    var batches: [String: [StoreRecord.Batch]] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT * FROM members_batch ORDER BY id") {
      batches[row["store"], default: []].append(
        StoreRecord.Batch(
          id: row["id"], name: row["name"], rows: row["rows"], skipped: row["skipped"],
          added: Timestamp(seconds: row["added"])))
    }
    return try Row.fetchAll(database, sql: "SELECT * FROM data_store ORDER BY id").map { row in
      let description: Data = row["description"]
      return StoreRecord(
        description: try JSONDecoder().decode(StoreDescription.self, from: description),
        batches: batches[row["id"]] ?? [])
    }
  }

  private static func description(of store: String, in database: Database) throws -> StoreDescription? {
    try Data.fetchOne(database, sql: "SELECT description FROM data_store WHERE id = ?", arguments: [store])
      .map { try JSONDecoder().decode(StoreDescription.self, from: $0) }
  }

  private func path(_ store: String, _ batch: Int64) -> String { "\(folder)/\(store)/\(batch).csv" }

  func load() async throws -> LoadedMembers {
    let records = try await pool.read { try Self.records($0) }
    var book = AddressBook()
    var stores: [DataStore] = []
    var languages: [LanguageMark] = []
    for record in records {
      var holdings = Holdings()
      for batch in record.batches {
        let bytes = try Data(contentsOf: URL(filePath: path(record.description.id, batch.id)), options: .alwaysMapped)
        let table = try bytes.withUnsafeBytes { try MembersTable($0, book: &book) }
        for row in 0..<table.holdings.count {
          holdings.append(
            table.holdings.members[row], created: table.holdings.created[row], removed: table.holdings.removed[row])
        }
        for (row, mark) in table.languages.enumerated() where mark != .none {
          let member = Int(table.holdings.members[row])
          if languages.count <= member {
            languages += Array(repeating: .none, count: max(book.count, member + 1) - languages.count)
          }
          languages[member] = mark
        }
      }
      let about = record.description
      stores.append(
        DataStore(
          id: about.id, name: about.name, custodian: about.custodian, status: about.isRetired ? .retired : .active,
          retiredOn: about.retiredOn.flatMap { CalendarDate($0) }, fields: Set(about.fields), holdings: holdings,
          testAccounts: about.testAccounts.compactMap { EmailAddress($0) }, book: &book))
    }
    return LoadedMembers(stores: stores, book: book, languages: languages)
  }

  /// How much of taking a list in is reading it; the rest is writing.
  private static let shareOfReading = 0.6

  func add(_ description: StoreDescription, _ source: MembersSource, now: Timestamp) async throws -> MembersBatchResult
  {
    guard StoreDescription.isID(description.id) else {
      throw StoreTrouble(.conflict, "\"\(description.id)\" cannot name a list: use letters, digits, - and _")
    }
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(filePath: source.path), options: .alwaysMapped) } catch {
      throw StoreTrouble(.unreachable, "\(source.name): \(error.localizedDescription)")
    }
    var book = AddressBook()
    let table: MembersTable
    do {
      table = try bytes.withUnsafeBytes {
        try MembersTable($0, columns: source.columns, book: &book) { source.progress($0 * Self.shareOfReading) }
      }
    } catch {
      throw StoreTrouble(.conflict, "\(source.name): \(error)")
    }
    guard table.holdings.count > 0 else {
      let first = table.skipped.first.map { "line \($0.line): \($0.why)" } ?? "it has a header and no row"
      throw StoreTrouble(
        .conflict,
        "\(source.name): no address could be read from its column \"\(table.columns.email ?? "")\", so nothing was taken in (\(first))"
      )
    }
    let digest = bytes.withUnsafeBytes { Digest(of: $0) }.hex
    let fresh = "\(folder)/\(description.id)/\(UUID().uuidString).csv"
    try OwnerFile.replace(fresh) { write in
      try MembersFile.write(table.holdings, languages: table.languages, of: book, write) {
        source.progress(Self.shareOfReading + (1 - Self.shareOfReading) * $0)
      }
    }
    defer { unlink(fresh) }
    let (rows, skipped) = (table.holdings.count, table.skippedCount)
    let (batch, wasKnown) = try await pool.write { database in
      let before = try Self.description(of: description.id, in: database)
      try database.execute(
        sql: """
          INSERT INTO data_store (id, description) VALUES (?, ?)
          ON CONFLICT (id) DO UPDATE SET description = excluded.description
          """, arguments: [description.id, try JSONEncoder().encode(description)])
      var writer = try LedgerWriter(database, now: now)
      func note(_ batch: Int64) throws {
        try writer.append(
          LedgerEntry(
            .storeImported(store: description.id, batch: batch, rows: rows, skipped: skipped, digest: digest),
            actor: source.actor))
      }
      if let known = try same(as: fresh, of: description.id, digest: digest, in: database) {
        // What is said of a store changes what is found, and so is never changed without an entry.
        if before != description { try note(known) }
        return (known, true)
      }
      // AUTOINCREMENT: a number is never given twice, though the batch that had it may be gone.
      try database.execute(
        sql: "INSERT INTO members_batch (store, name, rows, skipped, digest, added) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [description.id, String(source.name.prefix(200)), rows, skipped, digest, now.seconds])
      let batch = database.lastInsertedRowID
      try OwnerFile.move(fresh, to: path(description.id, batch))
      try note(batch)
      return (batch, false)
    }
    return MembersBatchResult(
      batch: batch, rows: rows, skippedCount: skipped, skipped: table.skipped,
      digest: digest, wasKnown: wasKnown)
  }

  /// The batch that was made of the same file, read the same way.
  private func same(as fresh: String, of store: String, digest: String, in database: Database) throws -> Int64? {
    try Int64.fetchAll(
      database, sql: "SELECT id FROM members_batch WHERE store = ? AND digest = ?", arguments: [store, digest]
    ).first { FileManager.default.contentsEqual(atPath: fresh, andPath: path(store, $0)) }
  }

  func undo(_ store: String, _ batch: Int64, by actor: String, now: Timestamp) async throws -> Bool {
    let found = try await pool.write { database in
      try database.execute(sql: "DELETE FROM members_batch WHERE id = ? AND store = ?", arguments: [batch, store])
      guard database.changesCount > 0 else { return false }
      var writer = try LedgerWriter(database, now: now)
      try writer.append(LedgerEntry(.importUndone(store: store, batch: batch), actor: actor))
      return true
    }
    try await sweep()
    return found
  }

  func clear() throws {
    let known = Set(try pool.read { try Int64.fetchAll($0, sql: "SELECT id FROM members_batch") })
    for store in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where StoreDescription.isID(store)
    {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(store)")) ?? [] {
        if name.hasSuffix(".csv"), let batch = Int64(name.dropLast(4)), known.contains(batch) { continue }
        try FileManager.default.removeItem(atPath: "\(folder)/\(store)/\(name)")
      }
    }
  }

  /// Deletes files of batches that are gone: the program may have been stopped before it came to that.
  private func sweep() async throws {
    try await pool.write { database in
      let known = Set(try Int64.fetchAll(database, sql: "SELECT id FROM members_batch"))
      for store in try String.fetchAll(database, sql: "SELECT id FROM data_store") {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(store)")) ?? []
        for name in names where name.hasSuffix(".csv") {
          guard let batch = Int64(name.dropLast(4)), !known.contains(batch) else { continue }
          try FileManager.default.removeItem(atPath: path(store, batch))
        }
      }
    }
  }
}
