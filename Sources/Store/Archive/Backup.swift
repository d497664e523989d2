import Evidence
import Foundation
import GRDB
import Operations
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// Puts everything that a data folder needs into one archive, while others go on working with it.
///
/// The order is what makes it whole. First the place in the mailbox and the mails that wait: taken in later, they are in the
/// database as well; fetched twice, they are known. Then, while nobody may write, every list that the database names is opened
/// and a read transaction begun: both are of one moment, and writers wait no longer than that. Then the copies are made.
package struct Backup: Sendable {
  private let folder: String
  private let file: String
  /// As the record's checkpoints have it.
  private let name: String
  private let version: String
  private let now: Timestamp

  package struct Outcome: Sendable {
    package let verification: Verification
    /// What else is wrong with what was saved, in words.
    package let others: [String]
    package let files: Int
    package let bytes: Int
    /// Names of files in the folder that were not saved.
    package let leftOut: [String]

    package var isSound: Bool { verification.isSound && others.isEmpty }
  }

  package init(of folder: String, to file: String, name: String, version: String, now: Timestamp) {
    self.folder = folder
    self.file = file
    self.name = name
    self.version = version
    self.now = now
  }

  private var snapshot: String { file + ".snapshot" }

  /// The archive has its name only when it is whole, synced, and read back.
  package func make() async throws(StoreTrouble) -> Outcome {
    guard access(file, F_OK) != 0 else {
      throw StoreTrouble(.conflict, "\(file) is there already; name a new file")
    }
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(snapshot + end) } }
    do {
      HeldOpen.raiseLimit()
      let database = try CaseDatabase(path: folder + "/" + BackupPlan.database, migrating: false)
      _ = try await database.checkpoints(keyFile: folder + "/" + BackupPlan.key, name: name).signer()
      var (kept, leftOut) = try small()
      kept += try waiting()
      kept += try copy(database)
      let (verification, others) = try await verify()
      guard let copy = try HeldOpen((snapshot as NSString).lastPathComponent, below: place) else {
        throw StoreTrouble(.failed, "\(snapshot) is gone")
      }
      let bytes = try write(kept, copy)
      leftOut.sort()
      return Outcome(
        verification: verification, others: others, files: kept.count + 1, bytes: bytes, leftOut: leftOut)
    } catch { throw StoreTrouble(error, doing: "back \(folder) up") }
  }

  private var place: String { OwnerFile.folder(of: file) }

  /// Settings, keys, the place in the mailbox: files of the folder itself.
  private func small() throws -> (kept: [HeldOpen], leftOut: [String]) {
    var kept: [HeldOpen] = []
    var leftOut: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      if name == BackupPlan.database || BackupPlan.isLeftOut(name) || ["stores", "incoming", "notices"].contains(name) {
        continue
      }
      guard BackupPlan.isPath(name), let file = try HeldOpen(name, below: folder),
        file.size <= BackupPlan.longestSmallFile
      else {
        leftOut.append(name)
        continue
      }
      kept.append(file)
    }
    return (kept, leftOut)
  }

  private func waiting() throws -> [HeldOpen] {
    try ["incoming/new", "incoming/cur"].flatMap { place in
      guard FileManager.default.fileExists(atPath: folder + "/" + place) else { return [HeldOpen]() }
      return try FileManager.default.contentsOfDirectory(atPath: folder + "/" + place).sorted()
        .filter { BackupPlan.isPath(place + "/" + $0) }.compactMap { try HeldOpen(place + "/" + $0, below: folder) }
    }
  }

  /// Copies the database as it is at one moment; the lists of that moment.
  private func copy(_ database: CaseDatabase) throws -> [HeldOpen] {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.allowsUnsafeTransactions = true
    configuration.busyMode = .timeout(10)
    let source = try DatabaseQueue(path: folder + "/" + BackupPlan.database, configuration: configuration)
    defer { try? source.close() }
    // Writes wait from here to the end of the closure.
    let lists = try database.pool.unsafeReentrantWrite { writer -> [HeldOpen] in
      var lists: [HeldOpen] = []
      try writer.inTransaction(.immediate) {
        for row in try Row.fetchAll(writer, sql: "SELECT store, id FROM members_batch ORDER BY id") {
          let name = "stores/\(row["store"] as String)/\(row["id"] as Int64).csv"
          guard let list = try HeldOpen(name, below: folder) else {
            throw StoreTrouble(.damaged, "\(folder)/\(name) is gone, and the database lists it")
          }
          lists.append(list)
        }
        try source.inDatabase {
          try $0.execute(sql: "BEGIN DEFERRED")
          _ = try Int64.fetchOne($0, sql: "SELECT MAX(number) FROM entry")
        }
        return .rollback
      }
      return lists
    }
    unlink(snapshot)
    let made = open(snapshot, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard made >= 0 else { throw OwnerFile.trouble(snapshot) }
    close(made)
    let target = try DatabaseQueue(path: snapshot)
    try source.inDatabase { from in
      try target.inDatabase { try from.backup(to: $0) }
      try from.execute(sql: "COMMIT")
    }
    try target.close()
    return lists
  }

  /// The copy, by the same means as the folder itself.
  private func verify() async throws -> (Verification, [String]) {
    let copy = try CaseDatabase(path: snapshot, readOnly: true)
    defer { try? copy.pool.close() }
    return try await Verifying(
      ledger: copy.ledger, archive: copy.reports,
      checkpoints: copy.checkpoints(keyFile: folder + "/" + BackupPlan.key, name: name)
    ).verify()
  }

  private func write(_ kept: [HeldOpen], _ copy: HeldOpen) throws -> Int {
    let writer = try TarWriter(path: file, time: now.seconds)
    var listed: [BundleManifest.File] = []
    func add(_ name: String, _ held: HeldOpen) throws {
      try held.withBytes { bytes in
        listed.append(BundleManifest.File(path: name, size: bytes.count, digest: Digest(of: bytes)))
        try writer.add(name, size: bytes.count) { try $0(bytes) }
      }
    }
    let label = Array("\(BackupPlan.labelHead)made \(now.rfc3339) by Candor \(version)\n".utf8)
    listed.append(BundleManifest.File(path: BackupPlan.label, bytes: label))
    try writer.add(BackupPlan.label, label)
    for file in kept { try add(file.name, file) }
    try add(BackupPlan.database, copy)
    guard let manifest = BundleManifest(listed) else {
      throw StoreTrouble(.failed, "the list of files could not be made")
    }
    try writer.add(BackupPlan.manifest, Array(manifest.text.utf8))
    try writer.finish { try BackupArchive(path: $0).check() }
    return listed.reduce(0) { $0 + $1.size }
  }
}
