import Vocabulary

/// Checks an exported case by itself: files against the signed manifest, the log against itself, and both against the checkpoints.
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
    /// Of those, how many show their place alone.
    package let withheld: Int64
    package let root: Digest?
    /// The log's size at the newest checkpoint with a verified signature that fits; 0 without one.
    package let vouchedSize: Int64

    package var isSound: Bool { faults.isEmpty }
    /// The lowest entry that something is wrong with; nil where only files are.
    package var firstBad: Int64? { faults.compactMap(\.entry).min() }
  }

  /// The paths of all files in the bundle.
  private let paths: [String]
  private let content: (String) -> [UInt8]?

  package init(paths: [String], content: @escaping (String) -> [UInt8]?) {
    self.paths = paths
    self.content = content
  }

  /// The key that lies in the bundle. Whoever made the bundle anew made that anew too: ask for it by another way.
  package var enclosedKey: NoteKey? {
    guard let bytes = content(BundleManifest.keyName), bytes.last == 0x0A else { return nil }
    return NoteKey(String(decoding: bytes.dropLast(), as: UTF8.self))
  }

  /// `keys` should come from elsewhere than the bundle: who can change it can sign it anew.
  package func result(keys: [NoteKey]) -> Result {
    guard let bytes = content(BundleManifest.name) else { return failed("is missing") }
    guard let manifest = BundleManifest(parsing: bytes) else { return failed("is no manifest of a bundle") }
    var faults = signature(of: manifest, keys: keys).map { [$0] } ?? []
    for file in manifest.files {
      if let text = wrong(file) { faults.append(Fault(file: file.path, entry: nil, text: text)) }
    }
    let listed = Set(manifest.files.map(\.path))
    for path in paths.sorted() where !listed.contains(path) {
      guard path != BundleManifest.name, path != BundleManifest.signatureName else { continue }
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
    guard listed.contains(BundleManifest.logName), let bytes = content(BundleManifest.logName) else {
      faults.append(Fault(file: BundleManifest.logName, entry: nil, text: "is missing"))
      return Result(
        faults: faults, files: manifest.files.count, entries: 0, withheld: 0, root: nil, vouchedSize: 0)
    }
    var log = BundleLog(
      personal: listed.contains(BundleManifest.personalName) ? content(BundleManifest.personalName) : nil)
    log.read(bytes)
    let verification = log.finish(
      checkpoints: checkpoints,
      originals: manifest.files.filter { $0.path.hasPrefix(BundleManifest.originalsFolder) })
    return Result(
      faults: faults + log.faults, files: manifest.files.count, entries: verification.size, withheld: log.withheld,
      root: verification.root, vouchedSize: verification.vouchedSize)
  }

  private func failed(_ why: String) -> Result {
    let fault = Fault(file: BundleManifest.name, entry: nil, text: why)
    return Result(faults: [fault], files: 0, entries: 0, withheld: 0, root: nil, vouchedSize: 0)
  }

  private func wrong(_ file: BundleManifest.File) -> String? {
    guard let bytes = content(file.path) else { return "is missing" }
    if bytes.count != file.size { return "has \(bytes.count) bytes, not \(file.size)" }
    return Digest(of: bytes) == file.digest ? nil : "was changed: its SHA-256 is another"
  }

  private func signature(of manifest: BundleManifest, keys: [NoteKey]) -> Fault? {
    func fault(_ text: String) -> Fault { Fault(file: BundleManifest.signatureName, entry: nil, text: text) }
    guard let bytes = content(BundleManifest.signatureName) else {
      return fault("is missing: nobody vouches for the list of files")
    }
    guard let note = SignedNote(parsing: bytes) else { return fault("is no signature of a manifest") }
    switch note.standing(for: keys) {
    case .badSignature: return fault(Checkpoint.Refusal.badSignature.rawValue)
    case .byNobodyKnown: return fault(Checkpoint.Refusal.byNobodyKnown.rawValue)
    case .signed: break
    }
    let origin = String(note.text.prefix { $0 != "\n" })
    return note.text == manifest.statement(origin: origin)
      ? nil : fault("was made over another manifest: a file was changed, put in or taken out")
  }
}
