#if canImport(Glibc)
  import Glibc
#endif

/// A result written to disk, whole or not at all.
package enum OutputFile {
  /// Writes beside the file and renames; readable by its owner alone, since it names customers.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileTrouble) {
    let beside = path + ".part"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw FileTrouble(file: path, errno: errno) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      guard count >= 0 else {
        if errno == EINTR { continue }
        let trouble = FileTrouble(file: path, errno: errno)
        close(descriptor)
        unlink(beside)
        throw trouble
      }
      done += count
    }
    guard close(descriptor) == 0, rename(beside, path) == 0 else {
      let trouble = FileTrouble(file: path, errno: errno)
      unlink(beside)
      throw trouble
    }
  }
}
