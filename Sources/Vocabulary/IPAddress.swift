/// An IPv4 or IPv6 address: who connected, and what a sender policy allows.
package enum IPAddress: Hashable, Sendable, CustomStringConvertible {
  case v4(UInt32)
  /// The upper and the lower 64 bits.
  case v6(UInt64, UInt64)

  /// Reads a dotted quad (no leading zeros) or RFC 4291 section 2.2 text; no zone, port, brackets or prefix length.
  package init?(_ text: some StringProtocol) { self.init(bytes: Array(text.utf8.prefix(46))[...]) }

  package init?(bytes: ArraySlice<UInt8>) {
    if bytes.contains(UInt8(ascii: ":")) {
      guard let address = Self.readV6(bytes) else { return nil }
      self = address
    } else {
      guard let word = Self.readV4(bytes) else { return nil }
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

  private static func readV4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
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

  private static func readV6(_ bytes: ArraySlice<UInt8>) -> IPAddress? {
    var groups: [UInt16] = []
    var gap: Int?
    var index = bytes.startIndex
    if bytes.starts(with: "::".utf8) {
      gap = 0
      index += 2
    }
    while index < bytes.endIndex {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
      let group = bytes[index..<end]
      if end == bytes.endIndex, group.contains(UInt8(ascii: ".")) {
        guard let word = readV4(group) else { return nil }
        groups += [UInt16(word >> 16), UInt16(truncatingIfNeeded: word)]
        break
      }
      guard (1...4).contains(group.count), groups.count < 8 else { return nil }
      var value: UInt16 = 0
      for digit in group {
        guard let digit = Hexadecimal.value(digit) else { return nil }
        value = value << 4 | UInt16(digit)
      }
      groups.append(value)
      guard end < bytes.endIndex else { break }
      index = end + 1
      guard index < bytes.endIndex else { return nil }
      if bytes[index] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        gap = groups.count
        index += 1
      }
    }
    if let gap {
      guard groups.count < 8 else { return nil }
      groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    let halves = [groups[..<4], groups[4...]].map { $0.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
    return .v6(halves[0], halves[1])
  }
}
