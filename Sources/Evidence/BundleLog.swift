import Vocabulary

/// The log of an exported case as it is read line by line: what it says, what it withholds, what is wrong with it.
struct BundleLog {
  private(set) var faults: [BundleCheck.Fault] = []
  private(set) var withheld: Int64 = 0
  private var verifier = CustodyVerifier()
  private var personal: [Int64: PersonalLine] = [:]
  /// Every SHA-256 that the entries name, in hexadecimal.
  private var named: Set<String> = []

  /// `personal`: the lines of `personal.jsonl`, where the bundle has it.
  init(personal bytes: [UInt8]?) {
    for (index, line) in Self.lines(bytes ?? []).enumerated() {
      guard let line = line.flatMap({ PersonalLine($0) }), personal.updateValue(line, forKey: line.number) == nil else {
        faults.append(
          BundleCheck.Fault(
            file: BundleManifest.personalName, entry: nil, text: "line \(index + 1) is no personal data of an entry"))
        return
      }
    }
  }

  mutating func read(_ log: [UInt8]) {
    for (index, line) in Self.lines(log).enumerated() {
      if let line, let entry = CustodyLine.read(line) {
        if let kept = personal.removeValue(forKey: entry.number) {
          verifier.add(entry, personal: (salt: kept.salt, bytes: Array(kept.body.utf8)))
        } else {
          verifier.add(entry)
        }
        named.formUnion(Self.digests(in: entry.body) + Self.digests(in: Array(entry.subject.utf8)))
      } else if let line, let entry = CustodyLine.readWithheld(line) {
        verifier.add(entry)
        withheld += 1
      } else {
        faults.append(
          BundleCheck.Fault(
            file: BundleManifest.logName, entry: Int64(index) + 1, text: "line \(index + 1) is no entry of a log"))
        return
      }
    }
  }

  mutating func finish(checkpoints: [Checkpoint], originals: [BundleManifest.File]) -> Verification {
    for file in originals where !named.contains(file.digest.hex) {
      faults.append(
        BundleCheck.Fault(
          file: file.path, entry: nil, text: "was changed or put in: the log names no such SHA-256"))
    }
    for number in personal.keys.sorted() {
      faults.append(
        BundleCheck.Fault(
          file: BundleManifest.personalName, entry: number,
          text: "holds personal data of entry \(number), which the log does not show"))
    }
    let verification = verifier.finish(checkpoints: checkpoints)
    faults += verification.faults.map {
      BundleCheck.Fault(file: BundleManifest.logName, entry: $0.entries.lowerBound, text: $0.text)
    }
    return verification
  }

  /// nil stands for a last line without its end.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>?] {
    var lines: [ArraySlice<UInt8>?] = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last??.isEmpty == true { lines.removeLast() } else if !lines.isEmpty { lines[lines.count - 1] = nil }
    return lines
  }

  /// Runs of exactly 64 hexadecimal digits in lower case.
  private static func digests(in bytes: [UInt8]) -> [String] {
    guard bytes.count >= 64 else { return [] }
    return bytes.split { !((0x30...0x39).contains($0) || (0x61...0x66).contains($0)) }.filter { $0.count == 64 }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
