import CSodium
import Vocabulary

/// 32 random bytes that open a session or a one-time link. Only its digest is ever stored.
package struct Secret: Sendable, Hashable {
  package let bytes: [UInt8]

  package init() { bytes = Self.random(32) }

  /// Reads `text`.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 64, let bytes = Hexadecimal.decode(text) else { return nil }
    self.bytes = bytes
  }

  /// 64 hexadecimal digits.
  package var text: String { Hexadecimal.encode(bytes) }

  package var digest: Digest { Digest(of: bytes) }

  /// What a form carries to show that this site made it for whoever holds this secret.
  package var formToken: String { Digest(of: Array("candor form ".utf8) + bytes).hex }

  static func random(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { randombytes_buf(start, count) }
      filled = count
    }
  }

  /// In a time that does not depend on where they differ.
  package static func same(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    return left.count == right.count && sodium_memcmp(left, right, left.count) == 0
  }
}
