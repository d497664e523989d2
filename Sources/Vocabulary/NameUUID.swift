import CCrypto

/// A UUID made of a namespace and a name (RFC 9562 section 5.5, version 5), so that the same thing always has the same one.
package struct NameUUID: Hashable, Sendable, CustomStringConvertible {
  /// 16 bytes.
  package let bytes: [UInt8]

  package init(in namespace: NameUUID, name: some Collection<UInt8>) {
    let content = namespace.bytes + Array(name)
    var hash = [UInt8](repeating: 0, count: 20)
    EVP_Digest(content, content.count, &hash, nil, EVP_sha1(), nil)
    hash[6] = hash[6] & 0x0F | 0x50
    hash[8] = hash[8] & 0x3F | 0x80
    bytes = Array(hash.prefix(16))
  }

  package init(in namespace: NameUUID, name: String) { self.init(in: namespace, name: name.utf8) }

  /// Reads a UUID of any version; nil where it is not 32 hexadecimal digits, hyphens set aside.
  package init?(_ text: String) {
    guard let bytes = Hexadecimal.decode(text.filter { $0 != "-" }), bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  package init(_ high: UInt64, _ low: UInt64) {
    bytes = [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) } }
  }

  package var description: String {
    let hex = Array(Hexadecimal.encode(bytes))
    return [hex[0..<8], hex[8..<12], hex[12..<16], hex[16..<20], hex[20..<32]].map { String($0) }
      .joined(separator: "-")
  }
}
