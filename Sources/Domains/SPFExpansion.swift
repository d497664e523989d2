import Vocabulary

/// The values of macros (RFC 7208 sections 7.2 to 7.4).
extension SPFCheck {
  /// A domain-spec as a name to ask for: cut from the left to 253 bytes where it is longer (section 7.3), without a
  /// final dot.
  func expandDomain(_ spec: SPFMacroString, domain: String) throws(SPFInterruption) -> String {
    var name = try expand(spec, domain: domain)[...]
    if name.last == UInt8(ascii: ".") { name.removeLast() }
    while name.count > 253, let dot = name.firstIndex(of: UInt8(ascii: ".")) { name = name[(dot + 1)...] }
    return String(decoding: name, as: UTF8.self)
  }

  func expand(_ string: SPFMacroString, domain: String) throws(SPFInterruption) -> [UInt8] {
    var out: [UInt8] = []
    for token in string.tokens {
      guard out.count <= Self.longestExpansion else { break }
      switch token {
      case .literal(let bytes): out += bytes
      case .expand(let macro):
        let value = Self.transformed(Array(try value(of: macro.letter, domain: domain).utf8), by: macro)
        out += macro.escaped ? Self.percentEncoded(value) : value
      }
    }
    return out
  }

  private static var longestExpansion: Int { 64 << 10 }

  private func value(of letter: UInt8, domain: String) throws(SPFInterruption) -> String {
    switch letter {
    case UInt8(ascii: "s"): query.sender
    case UInt8(ascii: "l"): query.local
    case UInt8(ascii: "o"): query.domain
    case UInt8(ascii: "d"): domain
    case UInt8(ascii: "i"): query.client.digits.joined(separator: ".").uppercased()
    case UInt8(ascii: "p"): try validatedNames(preferring: domain.lowercased()).first ?? "unknown"
    case UInt8(ascii: "v"): query.client.isV4 ? "in-addr" : "ip6"
    case UInt8(ascii: "h"): query.helo
    case UInt8(ascii: "c"): query.client.description
    case UInt8(ascii: "r"): query.receiver
    default: String(query.seconds)
    }
  }

  private static func transformed(_ value: [UInt8], by macro: SPFMacroString.Macro) -> [UInt8] {
    if macro.parts == nil, !macro.reversed, macro.delimiters == [UInt8(ascii: ".")] { return value }
    var parts = value.split(omittingEmptySubsequences: false, whereSeparator: macro.delimiters.contains)
    if macro.reversed { parts.reverse() }
    return Array(parts.suffix(macro.parts ?? parts.count).joined(separator: [UInt8(ascii: ".")]))
  }

  /// All but the unreserved characters of RFC 3986 section 2.3.
  private static func percentEncoded(_ value: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for byte in value {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        out.append(byte)
      default: out += Array("%\(Hexadecimal.encode([byte]).uppercased())".utf8)
      }
    }
    return out
  }
}
