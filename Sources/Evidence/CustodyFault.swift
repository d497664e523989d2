import Vocabulary

/// One thing wrong with a custody log: which entries, and what happened to them, in words.
package struct CustodyFault: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case changed, missing, added, reordered, truncated, rewritten
    /// The personal data of an entry are not those that it committed to, or are gone without an erasure.
    case personalData
  }

  package let kind: Kind
  /// Entry numbers. More than one where the log itself cannot say which of them it is.
  package let entries: ClosedRange<Int64>
  package let text: String

  package init(_ kind: Kind, _ entries: ClosedRange<Int64>, _ text: String) {
    self.kind = kind
    self.entries = entries
    self.text = text
  }

  package init(_ kind: Kind, _ entry: Int64, _ text: String) { self.init(kind, entry...entry, text) }
}

/// What a look through a whole custody log found.
package struct Verification: Sendable, Hashable {
  /// How many entries were read.
  package let size: Int64
  /// The Merkle root over the entries as they were read.
  package let root: Digest
  /// The digest of the last entry: the next one's `previous`.
  package let head: Digest
  /// By entry, at most `CustodyVerifier.mostFaults`.
  package let faults: [CustodyFault]
  /// Faults beyond those listed.
  package let more: Int
  /// The size up to which signed checkpoints vouch for the log; 0 without any.
  package let vouchedSize: Int64

  package var isSound: Bool { faults.isEmpty }
  package var firstBad: Int64? { faults.first?.entries.lowerBound }
}
