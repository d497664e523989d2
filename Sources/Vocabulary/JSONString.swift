/// A JSON string (RFC 8259 section 7) at the end of bytes: controls, quotes and backslashes escaped; `<`, `>` and `&` too, so that the text stays
/// harmless inside a page, and what turns a line's direction or can't be seen, so that a terminal or editor shows what is there.
package enum JSONString {
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    var text = text
    let isPlain = text.withUTF8 { utf8 in
      for byte in utf8 where !Self.isPlain(byte) { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if !isPlain {
      for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    }
    bytes.append(0x22)
  }

  /// ASCII that stands for itself.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C && byte != 0x3C && byte != 0x3E && byte != 0x26
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar.value {
    case 0x22: bytes.append(contentsOf: "\\\"".utf8)
    case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0..<0x20, 0x26, 0x3C, 0x3E, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      for unit in Unicode.UTF16.encode(scalar) ?? .init() {
        bytes.append(contentsOf: "\\u".utf8)
        for shift in stride(from: UInt16(12), through: 0, by: -4) {
          let digit = UInt8(truncatingIfNeeded: unit >> shift) & 15
          bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
        }
      }
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }
  }
}
