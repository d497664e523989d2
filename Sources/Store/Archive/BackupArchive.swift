import Evidence
import Foundation
import Operations
import Vocabulary

/// A backup as it lies there, which anybody may have made: nothing of it is believed before it was checked.
struct BackupArchive {
  private let path: String
  private let tar: TarReader
  private let expected: [String: BundleManifest.File]
  /// As its label says, for people.
  let label: String

  /// Looks at names and sizes; the contents are held against the manifest as they are read.
  init(path: String) throws {
    self.path = path
    tar = try TarReader(path: path)
    func refused(_ why: String) -> StoreTrouble { StoreTrouble(.damaged, "\(path): \(why)") }
    guard let first = tar.files.first, first.path == BackupPlan.label, first.size <= 4096,
      let text = String(validating: try tar.bytes(of: first), as: UTF8.self), text.hasPrefix(BackupPlan.labelHead)
    else { throw refused("it is no backup that `candor backup` made") }
    label = String(text.dropFirst(BackupPlan.labelHead.count).prefix { $0 != "\n" })
    guard let last = tar.files.last, last.path == BackupPlan.manifest, last.size <= 256 << 20,
      let manifest = BundleManifest(parsing: try tar.bytes(of: last))
    else { throw refused("its list of files is missing: it was cut off or changed") }
    expected = Dictionary(manifest.files.map { ($0.path, $0) }) { first, _ in first }
    for file in tar.files.dropLast() {
      guard file.path == BackupPlan.label || BackupPlan.isPath(file.path) else {
        throw refused("\"\(file.path)\" does not belong into a data folder")
      }
      guard let known = expected[file.path], known.size == file.size else {
        throw refused("\"\(file.path)\" is not the file that its list names")
      }
    }
    guard expected.count == tar.files.count - 1 else { throw refused("a file that its list names is missing") }
    for name in [BackupPlan.database, BackupPlan.settings, BackupPlan.key] where expected[name] == nil {
      throw refused("\"\(name)\" is missing")
    }
  }

  /// Reads all of it.
  func check() throws {
    for file in tar.files.dropLast() { try hold(file) { _ in } }
  }

  /// Writes the folder's files below `folder`, which is there and empty.
  func unpack(into folder: String) throws {
    for file in tar.files.dropFirst().dropLast() {
      try OwnerFile.replace(folder + "/" + file.path) { write in try hold(file) { try write($0) } }
    }
  }

  private func hold(_ file: TarReader.File, _ body: ([UInt8]) throws -> Void) throws {
    var digest = RunningDigest()
    try tar.forEachPiece(of: file) { piece in
      digest.add(piece)
      try body(piece)
    }
    guard digest.finish() == expected[file.path]?.digest else {
      throw StoreTrouble(.damaged, "\(path): \"\(file.path)\" was changed: its SHA-256 is another")
    }
  }
}
