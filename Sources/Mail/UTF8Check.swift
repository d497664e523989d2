/// Tells whether bytes are UTF-8 without making text of them: what is only read on need not be copied.
enum UTF8Check {
  /// Well-formed as the Unicode Standard, table 3-7, says.
  static func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = bytes.count
    var index = 0
    while index < count {
      // Letters of ASCII, which most of any page is, many at a time.
      if index + 32 <= count {
        let first = raw.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
        if (first[0] | first[1] | first[2] | first[3]) & 0x8080_8080_8080_8080 == 0 {
          index += 32
          continue
        }
      }
      if index + 8 <= count, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
        index += 8
        continue
      }
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
      guard length > 0, index + length <= count, second(after: lead).contains(bytes[index + 1]) else { return false }
      for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return false }
      index += length
    }
    return true
  }

  /// What may follow: neither overlong forms, nor surrogates, nor beyond U+10FFFF.
  private static func second(after lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
