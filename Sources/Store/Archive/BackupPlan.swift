import Evidence
import Operations

/// What a backup may hold, and where each of it goes: the same rules for who makes one and for who is handed one.
enum BackupPlan {
  /// First in the archive: what it is.
  static let label = "candor-backup.txt"
  static let labelHead = "candor-backup/1\n"
  /// Last in the archive, in the form of a bundle's manifest.
  static let manifest = BundleManifest.name
  static let database = "candor.sqlite"
  static let settings = "candor.yaml"
  static let key = "record.key"

  /// Of a file beside the database, such as a password.
  static let longestSmallFile = 1 << 20

  /// A list of a store, a mail that waits, or a plain file of the folder itself.
  static func isPath(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: return isName(path) && path != label && path != manifest && !isLeftOut(path)
    case 3 where parts[0] == "stores":
      guard parts[2].hasSuffix(".csv"), let batch = Int64(parts[2].dropLast(4)) else { return false }
      return StoreDescription.isID(parts[1]) && parts[2] == "\(batch).csv"
    case 3 where parts[0] == "incoming": return (parts[1] == "new" || parts[1] == "cur") && isName(parts[2])
    default: return false
    }
  }

  /// What belongs to a running program, or is half written.
  static func isLeftOut(_ name: String) -> Bool {
    name == "lock" || name == "\(database)-wal" || name == "\(database)-shm" || name == "\(database)-journal"
      || name.hasSuffix(".part") || name.hasSuffix(".snapshot") || name == ".uploads"
  }

  private static func isName(_ name: String) -> Bool {
    (1...86).contains(name.utf8.count) && name.utf8.first != UInt8(ascii: ".")
      && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
  }
}
