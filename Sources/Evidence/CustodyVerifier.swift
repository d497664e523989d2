import Vocabulary

/// Reads a custody log from its first entry to its last and finds what was done to it.
package struct CustodyVerifier: Sendable {
  package static let mostFaults = 100

  /// 32 bytes an entry, in the order read.
  private var hashes: [UInt8] = []
  private var canonical: [UInt8] = []
  private var count: Int64 = 0
  private var expected: Int64 = 1
  /// The last entry's digest is that of `CustodyEntry.genesis` before the first.
  private var head = [UInt8](repeating: 0, count: 32)
  private var chain: CustodyFault?
  private var suspicion: BrokenLink?
  private var payloads: [CustodyFault] = []
  /// The first entry beside which another digest was kept than its own.
  private var disowned: Int64?
  private var more = 0

  package init() { canonical.reserveCapacity(1024) }

  /// Takes the next entry, without a look at personal data.
  package mutating func add(_ entry: CustodyEntry) {
    place(entry)
    canonical.removeAll(keepingCapacity: true)
    canonical.append(0x00)
    entry.appendCanonical(to: &canonical)
    head.withUnsafeMutableBytes { out in canonical.withUnsafeBytes { Digest.write(of: $0, to: out) } }
    hashes.append(contentsOf: head)
  }

  /// Takes the next entry where an export shows its place alone.
  package mutating func add(_ withheld: WithheldEntry) {
    place(
      CustodyEntry(
        number: withheld.number, time: Timestamp(seconds: 0), actor: "", kind: "", subject: "", body: [],
        commitment: nil, previous: withheld.previous))
    head = withheld.digest.bytes
    hashes.append(contentsOf: head)
  }

  /// Holds its number and `previous` against what came before.
  private mutating func place(_ entry: CustodyEntry) {
    count += 1
    if let broken = suspicion { judge(broken, next: entry) }
    if let gap = chain, gap.kind == .missing, gap.entries.contains(entry.number) {
      chain = CustodyFault(
        .reordered, gap.entries, "entry \(entry.number) is out of its order: it stands after entry \(expected - 1)")
    }
    if chain == nil { compareNumber(entry) }
    expected = max(expected, entry.number == .max ? .max : entry.number + 1)
    if chain == nil, suspicion == nil, entry.previous.bytes != head {
      suspicion = BrokenLink(entry: entry, before: head)
    }
  }

  /// Takes the next entry with its personal data, where they are still kept. Whether they may be gone, `judge` says.
  package mutating func add(_ entry: CustodyEntry, personal: (salt: [UInt8], bytes: [UInt8])?) {
    add(entry)
    guard let personal else { return }
    if let commitment = entry.commitment {
      guard !Commitment.opens(commitment, salt: personal.salt, bytes: personal.bytes) else { return }
      accuse(entry.number, "holds other personal data than those that it committed to")
    } else {
      accuse(entry.number, "holds personal data that it never committed to")
    }
  }

  /// `isErased` says whether an erasure of the entry's personal data is on record, which is known at the end of the log only.
  package mutating func judge(_ entry: Int64, isKept: Bool, isErased: Bool) {
    if !isKept, !isErased { accuse(entry, "has lost its personal data, and no erasure is on record") }
    if isKept, isErased { accuse(entry, "still holds personal data that are on record as erased") }
  }

  private mutating func accuse(_ entry: Int64, _ what: String) {
    guard payloads.count < Self.mostFaults else { return more += 1 }
    payloads.append(CustodyFault(.personalData, entry, "entry \(entry) \(what)"))
  }

  /// Holds the entry that was just taken against the digest that was kept beside it: nothing else vouches for the last one.
  package mutating func compare(_ entry: CustodyEntry, kept digest: Digest?) {
    if disowned == nil, digest?.bytes.elementsEqual(head) != true { disowned = entry.number }
  }

  private mutating func compareNumber(_ entry: CustodyEntry) {
    let number = entry.number
    guard number != expected else { return }
    if let broken = suspicion { return chain = broken.unresolved }
    if number > expected {
      let last = number - 1
      let what = last == expected ? "entry \(expected) is missing" : "entries \(expected) to \(last) are missing"
      chain = CustodyFault(.missing, expected...last, "\(what): entry \(number) stands in the place")
    } else {
      chain = CustodyFault(
        .added, max(number, 1),
        "a second entry says that it is number \(number): one of the two was put in, or a number was changed")
    }
  }

  private mutating func judge(_ broken: BrokenLink, next: CustodyEntry) {
    guard chain == nil else { return suspicion = nil }
    if let fault = broken.fault(next: next, hash: head) {
      chain = fault
      suspicion = nil
    }
  }

  /// Closes the log. `checkpoints` are those whose signatures were verified, in any order.
  package mutating func finish(checkpoints: [Checkpoint] = []) -> Verification {
    if chain == nil, let broken = suspicion { chain = broken.unresolved }
    if let disowned, chain.map({ $0.isVaguer(than: disowned) }) ?? true {
      chain = CustodyFault(.changed, disowned, "entry \(disowned) was changed: the digest kept beside it is another")
    }
    var range = CompactRange()
    var faults: [CustodyFault] = []
    var vouched: Int64 = 0
    for checkpoint in checkpoints.sorted(by: { $0.size < $1.size }) {
      guard checkpoint.size <= count else {
        faults.append(truncation(at: checkpoint))
        break
      }
      fill(&range, to: checkpoint.size)
      if range.root == checkpoint.root {
        if faults.isEmpty { vouched = checkpoint.size }
      } else if faults.isEmpty {
        faults.append(rewriting(from: vouched, at: checkpoint))
      } else {
        more += 1
      }
    }
    fill(&range, to: count)
    if let chain { faults = chain.explaining(faults, vouched: vouched) }
    faults = (faults + payloads).sorted { $0.entries.lowerBound < $1.entries.lowerBound }
    return Verification(
      size: count, root: range.root, head: Digest(bytes: head) ?? .zero, faults: faults, more: more,
      vouchedSize: vouched)
  }

  private func fill(_ range: inout CompactRange, to size: Int64) {
    hashes.withUnsafeBytes { bytes in
      while range.size < size {
        let start = Int(range.size) * 32
        range.append(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 32]))
      }
    }
  }

  private func truncation(at checkpoint: Checkpoint) -> CustodyFault {
    CustodyFault(
      .truncated, (count + 1)...checkpoint.size,
      "the log ends at entry \(count), but a signed checkpoint says that it had \(checkpoint.size)")
  }

  private func rewriting(from vouched: Int64, at checkpoint: Checkpoint) -> CustodyFault {
    let first = min(vouched + 1, max(checkpoint.size, 1))
    let which = first >= checkpoint.size ? "entry \(first) is" : "of entries \(first) to \(checkpoint.size) one is"
    return CustodyFault(
      .rewritten, first...max(checkpoint.size, first),
      "\(which) not what the signed checkpoint at size \(checkpoint.size) was made over")
  }
}

extension CustodyFault {
  /// It begins after that entry, or cannot say whether it is that one.
  fileprivate func isVaguer(than entry: Int64) -> Bool {
    entry < entries.lowerBound || kind == .changed && entries.count > 1 && entries.contains(entry)
  }

  /// A break of the chain explains a root that does not fit; what a checkpoint vouches for is not what is broken.
  fileprivate func explaining(_ others: [CustodyFault], vouched: Int64) -> [CustodyFault] {
    let rest = others.filter { $0.kind == .truncated && kind != .missing }
    let lower = max(entries.lowerBound, min(vouched + 1, entries.upperBound))
    guard lower > entries.lowerBound, kind == .changed else { return [self] + rest }
    return [
      CustodyFault(.changed, lower...entries.upperBound, BrokenLink.text(lower...entries.upperBound))
    ] + rest
  }
}
