import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A folder through which `candor receive` hands mail to the running program: a Maildir without a mail program.
package struct SpoolFolder: Sendable {
  package let path: String
  private static let count = Atomic<Int>(0)

  /// Makes the folder, and `tmp`, `new` and `cur` in it, where they are not there.
  package init(_ path: String) throws(FileTrouble) {
    self.path = path
    for folder in [path, path + "/tmp", path + "/new", path + "/cur"] {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw FileTrouble(file: folder, errno: errno) }
    }
  }

  /// Returns with the file's name once its bytes are on disk and synced, and can be found in `new`.
  @discardableResult
  package func drop(_ bytes: [UInt8]) throws(FileTrouble) -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let number = Self.count.add(1, ordering: .relaxed).newValue
    let chance = UInt32.random(in: .min ... .max)
    let name = "\(now.tv_sec).M\(now.tv_nsec / 1000)P\(getpid())Q\(number)R\(String(chance, radix: 36)).candor"
    let temporary = "\(path)/tmp/\(name)"
    try Self.writeSynced(bytes, to: temporary)
    guard rename(temporary, "\(path)/new/\(name)") == 0 else {
      let trouble = FileTrouble(file: "\(path)/new/\(name)", errno: errno)
      unlink(temporary)
      throw trouble
    }
    try Self.sync(folder: path + "/new")
    return name
  }

  private static func writeSynced(_ bytes: [UInt8], to file: String) throws(FileTrouble) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw FileTrouble(file: file, errno: errno) }
    var done = 0
    var failed: Int32 = 0
    while done < bytes.count, failed == 0 {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
      if count >= 0 { done += count } else if errno != EINTR { failed = errno }
    }
    if failed == 0, fsync(descriptor) != 0 { failed = errno }
    close(descriptor)
    guard failed == 0 else {
      unlink(file)
      throw FileTrouble(file: file, errno: failed)
    }
  }

  static func sync(folder: String) throws(FileTrouble) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileTrouble(file: folder, errno: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileTrouble(file: folder, errno: errno) }
  }
}
