import Vocabulary

/// What the log was at one moment: its size and the root over all its entries (C2SP tlog-checkpoint).
package struct Checkpoint: Sendable, Hashable {
  /// Names the log, by convention like its key: `example.com/candor`.
  package let origin: String
  package let size: Int64
  package let root: Digest
  package let extensions: [String]

  package init(origin: String, size: Int64, root: Digest, extensions: [String] = []) {
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  package var text: String {
    ([origin, String(size), Base64.encode(root.bytes)] + extensions).map { $0 + "\n" }.joined()
  }

  /// Reads the text of a note: lines that are not empty, a decimal without leading zeros, a base64 root of 32 bytes.
  package init?(text: String) {
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard lines.popLast() == "", lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }) else { return nil }
    guard let size = Int64(lines[1]), size >= 0, String(size) == lines[1] else { return nil }
    guard let root = Base64.decode(lines[2]).flatMap({ Digest(bytes: $0) }) else { return nil }
    self.init(origin: lines[0], size: size, root: root, extensions: Array(lines.dropFirst(3)))
  }

  /// nil where the origin or an extension line is empty or holds a control.
  package func signed(by signer: NoteSigner) -> SignedNote? {
    let lines = [origin] + extensions
    guard lines.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x20 } }) else { return nil }
    return SignedNote(text, signedBy: [signer])
  }

  package enum Reading: Sendable, Hashable {
    case signed(Checkpoint)
    case refused(Refusal)
  }

  package enum Refusal: String, Sendable, Hashable {
    case malformed = "is no checkpoint"
    case byNobodyKnown = "is not signed by a known key"
    case badSignature = "carries a signature that does not verify: its text or the signature was changed"
  }

  /// The only way from bytes to a checkpoint that may be believed.
  package static func read(_ bytes: [UInt8], keys: [NoteKey]) -> Reading {
    guard let note = SignedNote(parsing: bytes) else { return .refused(.malformed) }
    switch note.standing(for: keys) {
    case .badSignature: return .refused(.badSignature)
    case .byNobodyKnown: return .refused(.byNobodyKnown)
    case .signed: return Checkpoint(text: note.text).map { .signed($0) } ?? .refused(.malformed)
    }
  }
}
