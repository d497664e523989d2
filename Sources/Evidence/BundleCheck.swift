import Vocabulary

/// Checks an exported case by itself: files against the manifest, the log against itself, and both against the checkpoints.
package struct BundleCheck {
  package struct Fault: Sendable, Hashable {
    package let file: String
    package let entry: Int64?
    package let text: String
  }

  package struct Result: Sendable, Hashable {
    package let faults: [Fault]
    package let files: Int
    package let entries: Int64
    package let root: Digest?
    /// The log's size at the newest checkpoint with a verified signature that fits; 0 without one.
    package let vouchedSize: Int64

    package var isSound: Bool { faults.isEmpty }
  }

  /// The paths of all files in the bundle.
  private let paths: [String]
  private let content: (String) -> [UInt8]?

  package init(paths: [String], content: @escaping (String) -> [UInt8]?) {
    self.paths = paths
    self.content = content
  }

  /// `keys` must come from elsewhere than the bundle: who can change it can sign it anew.
  package func result(keys: [NoteKey]) -> Result {
    guard let bytes = content(BundleManifest.name) else { return failed("is missing") }
    guard let manifest = BundleManifest(parsing: bytes) else { return failed("is no manifest of a bundle") }
    var faults: [Fault] = []
    for file in manifest.files {
      if let text = wrong(file) { faults.append(Fault(file: file.path, entry: nil, text: text)) }
    }
    let listed = Set(manifest.files.map(\.path))
    for path in paths.sorted() where path != BundleManifest.name && !listed.contains(path) {
      faults.append(Fault(file: path, entry: nil, text: "is not in the manifest"))
    }
    var checkpoints: [Checkpoint] = []
    for path in listed.sorted() where BundleManifest.isCheckpoint(path) {
      guard let bytes = content(path) else { continue }
      switch Checkpoint.read(bytes, keys: keys) {
      case .signed(let checkpoint): checkpoints.append(checkpoint)
      case .refused(let why): faults.append(Fault(file: path, entry: nil, text: why.rawValue))
      }
    }
    if !listed.contains(where: BundleManifest.isCheckpoint) {
      faults.append(
        Fault(file: BundleManifest.checkpointName, entry: nil, text: "is missing: the log's end is not vouched for"))
    }
    guard listed.contains(BundleManifest.logName), let log = content(BundleManifest.logName) else {
      faults.append(Fault(file: BundleManifest.logName, entry: nil, text: "is missing"))
      return Result(faults: faults, files: manifest.files.count, entries: 0, root: nil, vouchedSize: 0)
    }
    let originals = manifest.files.filter { $0.path.hasPrefix(BundleManifest.originalsFolder) }
    let verification = verify(log, checkpoints, originals, &faults)
    return Result(
      faults: faults, files: manifest.files.count, entries: verification.size, root: verification.root,
      vouchedSize: verification.vouchedSize)
  }

  private func failed(_ why: String) -> Result {
    let fault = Fault(file: BundleManifest.name, entry: nil, text: why)
    return Result(faults: [fault], files: 0, entries: 0, root: nil, vouchedSize: 0)
  }

  private func wrong(_ file: BundleManifest.File) -> String? {
    guard let bytes = content(file.path) else { return "is missing" }
    if bytes.count != file.size { return "has \(bytes.count) bytes, not \(file.size)" }
    return Digest(of: bytes) == file.digest ? nil : "was changed: its SHA-256 is another"
  }

  private func verify(
    _ log: [UInt8], _ checkpoints: [Checkpoint], _ originals: [BundleManifest.File], _ faults: inout [Fault]
  ) -> Verification {
    var verifier = CustodyVerifier()
    var unnamed = Set(originals.map(\.digest.hex))
    var line: Int64 = 0
    var lines = log[...]
    while !lines.isEmpty {
      line += 1
      let end = lines.firstIndex(of: 0x0A)
      guard end != nil, let entry = CustodyLine.read(lines[..<(end ?? lines.endIndex)]) else {
        faults.append(Fault(file: BundleManifest.logName, entry: line, text: "line \(line) is no entry of a log"))
        break
      }
      verifier.add(entry)
      for digest in Self.digests(in: entry.body) + Self.digests(in: Array(entry.subject.utf8)) {
        unnamed.remove(digest)
      }
      lines = lines[((end ?? lines.endIndex - 1) + 1)...]
    }
    for file in originals where unnamed.contains(file.digest.hex) {
      faults.append(Fault(file: file.path, entry: nil, text: "was changed or put in: the log names no such SHA-256"))
    }
    let verification = verifier.finish(checkpoints: checkpoints)
    for fault in verification.faults {
      faults.append(Fault(file: BundleManifest.logName, entry: fault.entries.lowerBound, text: fault.text))
    }
    return verification
  }

  /// Runs of exactly 64 hexadecimal digits in lower case.
  private static func digests(in bytes: [UInt8]) -> [String] {
    guard bytes.count >= 64 else { return [] }
    return bytes.split { !((0x30...0x39).contains($0) || (0x61...0x66).contains($0)) }.filter { $0.count == 64 }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
