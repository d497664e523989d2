import Vocabulary

/// A promise of personal bytes that the log keeps in their place: they can be erased, and the chain still verifies.
package enum Commitment {
  /// Bytes of a salt, which is erased together with what it hides: else short texts could be guessed.
  package static let saltLength = 32

  /// SHA-256 over the salt and then the bytes.
  package static func commit(salt: [UInt8], bytes: [UInt8]) -> Digest { Digest(of: salt + bytes) }

  /// Whether these are the salt and the bytes that were committed to.
  package static func opens(_ commitment: Digest, salt: [UInt8], bytes: [UInt8]) -> Bool {
    salt.count == saltLength && commit(salt: salt, bytes: bytes) == commitment
  }
}
