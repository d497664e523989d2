/// Looks at sixteen bytes at once, for text in which what is looked for stands a few bytes on; over longer ways memchr is faster.
enum ByteScan {
  /// The first of sixteen places for which `stop` says 0xFF rather than 0; 16 where it does for none. Without a branch, so that the
  /// compiler makes one comparison of sixteen.
  @inline(__always) static func first(_ stop: (_ index: Int) -> UInt8) -> Int {
    var first: UInt8 = 16
    for index in 0..<16 { first = min(first, UInt8(truncatingIfNeeded: index) | (~stop(index) & 16)) }
    return Int(first)
  }

  /// 0xFF where they are equal, else 0.
  @inline(__always) static func isSame(_ one: UInt8, _ other: UInt8) -> UInt8 { one == other ? 0xFF : 0 }
}
