/// Text as 7-bit lines of at most 76 characters that decode to exactly the same (RFC 2045 section 6.7).
enum QuotedPrintable {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// `lines` become lines that end in CRLF.
  static func encode(_ lines: some Sequence<Substring>) -> [UInt8] {
    var out: [UInt8] = []
    for line in lines {
      let bytes = Array(line.utf8)
      var column = 0
      for (index, byte) in bytes.enumerated() {
        let isLast = index + 1 == bytes.count
        let isPlain = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=") || byte == 0x20 && !isLast
        // A dot, and "From ", that stand alone at the start of a line are changed by some servers.
        let isFragile = column == 0 && (byte == UInt8(ascii: ".") || bytes[index...].starts(with: "From ".utf8))
        let code: [UInt8] = isPlain && !isFragile ? [byte] : escape(byte)
        if column + code.count > (isLast ? 76 : 75) {
          out += "=\r\n".utf8
          column = 0
        }
        out += code
        column += code.count
      }
      out += "\r\n".utf8
    }
    return out
  }

  static func escaped(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap(escape), as: UTF8.self)
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
