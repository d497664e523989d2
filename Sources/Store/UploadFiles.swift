import Foundation
import Operations
import Synchronization
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// Files that arrive at the pages: each in a folder of its own kind, under a name that nobody can guess, gone at the next start.
package struct UploadFiles: Sendable {
  private let folder: String

  /// Deletes what a program that has ended since had begun.
  package init(_ folder: String) {
    self.folder = folder
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  package var spool: UploadSpool {
    UploadSpool { () throws(StoreTrouble) in
      do { return try begin().upload } catch { throw StoreTrouble(error, doing: "keep an upload") }
    }
  }

  private func begin() throws -> Spooled { try Spooled(try fresh()) }

  /// A name that is free, in a folder that is there.
  private func fresh() throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return "\(folder)/\(UUID().uuidString)"
  }

  /// One archive of a case, for as long as it takes to send it; nil where `export` says that there is no such case.
  package func bundle(
    now: Timestamp, export: (BundleSink) async throws(StoreTrouble) -> Exporting.Outcome?
  ) async throws(StoreTrouble) -> Upload? {
    let path: String
    do { path = try fresh() + ".tar" } catch { throw StoreTrouble(error, doing: "write the bundle") }
    let sink = try BundleFile.sink(path, now: now)
    guard try await export(sink) != nil else {
      sink.abandon()
      return nil
    }
    return Upload(
      path: path, write: { _ in }, finish: {},
      size: { (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0 },
      read: { () throws(StoreTrouble) in
        do { return Array(try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)) } catch {
          throw StoreTrouble(error, doing: "read the bundle")
        }
      }, drop: { unlink(path) })
  }
}

/// The open file behind an upload.
private final class Spooled: Sendable {
  let path: String
  private let state: Mutex<(descriptor: Int32, size: Int)>

  init(_ path: String) throws {
    self.path = path
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw OwnerFile.trouble(path) }
    state = Mutex((descriptor, 0))
  }

  deinit { close() }

  var upload: Upload {
    Upload(
      path: path,
      write: { bytes throws(StoreTrouble) in
        do {
          try self.state.withLock { state in
            try bytes.withUnsafeBytes { try OwnerFile.write($0, to: state.descriptor, of: self.path) }
            state.size += bytes.count
          }
        } catch {
          self.drop()
          throw StoreTrouble(error, doing: "keep an upload")
        }
      }, finish: { () throws(StoreTrouble) in self.close() }, size: { self.state.withLock { $0.size } },
      read: { () throws(StoreTrouble) in
        do { return Array(try Data(contentsOf: URL(filePath: self.path), options: .alwaysMapped)) } catch {
          throw StoreTrouble(error, doing: "read an upload")
        }
      }, drop: { self.drop() })
  }

  private func close() {
    state.withLock { state in
      if state.descriptor >= 0 { Glibc.close(state.descriptor) }
      state.descriptor = -1
    }
  }

  private func drop() {
    close()
    unlink(path)
  }
}
