import Operations

#if canImport(Glibc)
  import Glibc
#endif

/// One mail in a Maildir: where it lies, and what to do with it once it is taken.
struct MaildirFile: Hashable {
  let folder: String
  /// `new` or `cur`.
  let place: String
  let name: String

  var path: String { "\(folder)/\(place)/\(name)" }
  /// The same before and after a mail program has moved or marked it.
  var unique: Substring { name.prefix { $0 != ":" } }
  var key: String { "maildir:\(folder)/\(unique)" }

  /// The files of `place` in the order of their names, which begin with the time of delivery.
  static func list(_ folder: String, _ place: String) throws(FileTrouble) -> [MaildirFile] {
    try DataFolder.files("\(folder)/\(place)", ending: "").map { MaildirFile(folder: folder, place: place, name: $0) }
  }

  enum Content {
    case bytes([UInt8])
    case tooLarge(Int)
    /// It was moved or deleted since it was listed.
    case gone
  }

  /// The whole file. Not mapped: another program may cut it short while it is read.
  func content() throws(FileTrouble) -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return .gone }
      throw FileTrouble(file: path, errno: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileTrouble(file: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileTrouble(file: path, why: "not a regular file") }
    guard status.st_size <= Delivery.longest else { return .tooLarge(Int(status.st_size)) }
    let size = Int(status.st_size)
    var failed: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, done in
      while done < size {
        let count = read(descriptor, buffer.baseAddress.map { $0 + done }, size - done)
        if count > 0 {
          done += count
        } else if count == 0 {
          break
        } else if errno != EINTR {
          failed = errno
          break
        }
      }
    }
    guard failed == 0 else { throw FileTrouble(file: path, errno: failed) }
    return .bytes(bytes)
  }

  /// From `new` to `cur`, marked as seen; what a mail program moved before stays as it marked it.
  func moveToCurrent() throws(FileTrouble) {
    guard place == "new" else { return }
    let target = "\(folder)/cur/\(unique):2,S"
    guard rename(path, target) == 0 || errno == ENOENT else { throw FileTrouble(file: path, errno: errno) }
  }

  func delete() throws(FileTrouble) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileTrouble(file: path, errno: errno) }
  }
}
