/// A block of addresses, as `198.51.100.0/24` or `2001:db8::/32` writes it.
package struct AddressRange: Hashable, Sendable {
  package let base: IPAddress
  package let length: Int

  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let base = IPAddress(parts[0]), let length = Int(parts[1]) else { return nil }
    guard (0...(base.isV4 ? 32 : 128)).contains(length) else { return nil }
    self.base = base
    self.length = length
  }

  package func contains(_ address: IPAddress) -> Bool { address.unmapped.isWithin(base, prefix: length) }
}

extension [AddressRange] {
  /// Whether the address stands in any of them: they are many, and none is copied.
  package func hold(_ address: IPAddress) -> Bool {
    let address = address.unmapped
    for index in indices where address.isWithin(self[index].base, prefix: self[index].length) { return true }
    return false
  }
}

extension IPAddress {
  /// Not routed on the Internet: private, loopback, link-local, carrier-grade NAT (RFC 1918, 6598, 4193, 4291).
  package var isPrivate: Bool {
    switch unmapped {
    case .v4(let word):
      word == 0 || word >> 24 == 10 || word >> 24 == 127 || word >> 20 == 0xAC1 || word >> 16 == 0xC0A8
        || word >> 16 == 0xA9FE || word >> 22 == 0x191
    case .v6(let high, let low): high >> 57 == 0x7E || high >> 54 == 0x3FA || (high == 0 && low <= 1)
    }
  }
}
