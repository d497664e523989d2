import Evidence
import Foundation
import Operations
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// A file as it was when it was opened: it may be replaced or deleted meanwhile, and its bytes stay.
final class HeldOpen {
  /// Below the data folder.
  let name: String
  let size: Int
  private let descriptor: Int32

  /// nil where there is no such file, or it is no regular one.
  init?(_ name: String, below folder: String) throws {
    let path = folder + "/" + name
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    self.name = name
    if descriptor < 0 {
      guard errno == ENOENT || errno == ELOOP else { throw OwnerFile.trouble(path) }
      size = 0
      return nil
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw OwnerFile.trouble(path) }
    size = Int(status.st_size)
    if status.st_mode & S_IFMT != S_IFREG { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func withBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
    guard size > 0 else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw OwnerFile.trouble(name)
    }
    defer { munmap(address, size) }
    return try body(UnsafeRawBufferPointer(start: address, count: size))
  }

  /// Each list and each waiting mail is held by a descriptor: as many as this process may have.
  static func raiseLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
