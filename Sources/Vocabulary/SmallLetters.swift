extension String {
  /// The bytes as text, A to Z as a to z and every other byte as it is: how names are compared that ASCII alone can spell.
  package init(smallLetters bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    var capitals: UInt64 = 0
    var index = 0
    while index + 8 <= raw.count {
      capitals |= Self.capitals(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    while index < raw.count {
      capitals |= raw[index] &- 0x41 < 26 ? 1 : 0
      index += 1
    }
    guard capitals > 0 else {
      self.init(decoding: bytes, as: UTF8.self)
      return
    }
    self = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { out in
      for index in bytes.indices {
        let byte = bytes[index]
        out[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
      }
      return String(decoding: UnsafeBufferPointer(rebasing: out[..<bytes.count]), as: UTF8.self)
    }
  }

  /// The high bit of each byte that is a capital of ASCII.
  private static func capitals(_ word: UInt64) -> UInt64 {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    return (low &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(low &+ 0x2525_2525_2525_2525) & ~word & 0x8080_8080_8080_8080
  }
}
