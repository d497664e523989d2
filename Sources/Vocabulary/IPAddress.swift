/// An IPv4 or IPv6 address: who connected, and what a sender policy allows.
package enum IPAddress: Hashable, Sendable, CustomStringConvertible {
  case v4(UInt32)
  /// The upper and the lower 64 bits.
  case v6(UInt64, UInt64)

  /// Reads a dotted quad (no leading zeros) or RFC 4291 section 2.2 text; no zone, port, brackets or prefix length.
  package init?(_ text: some StringProtocol) {
    let read: IPAddress?? = text.utf8.withContiguousStorageIfAvailable {
      IPAddress(utf8: UnsafeBufferPointer(rebasing: $0.prefix(46)))
    }
    guard let address = read ?? IPAddress(bytes: Array(text.utf8.prefix(46))[...]) else { return nil }
    self = address
  }

  package init?(bytes: ArraySlice<UInt8>) {
    guard let address = bytes.withUnsafeBufferPointer({ IPAddress(utf8: $0) }) else { return nil }
    self = address
  }

  package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.prefix(5).contains(UInt8(ascii: ":")) {
      guard let address = Self.readV6(bytes) else { return nil }
      self = address
    } else {
      guard let word = Self.readV4(bytes[...]) else { return nil }
      self = .v4(word)
    }
  }

  /// The IPv4 address inside `::ffff:0:0/96`, every other address as it is.
  package var unmapped: IPAddress {
    if case .v6(0, let low) = self, low >> 32 == 0xFFFF { return .v4(UInt32(truncatingIfNeeded: low)) }
    return self
  }

  package var isV4: Bool {
    if case .v4 = self { return true }
    return false
  }

  /// Whether the first `length` bits are those of `network`; false across families or for a length that the family
  /// does not have.
  package func isWithin(_ network: IPAddress, prefix length: Int) -> Bool {
    switch (self, network) {
    case (.v4(let own), .v4(let other)):
      guard (0...32).contains(length) else { return false }
      return length == 0 || (own ^ other) >> UInt32(32 - length) == 0
    case (.v6(let high, let low), .v6(let otherHigh, let otherLow)):
      guard (0...128).contains(length) else { return false }
      if length <= 64 { return length == 0 || (high ^ otherHigh) >> UInt64(64 - length) == 0 }
      return high == otherHigh && (low ^ otherLow) >> UInt64(128 - length) == 0
    default: return false
    }
  }

  /// The four bits groups of an IPv6 address as 32 hexadecimal digits, or the four decimal octets.
  package var digits: [String] {
    switch self {
    case .v4(let word): stride(from: 24, through: 0, by: -8).map { String((word >> UInt32($0)) & 255) }
    case .v6(let high, let low):
      [high, low].flatMap { half in
        stride(from: 60, through: 0, by: -4).map { String((half >> UInt64($0)) & 15, radix: 16) }
      }
    }
  }

  /// The name that holds the PTR records of this address (RFC 1035 section 3.5, RFC 3596 section 2.5).
  package var reverseName: String {
    digits.reversed().joined(separator: ".") + (isV4 ? ".in-addr.arpa" : ".ip6.arpa")
  }

  /// Dotted quad, or RFC 5952.
  package var description: String {
    guard case .v6(let high, let low) = self else { return digits.joined(separator: ".") }
    let groups = [high, low].flatMap { half in
      stride(from: 48, through: 0, by: -16).map { UInt16(truncatingIfNeeded: half >> UInt64($0)) }
    }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > longest.count { longest = start..<end }
      start = max(end, start) + 1
    }
    let texts = groups.map { String($0, radix: 16) }
    guard longest.count >= 2 else { return texts.joined(separator: ":") }
    return texts[..<longest.lowerBound].joined(separator: ":") + "::"
      + texts[longest.upperBound...].joined(separator: ":")
  }

  private static func readV4(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
    var word: UInt32 = 0
    var octet: UInt32 = 0
    var (digits, dots) = (0, 0)
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        word = word << 8 | octet
        (octet, digits) = (0, 0)
        dots += 1
      } else {
        guard (0x30...0x39).contains(byte), digits == 0 || octet > 0 else { return nil }
        octet = octet * 10 + UInt32(byte - 0x30)
        digits += 1
        guard octet <= 255 else { return nil }
      }
    }
    guard dots == 3, digits > 0 else { return nil }
    return word << 8 | octet
  }

  private static func readV6(_ bytes: UnsafeBufferPointer<UInt8>) -> IPAddress? {
    var groups = SIMD8<UInt16>()
    var count = 0
    var gap: Int?
    var index = 0
    if bytes.count >= 2, bytes[0] == UInt8(ascii: ":"), bytes[1] == UInt8(ascii: ":") {
      gap = 0
      index = 2
    }
    while index < bytes.count {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
      let group = bytes[index..<end]
      if end == bytes.count, group.contains(UInt8(ascii: ".")) {
        guard count <= 6, let word = readV4(group) else { return nil }
        groups[count] = UInt16(word >> 16)
        groups[count + 1] = UInt16(truncatingIfNeeded: word)
        count += 2
        break
      }
      guard (1...4).contains(group.count), count < 8 else { return nil }
      var value: UInt16 = 0
      for digit in group {
        guard let digit = Hexadecimal.value(digit) else { return nil }
        value = value << 4 | UInt16(digit)
      }
      groups[count] = value
      count += 1
      guard end < bytes.count else { break }
      index = end + 1
      guard index < bytes.count else { return nil }
      if bytes[index] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        gap = count
        index += 1
      }
    }
    if let gap {
      guard count < 8 else { return nil }
      var spread = SIMD8<UInt16>()
      for group in 0..<gap { spread[group] = groups[group] }
      for group in gap..<count { spread[group + 8 - count] = groups[group] }
      groups = spread
    } else {
      guard count == 8 else { return nil }
    }
    func half(_ start: Int) -> UInt64 {
      (start..<start + 4).reduce(UInt64(0)) { $0 << 16 | UInt64(groups[$1]) }
    }
    return .v6(half(0), half(4))
  }
}
