import Foundation
import Operations

#if canImport(Glibc)
  import Glibc
#endif

/// A file that its owner alone may read, there whole and synced or not at all.
enum OwnerFile {
  typealias Write = ([UInt8]) throws -> Void

  static func replace(_ path: String, _ fill: (Write) throws -> Void) throws {
    let folder = folder(of: path)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let beside = path + ".part"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StoreTrouble(.unreachable, "\(path): \(String(cString: strerror(errno)))") }
    do {
      try fill { bytes in try bytes.withUnsafeBytes { try Self.write($0, to: descriptor, of: path) } }
      guard fsync(descriptor) == 0 else { throw trouble(path) }
    } catch {
      close(descriptor)
      unlink(beside)
      throw error
    }
    close(descriptor)
    try move(beside, to: path)
  }

  /// `.` for a name alone. Foundation's own way to ask traps on a name of one letter (Swift 6.3 on Linux).
  static func folder(of path: String) -> String {
    let name = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }
    guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return path.hasPrefix("/") ? "/" : "." }
    let folder = String(decoding: name[slash...].drop { $0 == UInt8(ascii: "/") }.reversed(), as: UTF8.self)
    return folder.isEmpty ? "/" : folder
  }

  /// All of it.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, of path: String) throws {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw trouble(path) }
      done += count
    }
  }

  /// Gives a file its name, and syncs the folder that says so.
  static func move(_ from: String, to path: String) throws {
    guard rename(from, path) == 0 else { throw trouble(path) }
    try syncFolder(of: path)
  }

  /// Makes a file that nobody else made meanwhile; false where somebody did.
  static func make(_ path: String, _ bytes: [UInt8]) throws -> Bool {
    let fresh = "\(path).\(UUID().uuidString)"
    try replace(fresh) { try $0(bytes) }
    defer { unlink(fresh) }
    guard link(fresh, path) == 0 else {
      if errno == EEXIST { return false }
      throw trouble(path)
    }
    try syncFolder(of: path)
    return true
  }

  static func syncFolder(of path: String) throws {
    let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw trouble(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw trouble(path) }
  }

  static func trouble(_ path: String) -> StoreTrouble {
    let code = errno
    let reason: StoreTrouble.Reason =
      switch code {
      case ENOSPC: .full
      case ENOENT, EACCES, EPERM, EROFS, ENOTDIR: .unreachable
      default: .failed
      }
    return StoreTrouble(reason, "\(path): \(String(cString: strerror(code)))")
  }
}
