import Vocabulary

/// An entry whose `previous` is not the digest of the entry before it. Which of the two was changed, the entries after them tell.
struct BrokenLink: Sendable {
  let entry: CustodyEntry
  /// The digest of the entry before.
  let before: [UInt8]
  private let isFirst: Bool

  init(entry: CustodyEntry, before: [UInt8]) {
    self.entry = entry
    self.before = before
    isFirst = entry.number <= 1
  }

  /// How many deleted or added entries a renumbering may hide and still be told from other changes.
  private static let farthest: Int64 = 64

  static func text(_ entries: ClosedRange<Int64>) -> String {
    let (first, last) = (entries.lowerBound, entries.upperBound)
    return first == last
      ? "entry \(first) was changed: the entry after it holds another digest of it"
      : "entry \(first) or \(last) was changed: \(last) holds another digest than that of \(first)"
  }

  /// `next` is any later entry, `hash` the digest of the one just before it; nil where it tells nothing.
  func fault(next: CustodyEntry, hash: [UInt8]) -> CustodyFault? {
    let number = entry.number
    if isFirst {
      return CustodyFault(.changed, 1, "entry 1 was changed: it does not begin a log")
    }
    if next.number == number + 1 {
      if next.previous.bytes == hash {
        return CustodyFault(.changed, number - 1, Self.text((number - 1)...(number - 1)))
      }
      if let original = Digest(bytes: before), copy(number: number, previous: original).digest == next.previous {
        return CustodyFault(
          .changed, number,
          "entry \(number) was changed: its digest of the entry before is not the one it was made with")
      }
      if let fault = renumbered(next: next) { return fault }
    }
    guard next.previous.bytes == before else { return nil }
    return CustodyFault(
      .added, number, "entry \(number) does not belong here: entry \(next.number) continues the one before it")
  }

  private func renumbered(next: CustodyEntry) -> CustodyFault? {
    let number = entry.number
    for distance in 1...Self.farthest {
      if copy(number: number + distance, previous: entry.previous).digest == next.previous {
        let what = distance == 1 ? "an entry was" : "\(distance) entries were"
        return CustodyFault(.missing, number, "\(what) taken out before entry \(number), and the rest numbered anew")
      }
      guard number > distance else { continue }
      if copy(number: number - distance, previous: entry.previous).digest == next.previous {
        let first = number - distance
        return CustodyFault(
          .added, first, "entry \(first) was put in, and the entries from \(number) on were numbered anew")
      }
    }
    return nil
  }

  private func copy(number: Int64, previous: Digest) -> CustodyEntry {
    CustodyEntry(
      number: number, time: entry.time, actor: entry.actor, kind: entry.kind, subject: entry.subject, body: entry.body,
      commitment: entry.commitment, previous: previous)
  }

  /// Nothing after it said more.
  var unresolved: CustodyFault {
    if isFirst { return CustodyFault(.changed, 1, "entry 1 was changed: it does not begin a log") }
    let entries = (entry.number - 1)...entry.number
    return CustodyFault(.changed, entries, Self.text(entries))
  }
}
