/// A `tag=value; tag=value` list, the form that DKIM signatures and keys, ARC and DMARC records share (RFC 6376
/// section 3.2).
package struct TagList: Sendable {
  package struct Tag: Sendable {
    package let name: String
    /// The name's bytes in one word; 0 for names over eight bytes.
    fileprivate let key: UInt64
    /// Without the white space around it; white space inside is kept.
    package let value: ArraySlice<UInt8>
    package var text: String { String(decoding: value, as: UTF8.self) }
  }

  package let tags: [Tag]
  /// A tag stood twice, a name was malformed, an `=` was missing, or a bound was passed: RFC 6376 makes the whole
  /// list invalid.
  package let isMalformed: Bool

  package static let mostTags = 64
  package static let longest = 64 << 10

  package init(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes.prefix(Self.longest + 1))
    var tags: [Tag] = []
    var malformed = bytes.count > Self.longest
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
      let item = Self.trimmed(bytes[start..<end])
      start = end + 1
      guard !item.isEmpty else {
        // Only the last semicolon may stand before nothing.
        if end < bytes.count { malformed = true }
        continue
      }
      guard let equals = item.firstIndex(of: UInt8(ascii: "=")) else {
        malformed = true
        continue
      }
      let name = Self.trimmed(item[..<equals])
      guard let first = name.first, Self.isLetter(first),
        name.allSatisfy({ Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }),
        name.count <= 64
      else {
        malformed = true
        continue
      }
      guard tags.count < Self.mostTags else {
        malformed = true
        break
      }
      let word = String(decoding: name, as: UTF8.self)
      let key = Self.key(name)
      if tags.contains(where: { $0.key == key && (key != 0 || $0.name == word) }) {
        malformed = true
      } else {
        tags.append(Tag(name: word, key: key, value: Self.trimmed(item[(equals + 1)...])))
      }
    }
    self.tags = tags
    isMalformed = malformed
  }

  /// Names are compared as written; the first tag of that name.
  package subscript(name: String) -> ArraySlice<UInt8>? {
    let key = Self.key(name.utf8)
    return tags.first { $0.key == key && (key != 0 || $0.name == name) }?.value
  }

  package func text(_ name: String) -> String? { self[name].map { String(decoding: $0, as: UTF8.self) } }

  /// The value without any white space, as base64 and lists of names are read.
  package func solid(_ name: String) -> [UInt8]? {
    guard let value = self[name] else { return nil }
    return [UInt8](unsafeUninitializedCapacity: value.count) { out, count in
      value.withUnsafeBufferPointer { bytes in
        for byte in bytes where !Self.isSpace(byte) {
          out[count] = byte
          count += 1
        }
      }
    }
  }

  private static func key(_ name: some Collection<UInt8>) -> UInt64 {
    name.count > 8 ? 0 : name.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A whole number of at most `digits` decimal digits; nil where the tag is missing or something else.
  package func number(_ name: String, digits: Int = 12) -> Int64? {
    guard let value = self[name], !value.isEmpty, value.count <= min(digits, 18),
      value.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return value.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
  }

  package static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

  package static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return bytes
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
