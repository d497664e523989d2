import Casework
import Evidence
import Foundation
import GRDB
import Operations
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// Makes a data folder from a backup: there whole and checked, or not at all.
package struct Restore: Sendable {
  private let file: String
  private let folder: String
  private let now: Timestamp

  package struct Outcome: Sendable {
    package let verification: Verification
    package let others: [String]
    /// When and by what the backup was made, as it says itself.
    package let label: String
    /// Letters that wait for a person now.
    package let held: Int

    package var isSound: Bool { verification.isSound && others.isEmpty }
  }

  package init(from file: String, to folder: String, now: Timestamp) {
    self.file = file
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    self.folder = folder
    self.now = now
  }

  private var beside: String { folder + ".part" }

  /// `name`: as the record's checkpoints have it, from the settings that were in the backup.
  package func make(by actor: String, name: (_ settings: String) throws(StoreTrouble) -> String)
    async throws(StoreTrouble) -> Outcome
  {
    do {
      try refuseUsed()
      let archive = try BackupArchive(path: file)
      try clear()
      guard mkdir(beside, 0o700) == 0 else { throw OwnerFile.trouble(beside) }
      do {
        try archive.unpack(into: beside)
        let outcome = try await settle(archive, by: actor, name: try name(beside + "/" + BackupPlan.settings))
        try OwnerFile.move(beside, to: folder)
        return outcome
      } catch {
        try? FileManager.default.removeItem(atPath: beside)
        throw error
      }
    } catch { throw StoreTrouble(error, doing: "restore \(file)") }
  }

  private func refuseUsed() throws {
    var status = stat()
    guard lstat(folder, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR, try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty else {
      throw StoreTrouble(.conflict, "\(folder) is there and not empty; a backup is restored into a new folder")
    }
  }

  /// What a restore that was stopped has left.
  private func clear() throws {
    var status = stat()
    guard lstat(beside, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw StoreTrouble(.conflict, "\(beside) is in the way; move it elsewhere")
    }
    try FileManager.default.removeItem(atPath: beside)
  }

  private func settle(_ archive: BackupArchive, by actor: String, name: String) async throws -> Outcome {
    let database = try CaseDatabase(path: beside + "/" + BackupPlan.database)
    let held = try await hold(database, archive.label, by: actor)
    // One that was ended since would be good again.
    try await database.pool.write { try $0.execute(sql: "DELETE FROM access_token") }
    let (verification, others) = try await Verifying(
      ledger: database.ledger, archive: database.reports,
      checkpoints: database.checkpoints(keyFile: beside + "/" + BackupPlan.key, name: name)
    ).verify()
    let lists = try await missing(database)
    try await database.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try database.pool.close()
    try OwnerFile.syncFolder(of: beside + "/" + BackupPlan.database)
    return Outcome(verification: verification, others: others + lists, label: archive.label, held: held)
  }

  /// Whether a letter left after the backup was made, nobody can know: a person decides about each, and the record says so.
  private func hold(_ database: CaseDatabase, _ label: String, by actor: String) async throws -> Int {
    var transaction = LedgerTransaction(now: now)
    for state in [Dispatch.State.proposed, .approved, .sending] {
      var before: Int64?
      while true {
        let letters = try await database.outbox.list(state, before, 500)
        guard let last = letters.last else { break }
        before = last.id
        transaction.dispatches += letters.map {
          DispatchChange(
            $0.id, from: [state], to: .uncertain, actor: actor,
            reply: "restored from a backup (\(label)): it may have been sent since")
        }
      }
    }
    let notices = try await database.pool.write { [now] in
      try NoticeTurn.hold("restored from a backup: it may have been sent since", now: now, in: $0)
    }
    let held = transaction.dispatches.count + notices
    let last = try await database.ledger.newest(nil, 1, nil).first
    transaction.entries = [LedgerEntry(.folderRestored(lastEntry: last?.time.seconds ?? 0, held: held), actor: actor)]
    _ = try await database.ledger.append(transaction)
    return held
  }

  private func missing(_ database: CaseDatabase) async throws -> [String] {
    try await database.members(folder: beside + "/stores", now: { now }).stores().flatMap { store in
      store.batches.compactMap { batch in
        let path = "stores/\(store.description.id)/\(batch.id).csv"
        return access(beside + "/" + path, R_OK) == 0 ? nil : "\(path) is missing, and the database lists it"
      }
    }
  }
}
