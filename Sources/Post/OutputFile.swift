#if canImport(Glibc)
  import Glibc
#endif

/// A result written to disk, whole or not at all.
package enum OutputFile {
  package enum Reader: Sendable {
    /// What names customers.
    case owner
    /// What is public.
    case everybody
  }

  /// Makes the folder, and those above it, where it is not there; what is there already keeps its rights.
  package static func folder(_ path: String, for reader: Reader) throws(FileTrouble) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      if mkdir(made, 0o700) == 0 {
        if reader == .everybody { chmod(made, 0o755) }
        continue
      }
      let code = errno
      var about = stat()
      if code != EEXIST { throw FileTrouble(file: made, errno: code) }
      guard stat(made, &about) == 0, about.st_mode & S_IFMT == S_IFDIR else {
        throw FileTrouble(file: made, why: "a file is there already, where a folder is wanted; name another folder")
      }
    }
  }

  /// Writes beside the file and renames.
  package static func write(_ bytes: [UInt8], to path: String, for reader: Reader = .owner) throws(FileTrouble) {
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
    if reader == .everybody { fchmod(descriptor, 0o644) }
    guard close(descriptor) == 0, rename(beside, path) == 0 else {
      let trouble = FileTrouble(file: path, errno: errno)
      unlink(beside)
      throw trouble
    }
  }
}
