extension String {
  /// The bytes as text, A to Z as a to z and every other byte as it is: how names are compared that ASCII alone can spell.
  package init(smallLetters bytes: UnsafeBufferPointer<UInt8>) {
    var capitals: UInt8 = 0
    for byte in bytes { capitals |= byte &- 0x41 < 26 ? 1 : 0 }
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
}
