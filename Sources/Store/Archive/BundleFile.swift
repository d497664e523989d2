import Evidence
import Foundation
import Operations
import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// A bundle on disk: one tar archive where its name ends in `.tar`, else a folder; its owner's alone.
package enum BundleFile {
  /// Refuses what is there already.
  package static func sink(_ path: String, now: Timestamp) throws(StoreTrouble) -> BundleSink {
    guard access(path, F_OK) != 0 else {
      throw StoreTrouble(.conflict, "\(path) is there already; name a new file or folder")
    }
    let end = (path as NSString).pathExtension.lowercased()
    guard !["zip", "gz", "tgz", "bz2", "xz", "7z", "rar"].contains(end) else {
      throw StoreTrouble(.conflict, "\(path): no .\(end) is written; name a file that ends in .tar, or a folder")
    }
    return path.hasSuffix(".tar") ? try archive(path, now) : try folder(path)
  }

  private static func archive(_ path: String, _ now: Timestamp) throws(StoreTrouble) -> BundleSink {
    // One export writes to it, from one task.
    nonisolated(unsafe) let writer: TarWriter
    do { writer = try TarWriter(path: path, time: now.seconds) } catch {
      throw StoreTrouble(error, doing: "write \(path)")
    }
    return BundleSink(
      add: { name, bytes throws(StoreTrouble) in
        do { try writer.add(name, bytes) } catch { throw StoreTrouble(error, doing: "write \(path)") }
      },
      finish: { () throws(StoreTrouble) in
        do { try writer.finish() } catch { throw StoreTrouble(error, doing: "write \(path)") }
      }, abandon: { writer.abandon() })
  }

  private static func folder(_ given: String) throws(StoreTrouble) -> BundleSink {
    var path = given
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let (final, beside) = (path, path + ".part")
    do {
      if access(beside, F_OK) == 0 { try FileManager.default.removeItem(atPath: beside) }
      guard mkdir(beside, 0o700) == 0 else { throw OwnerFile.trouble(path) }
    } catch { throw StoreTrouble(error, doing: "write \(path)") }
    return BundleSink(
      add: { name, bytes throws(StoreTrouble) in
        do { try OwnerFile.replace("\(beside)/\(name)") { try $0(bytes) } } catch {
          throw StoreTrouble(error, doing: "write \(final)")
        }
      },
      finish: { () throws(StoreTrouble) in
        do { try OwnerFile.move(beside, to: final) } catch { throw StoreTrouble(error, doing: "write \(final)") }
      }, abandon: { try? FileManager.default.removeItem(atPath: beside) })
  }

  /// Opens an archive or a folder for the check. Links are not followed: what is no regular file counts as missing.
  package static func check(_ path: String) throws(StoreTrouble) -> BundleCheck {
    var status = stat()
    guard stat(path, &status) == 0 else { throw OwnerFile.trouble(path) }
    do {
      if status.st_mode & S_IFMT != S_IFDIR {
        let reader = try TarReader(path: path)
        let files = Dictionary(reader.files.map { ($0.path, $0) }) { first, _ in first }
        return BundleCheck(paths: reader.files.map(\.path)) { name in
          files[name].flatMap { try? reader.bytes(of: $0) }
        }
      }
      return BundleCheck(paths: try names(in: path)) { name in content(path + "/" + name) }
    } catch { throw StoreTrouble(error, doing: "read \(path)") }
  }

  private static func names(in folder: String) throws -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { throw OwnerFile.trouble(folder) }
    var names: [String] = []
    while let name = walk.nextObject() as? String {
      var status = stat()
      guard lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { continue }
      names.append(name)
    }
    return names
  }

  private static func content(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    do { return Array(try file.readToEnd() ?? Data()) } catch { return nil }
  }
}
