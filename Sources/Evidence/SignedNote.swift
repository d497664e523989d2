import Vocabulary

/// A text and signatures under it (C2SP signed-note). Nothing in it counts until `isSigned(by:)` said so.
package struct SignedNote: Sendable, Hashable {
  package struct Signature: Sendable, Hashable {
    package let name: String
    package let keyID: UInt32
    package let bytes: [UInt8]
  }

  /// Ends in a line feed.
  package let text: String
  package let signatures: [Signature]

  package static let longest = 1 << 20
  package static let mostSignatures = 64
  private static let dash = Array("— ".utf8)

  /// nil where `text` does not end in a line feed or has other controls.
  package init?(_ text: String, signedBy signers: [NoteSigner]) {
    let bytes = Array(text.utf8)
    guard bytes.last == 0x0A, bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }), !signers.isEmpty else { return nil }
    self.text = text
    signatures = signers.map { signer in
      Signature(name: signer.key.name, keyID: signer.key.id, bytes: signer.signature(of: bytes))
    }
  }

  /// Reads a note strictly; nil for anything that the specification does not allow, or that is over the limits above.
  package init?(parsing bytes: [UInt8]) {
    guard bytes.count <= Self.longest, bytes.last == 0x0A, bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }),
      String(validating: bytes, as: UTF8.self) != nil
    else { return nil }
    guard let gap = (1..<bytes.count).last(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }) else { return nil }
    let lines = bytes[(gap + 1)...].dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count <= Self.mostSignatures, bytes.count > gap + 1 else { return nil }
    var signatures: [Signature] = []
    for line in lines {
      guard let signature = Self.signature(line) else { return nil }
      signatures.append(signature)
    }
    text = String(decoding: bytes[..<gap], as: UTF8.self)
    self.signatures = signatures
  }

  private static func signature(_ line: ArraySlice<UInt8>) -> Signature? {
    guard line.starts(with: dash) else { return nil }
    let rest = String(decoding: line.dropFirst(dash.count), as: UTF8.self)
    let parts = rest.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, NoteKey.isName(parts[0]), let bytes = Base64.decode(parts[1]), bytes.count > 4 else {
      return nil
    }
    let id = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Signature(name: String(parts[0]), keyID: id, bytes: Array(bytes.dropFirst(4)))
  }

  package var bytes: [UInt8] {
    var out = Array(text.utf8) + [0x0A]
    for signature in signatures {
      let id = (0..<4).map { UInt8(truncatingIfNeeded: signature.keyID >> UInt32(24 - $0 * 8)) }
      out += Self.dash + Array("\(signature.name) \(Base64.encode(id + signature.bytes))\n".utf8)
    }
    return out
  }

  package enum Standing: Sendable, Hashable {
    case signed
    case byNobodyKnown
    /// A known key's line does not verify: the text or the line was changed.
    case badSignature
  }

  /// At least one known key signed, and no line of a known key fails; lines of other keys are passed over.
  package func standing(for keys: [NoteKey]) -> Standing {
    let text = Array(self.text.utf8)
    var standing = Standing.byNobodyKnown
    for signature in signatures {
      for key in keys where key.name.utf8.elementsEqual(signature.name.utf8) && key.id == signature.keyID {
        guard key.verifies(signature.bytes, of: text) else { return .badSignature }
        standing = .signed
      }
    }
    return standing
  }
}
