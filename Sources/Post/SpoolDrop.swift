#if canImport(Glibc)
  import Glibc
#endif

/// A Maildir of the data folder into which other processes put reports for the running server.
package enum SpoolDrop {
  /// Returns when the bytes and their name are synced.
  package static func drop(_ bytes: [UInt8], into folder: String) throws(FileTrouble) {
    for part in ["", "/tmp", "/new", "/cur"] where mkdir(folder + part, 0o700) != 0 && errno != EEXIST {
      throw FileTrouble(file: folder, errno: errno)
    }
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    let name = "\(moment.tv_sec).\(moment.tv_nsec)_\(getpid())_\(UInt32.random(in: .min ... .max)).candor"
    let path = "\(folder)/tmp/\(name)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileTrouble(file: path, errno: errno) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { break }
      done += count
    }
    guard done == bytes.count, fsync(descriptor) == 0 else {
      let trouble = FileTrouble(file: path, errno: errno)
      close(descriptor)
      unlink(path)
      throw trouble
    }
    close(descriptor)
    guard rename(path, "\(folder)/new/\(name)") == 0 else { throw FileTrouble(file: path, errno: errno) }
    let directory = open("\(folder)/new", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }
}
