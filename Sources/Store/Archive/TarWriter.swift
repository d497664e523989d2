import Evidence
import Foundation
import Operations

#if canImport(Glibc)
  import Glibc
#endif

/// A tar archive as it is written: readable by its owner alone, under its name whole and synced or not at all.
final class TarWriter {
  private let path: String
  private let time: Int64
  private let descriptor: Int32
  private var isOpen = true

  private var beside: String { path + ".part" }

  /// `time`: of every file in it, seconds since 1970.
  init(path: String, time: Int64) throws {
    self.path = path
    self.time = time
    descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw OwnerFile.trouble(path) }
    guard fchmod(descriptor, 0o600) == 0 else { throw OwnerFile.trouble(path) }
  }

  deinit { abandon() }

  func add(_ name: String, _ bytes: [UInt8]) throws {
    try add(name, size: bytes.count) { write in try bytes.withUnsafeBytes { try write($0) } }
  }

  /// `content` must hand over `size` bytes in all.
  func add(_ name: String, size: Int, content: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
    guard let header = TarHeader(path: name, size: size, time: time) else {
      throw StoreTrouble(.failed, "\(name): this name cannot stand in an archive")
    }
    try write(header.bytes)
    var rest = size
    try content { piece in
      rest -= piece.count
      guard rest >= 0 else { throw StoreTrouble(.failed, "\(name) grew while it was read") }
      try OwnerFile.write(piece, to: descriptor, of: path)
    }
    guard rest == 0 else { throw StoreTrouble(.failed, "\(name) shrank while it was read") }
    try write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
  }

  /// Two blocks of zeros, synced, and the name, where `check` finds nothing wrong with what was written.
  func finish(_ check: (_ path: String) throws -> Void = { _ in }) throws {
    try write([UInt8](repeating: 0, count: 2 * TarHeader.block))
    guard fsync(descriptor) == 0 else { throw OwnerFile.trouble(path) }
    close(descriptor)
    isOpen = false
    do {
      try check(beside)
      try OwnerFile.move(beside, to: path)
    } catch {
      unlink(beside)
      throw error
    }
  }

  func abandon() {
    guard isOpen else { return }
    isOpen = false
    close(descriptor)
    unlink(beside)
  }

  private func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try OwnerFile.write($0, to: descriptor, of: path) }
  }
}
