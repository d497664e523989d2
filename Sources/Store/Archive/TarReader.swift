import Evidence
import Foundation
import Operations

#if canImport(Glibc)
  import Glibc
#endif

/// A tar archive that anybody may have made: its files are found by their headers, checked, and read only when asked for.
final class TarReader {
  struct File {
    let path: String
    let size: Int
    fileprivate let offset: Int
  }

  static let mostFiles = 1_000_000

  /// In their order.
  let files: [File]
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw OwnerFile.trouble(path) }
    do { files = try Self.index(descriptor, path) } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  private static func index(_ descriptor: Int32, _ path: String) throws -> [File] {
    func refused(_ why: String) -> StoreTrouble { StoreTrouble(.damaged, "\(path): \(why)") }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw OwnerFile.trouble(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw refused("not a regular file") }
    let end = Int(status.st_size)
    var files: [File] = []
    var paths: Set<String> = []
    var position = 0
    while true {
      switch TarHeader.read(try read(descriptor, position, TarHeader.block, path)) {
      case .refused(let why): throw refused(why)
      case .end:
        guard position + 2 * TarHeader.block <= end else { throw refused("it was cut off: its end is missing") }
        try expectZeros(descriptor, position..<end, path)
        return files
      case .file(let header):
        let offset = position + TarHeader.block
        guard header.size <= end - offset else {
          throw refused("it was cut off: \"\(header.path)\" has \(header.size) bytes, and \(end - offset) are there")
        }
        guard paths.insert(header.path).inserted else { throw refused("it holds \"\(header.path)\" twice") }
        guard files.count < mostFiles else { throw refused("it holds more than \(mostFiles) files") }
        files.append(File(path: header.path, size: header.size, offset: offset))
        position = offset + header.size + TarHeader.padding(after: header.size)
      }
    }
  }

  /// Tar programs fill their last record up with zeros, 10 KiB at most; anything else was hidden there.
  private static func expectZeros(_ descriptor: Int32, _ range: Range<Int>, _ path: String) throws {
    guard range.count <= 1 << 20, try read(descriptor, range.lowerBound, range.count, path).allSatisfy({ $0 == 0 })
    else { throw StoreTrouble(.damaged, "\(path): something stands behind its end") }
  }

  /// Fewer where the file ends.
  private static func read(_ descriptor: Int32, _ offset: Int, _ count: Int, _ path: String) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw OwnerFile.trouble(path) }
      if got == 0 { break }
      done += got
    }
    return Array(bytes.prefix(done))
  }

  func bytes(of file: File) throws -> [UInt8] { try Self.read(descriptor, file.offset, file.size, file.path) }

  /// In pieces of at most 1 MiB.
  func forEachPiece(of file: File, _ body: ([UInt8]) throws -> Void) throws {
    var done = 0
    while done < file.size {
      let piece = try Self.read(descriptor, file.offset + done, min(1 << 20, file.size - done), file.path)
      guard !piece.isEmpty else { throw StoreTrouble(.damaged, "\(file.path): it was cut off while it was read") }
      try body(piece)
      done += piece.count
    }
  }
}
