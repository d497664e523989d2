/// A link out of somebody's mail. It has no form that can be clicked or opened by accident: pages print `defanged`, and only Probes may ask for `raw`.
package struct HostileURL: Hashable, Sendable {
  /// The link exactly as decoded from the mail, controls and white space removed, at most `longest` bytes. For records (JSON) and Probes, never for a page.
  package let raw: String
  /// Lower-case scheme: `http`, `https`, `ftp`, …
  package let scheme: String
  /// Lower case as written: a name, an IP address in any notation, possibly with letters beyond ASCII. nil for links without one (`data:`).
  package let host: String?
  /// What a browser would show before the host and throw away: `https://bank.example@evil.example/`.
  package let userInfo: String?
  package let path: String

  package static let longest = 4096

  /// Reads an absolute URL the lenient way browsers do (WHATWG URL section 4.4: controls dropped, backslashes are slashes, any number of
  /// slashes after the scheme); nil where no scheme or no host can be made out.
  package init?(_ text: some StringProtocol) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(text.utf8.count, Self.longest))
    for byte in text.utf8 where byte > 0x20 && byte != 0x7F {
      guard bytes.count < Self.longest else { break }
      bytes.append(byte)
    }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon >= 2, colon <= 16 else { return nil }
    let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    guard
      scheme.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
      }),
      let first = scheme.utf8.first, (0x61...0x7A).contains(first)
    else { return nil }
    self.scheme = scheme
    raw = String(decoding: bytes, as: UTF8.self)
    let special = scheme == "http" || scheme == "https" || scheme == "ftp"
    var start = colon + 1
    while start < bytes.count, bytes[start] == UInt8(ascii: "/") || (special && bytes[start] == UInt8(ascii: "\\")) {
      start += 1
    }
    guard special || start > colon + 2 else {
      host = nil
      userInfo = nil
      path = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
      return
    }
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
        || (special && byte == UInt8(ascii: "\\"))
      {
        break
      }
      end += 1
    }
    var authority = bytes[start..<end]
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      userInfo = String(decoding: authority[..<at], as: UTF8.self)
      authority = authority[(at + 1)...]
    } else {
      userInfo = nil
    }
    if authority.last != UInt8(ascii: "]"), let port = authority.lastIndex(of: UInt8(ascii: ":")),
      authority[(port + 1)...].allSatisfy({ (0x30...0x39).contains($0) })
    {
      authority = authority[..<port]
    }
    var name = Self.percentDecoded(authority).lowercased()
    while name.hasSuffix(".") { name.removeLast() }
    guard !name.isEmpty || !special else { return nil }
    host = name.isEmpty ? nil : name
    path = end < bytes.count ? String(decoding: bytes[end...], as: UTF8.self) : ""
  }

  /// For people's eyes: `hxxps://evil[.]example/path`. Never a live link.
  package var defanged: String {
    let scheme = scheme.replacing("http", with: "hxxp")
    guard let host else { return "\(scheme)[:]\(path)" }
    return "\(scheme)://\(Self.defang(host))\(path)"
  }

  package static func defang(_ host: some StringProtocol) -> String {
    host.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "[.]")
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "%")) else { return String(decoding: bytes, as: UTF8.self) }
    var out: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex, let high = Hexadecimal.value(bytes[index + 1]),
        let low = Hexadecimal.value(bytes[index + 2]), high << 4 | low > 0x20
      {
        out.append(high << 4 | low)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
