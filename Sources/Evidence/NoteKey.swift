import CSodium
import Vocabulary

/// Whose signature on a note is believed: a name and an Ed25519 public key (C2SP signed-note).
package struct NoteKey: Sendable, Hashable {
  package let name: String
  /// 32 bytes.
  package let publicKey: [UInt8]
  /// The first 4 bytes of SHA-256 over name, line feed, 0x01 and key.
  package let id: UInt32

  package init?(name: String, publicKey: [UInt8]) {
    guard Self.isName(name), publicKey.count == Int(crypto_sign_PUBLICKEYBYTES) else { return nil }
    self.name = name
    self.publicKey = publicKey
    id = Digest(of: Array(name.utf8) + [0x0A, 0x01] + publicKey).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads `name+1a2b3c4d+base64`, where the base64 is of 0x01 and the key; nil also where the id is not the key's.
  package init?(_ text: String) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.decode(parts[2]), bytes.first == 0x01 else { return nil }
    self.init(name: String(parts[0]), publicKey: Array(bytes.dropFirst()))
    guard parts[1] == hexID[...] else { return nil }
  }

  package var text: String { "\(name)+\(hexID)+\(Base64.encode([0x01] + publicKey))" }

  var idBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: id >> UInt32(24 - $0 * 8)) } }
  private var hexID: String { Hexadecimal.encode(idBytes) }

  /// Not empty, and neither spaces nor controls nor `+` in it.
  static func isName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy { $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace }
  }

  package func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool {
    guard signature.count == Int(crypto_sign_BYTES) else { return false }
    return crypto_sign_verify_detached(signature, text, UInt64(text.count), publicKey) == 0
  }
}

/// The secret half of a `NoteKey`. Its seed is kept by whoever made it; it has no form that prints.
package struct NoteSigner: Sendable {
  package let key: NoteKey
  private let secret: [UInt8]

  /// `seed` is 32 random bytes (RFC 8032 section 5.1.5); the same seed is the same key.
  package init?(name: String, seed: [UInt8]) {
    guard seed.count == Int(crypto_sign_SEEDBYTES) else { return nil }
    var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
    var secret = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
    guard crypto_sign_seed_keypair(&publicKey, &secret, seed) == 0, let key = NoteKey(name: name, publicKey: publicKey)
    else { return nil }
    self.key = key
    self.secret = secret
  }

  func signature(of text: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
    crypto_sign_detached(&signature, nil, text, UInt64(text.count), secret)
    return signature
  }
}

extension NoteSigner: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "NoteSigner(\(key.text))" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["key": key]) }
}
