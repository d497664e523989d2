/// An IPv4 or IPv6 address as 128 bits, so that what a mail server wrote down can be compared with ranges.
///
/// IPv4 addresses are kept in the mapped form `::ffff:a.b.c.d`, whichever way they were written.
package struct InternetAddress: Hashable, Sendable, CustomStringConvertible {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(v4 value: UInt32) { self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(value)) }

  /// Takes `192.0.2.1`, `2001:db8::1`, `::ffff:192.0.2.1`, each also with a zone (`%eth0`), `IPv6:` before it or square brackets around it.
  package init?(_ text: some StringProtocol) {
    var text = Substring(text)
    if text.utf8.first == UInt8(ascii: "[") { text.removeFirst() }
    if text.utf8.last == UInt8(ascii: "]") { text.removeLast() }
    if text.utf8.count > 5, text.utf8.prefix(5).elementsEqual("IPv6:".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
      text.removeFirst(5)
    }
    if let zone = text.utf8.firstIndex(of: UInt8(ascii: "%")) { text = text[..<zone] }
    let bytes = Array(text.utf8)
    guard (2...45).contains(bytes.count) else { return nil }
    if let value = Self.dotted(bytes[...]) {
      self.init(v4: value)
      return
    }
    guard let groups = Self.groups(bytes) else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for (index, group) in groups.enumerated() {
      if index < 4 { words.0 = words.0 << 16 | UInt64(group) } else { words.1 = words.1 << 16 | UInt64(group) }
    }
    self.init(high: words.0, low: words.1)
  }

  package var isV4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Not routed on the Internet: private, loopback, link-local, carrier-grade NAT (RFC 1918, 4193, 4291, 6598).
  package var isPrivate: Bool {
    if isV4 {
      let value = UInt32(truncatingIfNeeded: low)
      return value >> 24 == 10 || value >> 24 == 127 || value >> 20 == 0xAC1 || value >> 16 == 0xC0A8
        || value >> 16 == 0xA9FE || value >> 22 == 0x191 || value == 0
    }
    return high >> 57 == 0xFC >> 1 || high >> 54 == 0xFE80 >> 6 || (high == 0 && low <= 1)
  }

  private static func dotted(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    var part: UInt32?
    var dots = 0
    for byte in bytes {
      if byte == 0x2E {
        guard let done = part, dots < 3 else { return nil }
        value = value << 8 | done
        part = nil
        dots += 1
      } else {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        let next = (part ?? 0) * 10 + UInt32(byte - 0x30)
        guard next <= 255 else { return nil }
        part = next
      }
    }
    guard let part, dots == 3 else { return nil }
    return value << 8 | part
  }

  private static func groups(_ bytes: [UInt8]) -> [UInt16]? {
    var before: [UInt16] = []
    var after: [UInt16] = []
    var compressed = false
    var position = 0
    if bytes[0] == 0x3A {
      guard bytes[1] == 0x3A else { return nil }
      compressed = true
      position = 2
    }
    while position < bytes.count {
      let start = position
      var value: UInt32 = 0
      while position < bytes.count, let digit = hexadecimal(bytes[position]) {
        guard position - start < 4 else { return nil }
        value = value << 4 | digit
        position += 1
      }
      if position < bytes.count, bytes[position] == 0x2E, let tail = dotted(bytes[start...]) {
        let words = [UInt16(truncatingIfNeeded: tail >> 16), UInt16(truncatingIfNeeded: tail)]
        if compressed { after += words } else { before += words }
        position = bytes.count
        break
      }
      guard position > start else { return nil }
      if compressed { after.append(UInt16(value)) } else { before.append(UInt16(value)) }
      guard before.count + after.count <= 8 else { return nil }
      if position == bytes.count { break }
      guard bytes[position] == 0x3A else { return nil }
      position += 1
      guard position < bytes.count else { return nil }
      if bytes[position] == 0x3A {
        guard !compressed else { return nil }
        compressed = true
        position += 1
      }
    }
    let missing = 8 - before.count - after.count
    guard compressed ? missing >= 1 : missing == 0 else { return nil }
    return before + Array(repeating: 0, count: max(missing, 0)) + after
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  /// IPv4 dotted; IPv6 as eight groups with the first longest run of zeros shortened (RFC 5952).
  package var description: String {
    if isV4 { return (0..<4).map { String(low >> (24 - 8 * $0) & 0xFF) }.joined(separator: ".") }
    let groups = (0..<8).map { ($0 < 4 ? high >> (48 - 16 * $0) : low >> (112 - 16 * $0)) & 0xFFFF }
    var best = 0..<0
    var start: Int?
    for index in 0...8 {
      if index < 8, groups[index] == 0 {
        start = start ?? index
      } else if let begun = start {
        if index - begun > max(best.count, 1) { best = begun..<index }
        start = nil
      }
    }
    let text = { (part: ArraySlice<UInt64>) in part.map { String($0, radix: 16) }.joined(separator: ":") }
    guard !best.isEmpty else { return text(groups[...]) }
    return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
  }
}

/// A block of addresses, as `198.51.100.0/24` or `2001:db8::/32` writes it.
package struct AddressRange: Hashable, Sendable {
  package let base: InternetAddress
  /// Leading bits that count, of 128.
  package let bits: Int

  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let base = InternetAddress(parts[0]), let length = Int(parts[1]) else { return nil }
    guard (0...(base.isV4 ? 32 : 128)).contains(length) else { return nil }
    self.base = base
    bits = base.isV4 ? length + 96 : length
  }

  package func contains(_ address: InternetAddress) -> Bool {
    let high = bits >= 64 ? UInt64.max : ~(UInt64.max >> UInt64(bits))
    let low = bits <= 64 ? 0 : bits == 128 ? UInt64.max : ~(UInt64.max >> UInt64(bits - 64))
    return (address.high ^ base.high) & high == 0 && (address.low ^ base.low) & low == 0
  }
}
