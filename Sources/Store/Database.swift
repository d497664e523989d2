import Foundation
import GRDB
import Operations

/// The one SQLite file of a data folder: write-ahead log, every commit synced, tables made by numbered migrations.
package struct CaseDatabase: Sendable {
  let pool: DatabasePool
  let shelf = CaseShelf()
  let adversaries = AdversaryShelf()

  /// Opens or makes the file. `readOnly` is for looking beside a running server; whoever writes beside one must not be `migrating`, or a
  /// newer program changes the tables under an older server.
  package init(path: String, readOnly: Bool = false, migrating: Bool = true) throws(StoreTrouble) {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.maximumReaderCount = 4
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      guard !readOnly else { return }
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // What is deleted is overwritten, not left in free pages.
      try database.execute(sql: "PRAGMA secure_delete = ON")
      try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      guard try !pool.read({ try Self.migrations.hasBeenSuperseded($0) }) else {
        throw StoreTrouble(
          .outdated, "\(path) was last opened by a newer Candor; install that one again, or restore an older backup")
      }
      if !readOnly, migrating { try Self.migrations.migrate(pool) }
      guard try pool.read({ try Self.migrations.hasCompletedMigrations($0) }) else {
        throw StoreTrouble(
          .outdated, "\(path) was made by an older Candor; use that one, or let `candor serve` bring it up to this one")
      }
    } catch let trouble as StoreTrouble {
      throw trouble
    } catch {
      throw StoreTrouble(error, doing: "open \(path)")
    }
  }

  /// Each room brings its tables; a migration that was released is never changed, only followed by another.
  static let migrations: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    for (name, tables) in [
      ("1-custody", CustodyTables.make), ("1-reports", ReportTables.make), ("1-outbox", OutboxTables.make),
      ("1-members", MembersTables.make), ("1-accounts", AccountTables.make), ("2-adversary", AdversaryStore.make),
      ("2-originals", ReportTables.findOriginals), ("2-deleted", ReportTables.indexDeleted),
      ("2-lookups", LookupTables.make), ("3-subjects", CustodyTables.indexSubjects),
      ("4-notice-recipients", NoticeTables.make), ("4-notices", NoticeDraftStore.makeTable),
      ("4-status", StatusTables.make),
      ("5-deletions", CustodyTables.indexDeletions), ("6-access-tokens", AccountTables.makeTokens),
    ] {
      migrator.registerMigration(name, migrate: tables)
    }
    return migrator
  }()
}

extension StoreTrouble {
  /// What SQLite said, told apart by what a person can do about it.
  init(_ error: any Error, doing what: String) {
    if let known = error as? StoreTrouble {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.failed, "could not \(what): \(error)")
      return
    }
    let reason: Reason =
      switch error.resultCode {
      case .SQLITE_FULL: .full
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE: .full
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: .unreachable
      default: .failed
      }
    self.init(reason, "could not \(what): \(error.message ?? error.resultCode.description)")
  }
}
