#if canImport(Glibc)
  import Glibc
#endif

/// A regular file's bytes, read by the kernel as they are needed: a 2 GB mailbox takes no memory of ours.
package final class MappedFile: Sendable {
  private nonisolated(unsafe) let base: UnsafeRawPointer?
  package let count: Int

  /// Throws what `errno` says, and where the path is no regular file.
  package init(path: String) throws(FileTrouble) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileTrouble(file: path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileTrouble(file: path, errno: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FileTrouble(file: path, why: "a folder; a file is wanted") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileTrouble(file: path, why: "not a regular file") }
    count = Int(status.st_size)
    guard count > 0 else {
      base = nil
      return
    }
    guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw FileTrouble(file: path, errno: errno)
    }
    madvise(address, count, MADV_SEQUENTIAL)
    base = UnsafeRawPointer(address)
  }

  deinit {
    if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  package func bytes(_ range: Range<Int>) -> [UInt8] {
    let range = range.clamped(to: 0..<count)
    defer { release(range) }
    return withBytes { Array($0[range]) }
  }

  /// Pieces of the whole file in turn, each given back before the next.
  func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) {
    var start = 0
    while start < count {
      let piece = start..<min(start + Self.piece, count)
      withBytes { body(UnsafeRawBufferPointer(rebasing: $0[piece])) }
      release(piece)
      start = piece.upperBound
    }
  }

  private static let piece = 8 << 20
  /// Smaller files are held until they are closed.
  private static let large = 16 << 20

  /// Gives the pages back, so that a mailbox read through does not stay in memory; whoever wants them again has the kernel read them again.
  private func release(_ range: Range<Int>) {
    guard count > Self.large, let base, !range.isEmpty else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = range.lowerBound / page * page
    madvise(UnsafeMutableRawPointer(mutating: base + start), range.upperBound - start, MADV_DONTNEED)
  }
}

extension FileTrouble {
  init(file: String, errno code: Int32) {
    self.init(file: file, why: String(cString: strerror(code)))
  }
}
