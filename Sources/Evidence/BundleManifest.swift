import Vocabulary

/// The list of every file of an exported case: what came out is what went in.
///
/// `candor-bundle/1`, then a line a file, in the order of their paths: SHA-256, size, path, one blank between.
package struct BundleManifest: Sendable, Hashable {
  package struct File: Sendable, Hashable {
    package let path: String
    package let size: Int
    package let digest: Digest

    package init(path: String, size: Int, digest: Digest) {
      self.path = path
      self.size = size
      self.digest = digest
    }

    package init(path: String, bytes: [UInt8]) { self.init(path: path, size: bytes.count, digest: Digest(of: bytes)) }
  }

  package static let name = "manifest.txt"
  package static let logName = "log.jsonl"
  /// One checkpoint, or the folder that several lie in.
  package static let checkpointName = "checkpoint.txt"
  package static let checkpointFolder = "checkpoints/"
  /// Sealed mail: the log names the SHA-256 of each file in it, since a manifest can be written anew.
  package static let originalsFolder = "originals/"
  /// Salts and personal data of entries, where they are passed on.
  package static let personalName = "personal.jsonl"
  /// A signed note about the manifest, which thus cannot list it.
  package static let signatureName = "signature.txt"
  /// The log's key, for who has no other way to it.
  package static let keyName = "key.txt"
  private static let header = "candor-bundle/1"

  /// In the order of the paths' bytes.
  package let files: [File]

  /// nil where a path is used twice or would lead out of the bundle.
  package init?(_ files: [File]) {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    guard sorted.allSatisfy({ Self.isPath($0.path) && $0.size >= 0 }),
      zip(sorted, sorted.dropFirst()).allSatisfy({ !$0.path.utf8.elementsEqual($1.path.utf8) })
    else { return nil }
    self.files = sorted
  }

  /// Reads the form of `text`, strictly: another order, a blank too many or an unfit path is no manifest.
  package init?(parsing bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard lines.popLast() == "", lines.first == Self.header else { return nil }
    var files: [File] = []
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, let digest = Digest(hex: String(parts[0])), let size = Int(parts[1]) else { return nil }
      files.append(File(path: String(parts[2]), size: size, digest: digest))
    }
    self.init(files)
    guard self.text.utf8.elementsEqual(bytes) else { return nil }
  }

  package var text: String {
    ([Self.header] + files.map { "\($0.digest.hex) \($0.size) \($0.path)" }).map { $0 + "\n" }.joined()
  }

  /// What the log's key signs: `origin` as in a checkpoint, the form of the bundle, the SHA-256 of the manifest.
  package func statement(origin: String) -> String {
    "\(origin)\n\(Self.header)\n\(Digest(of: Array(text.utf8)).hex)\n"
  }

  /// Relative, with slashes, no part empty, `.` or `..`, no controls or backslashes, neither the manifest nor its signature.
  package static func isPath(_ path: String) -> Bool {
    guard path != name, path != signatureName, (1...1024).contains(path.utf8.count) else { return false }
    guard path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { return false }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part != "." && part != ".."
    }
  }

  static func isCheckpoint(_ path: String) -> Bool { path == checkpointName || path.hasPrefix(checkpointFolder) }
}
