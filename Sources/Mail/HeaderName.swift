/// Field names as numbers, since a header is asked for a dozen names and most of its fields have others.
package enum HeaderName {
  @inline(__always) static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Eight letters at a time: A to Z become small, every other byte stays.
  @inline(__always) private static func lower(_ word: UInt64) -> UInt64 {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
    let afterZ = low &+ 0x2525_2525_2525_2525
    return word | (fromA & ~afterZ & ~word & 0x8080_8080_8080_8080) >> 2
  }

  /// Equal for equal names, capitals or not; unequal ones seldom share it.
  @inline(__always) static func mark(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let start = UnsafeRawPointer(name.baseAddress) else { return 0 }
    var (first, last): (UInt64, UInt64) = (0, 0)
    if name.count >= 8 {
      first = lower(start.loadUnaligned(as: UInt64.self))
      last = lower(start.loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self))
    } else {
      for byte in name { first = first << 8 | UInt64(lower(byte)) }
    }
    let mixed = (first ^ (last &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
    return (mixed ^ mixed >> 29) &+ UInt64(name.count)
  }

  package static func mark(_ name: String) -> UInt64 {
    if let mark = name.utf8.withContiguousStorageIfAvailable({ mark($0) }) { return mark }
    return Array(name.utf8).withUnsafeBufferPointer { mark($0) }
  }
}
