import Testing

@testable import Mail

@Suite struct TransferEncodingTests {
  @Test(
    arguments: [
      (nil, TransferEncoding.identity), ("7bit", .identity), (" 8BIT ", .identity), ("binary", .identity),
      ("Base64", .base64),
      ("base64 (why)", .base64), ("\"base64\"", .base64), ("base-64;", .base64), ("Quoted-Printable", .quotedPrintable),
      ("x-uuencode", .unknown),
      (String(repeating: "base64", count: 100_000), .unknown),
    ] as [(String?, TransferEncoding)])
  func `an encoding is known by its name`(name: String?, expected: TransferEncoding) {
    #expect(TransferEncoding(name) == expected)
  }

  @Test(arguments: [
    ("", "", 0), ("SGVsbG8=", "Hello", 0), ("SGVsbG8", "Hello", 0), ("SGVs\r\nbG8=\r\n", "Hello", 0),
    ("SGV sbG\t8=", "Hello", 0),
    ("SGVsbG8=SGVsbG8=", "HelloHello", 0), ("SGV!sb*G8=", "Hello", 2), ("SGVsbG8=====", "Hello", 0),
    ("=SGVsbG8", "Hello", 0),
    ("S", "", 0), ("Pz8_", "???", 0), ("SGVsbG8=\r\n--trailing", "Hello", 0), ("\u{0}SGVs\u{0}bG8=", "Hello", 2),
  ])
  func `base64 is read past junk and padding`(text: String, expected: String, junk: Int) {
    let (content, passed) = TransferEncoding.base64(Array(text.utf8))
    #expect(String(decoding: content, as: UTF8.self).hasPrefix(expected))
    #expect(passed == junk)
  }

  @Test(arguments: [
    ("", "", 0), ("caf=C3=A9", "caf\u{E9}", 0), ("caf=c3=a9", "caf\u{E9}", 0), ("a=\r\nb", "ab", 0), ("a=\nb", "ab", 0),
    ("a= \t\r\nb", "ab", 0),
    ("a=", "a", 0), ("a=\r\n", "a", 0), ("a=\r", "a", 0), ("a= ", "a", 0), ("a=4", "a=4", 1), ("a=G1", "a=G1", 1),
    ("1=2=3", "1=2=3", 2),
    ("a==3D", "a==", 1), ("=3D=3D", "==", 0), ("a_b", "a_b", 0), ("=\rb", "=\rb", 1), ("====", "===", 3),
  ])
  func `quoted-printable is read past what makes no sense`(text: String, expected: String, junk: Int) {
    let (content, passed) = TransferEncoding.quotedPrintable(Array(text.utf8))
    #expect(String(decoding: content, as: UTF8.self) == expected)
    #expect(passed == junk)
  }

  @Test func `what was encoded comes back whatever the bytes`() {
    let all = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 3) }
    let quoted = all.flatMap { Array(($0 < 16 ? "=0" : "=").utf8) + Array(String($0, radix: 16, uppercase: true).utf8) }
    #expect(TransferEncoding.quotedPrintable(quoted).content == all)
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for length in 0..<64 {
      var encoded: [UInt8] = []
      var bits = 0
      var value = 0
      for byte in all.prefix(length) {
        value = (value << 8 | Int(byte)) & 0xFFFF
        bits += 8
        while bits >= 6 {
          bits -= 6
          encoded.append(letters[value >> bits & 63])
        }
      }
      if bits > 0 { encoded.append(letters[value << (6 - bits) & 63]) }
      #expect(TransferEncoding.base64(encoded).content == Array(all.prefix(length)))
    }
  }

  @Test(arguments: ["=", "= ", "=\r", "=4", "A", "!", "=\r\n"])
  func `two megabytes of one piece are read to their end`(piece: String) {
    let flood = Array(String(repeating: piece, count: (2 << 20) / piece.utf8.count).utf8)
    #expect(TransferEncoding.base64(flood).content.count <= flood.count)
    #expect(TransferEncoding.quotedPrintable(flood).content.count <= flood.count)
  }
}
