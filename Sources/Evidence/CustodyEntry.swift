import Vocabulary

/// One line of the custody log: who did what to which piece of evidence, chained to the line before it.
package struct CustodyEntry: Sendable, Hashable {
  /// From 1, without gaps.
  package let number: Int64
  package let time: Timestamp
  package let actor: String
  package let kind: String
  package let subject: String
  /// JSON without personal data, kept byte for byte as it was written.
  package let body: [UInt8]
  /// What the personal data of the entry hash to, with a salt (`Commitment`); nil where there is none.
  package let commitment: Digest?
  /// `digest` of the entry before, `genesis` for the first.
  package let previous: Digest

  package init(
    number: Int64, time: Timestamp, actor: String, kind: String, subject: String, body: [UInt8], commitment: Digest?,
    previous: Digest
  ) {
    self.number = number
    self.time = time
    self.actor = actor
    self.kind = kind
    self.subject = subject
    self.body = body
    self.commitment = commitment
    self.previous = previous
  }

  package static let genesis = Digest.zero

  /// The leaf hash of the entry's canonical bytes (RFC 9162 section 2.1.1), which the next entry's `previous` repeats.
  package var digest: Digest {
    var bytes: [UInt8] = [0x00]
    appendCanonical(to: &bytes)
    return Digest(of: bytes)
  }

  package var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    appendCanonical(to: &bytes)
    return bytes
  }

  package static let header = Array("candor-log/1\n".utf8)

  /// `candor-log/1` and a line feed, then number, time (seconds), actor, kind, subject, body, commitment and previous,
  /// each after its length in 8 bytes, the highest first; numbers are 8 such bytes, an absent commitment has length 0.
  package func appendCanonical(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: Self.header)
    Self.append(number, to: &bytes)
    Self.append(time.seconds, to: &bytes)
    Self.append(actor.utf8, to: &bytes)
    Self.append(kind.utf8, to: &bytes)
    Self.append(subject.utf8, to: &bytes)
    Self.append(body, to: &bytes)
    if let commitment { Self.append(commitment.bytes, to: &bytes) } else { Self.appendWord(0, to: &bytes) }
    Self.append(previous.bytes, to: &bytes)
  }

  private static func append(_ number: Int64, to bytes: inout [UInt8]) {
    appendWord(8, to: &bytes)
    appendWord(UInt64(bitPattern: number), to: &bytes)
  }

  private static func append(_ field: some Collection<UInt8>, to bytes: inout [UInt8]) {
    appendWord(UInt64(field.count), to: &bytes)
    bytes.append(contentsOf: field)
  }

  private static func appendWord(_ word: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
