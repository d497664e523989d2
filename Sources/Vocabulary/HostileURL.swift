/// A link out of somebody's mail. It has no form that can be clicked or opened by accident: pages print `defanged`,
/// and only Probes may ask for `raw`.
package struct HostileURL: Hashable, Sendable {
  /// The link exactly as decoded from the mail, controls and white space removed, at most `longest` bytes. For
  /// records (JSON) and Probes, never for a page.
  package let raw: String
  /// Lower-case scheme: `http`, `https`, `ftp`, …
  package let scheme: String
  /// Lower case as written: a name, an IP address in any notation, possibly with letters beyond ASCII. nil for links
  /// without one (`data:`).
  package let host: String?
  /// What a browser would show before the host and throw away: `https://bank.example@evil.example/`.
  package let userInfo: String?
  package let path: String

  package static let longest = 4096

  /// Reads an absolute URL the lenient way browsers do (WHATWG URL section 4.4: controls dropped, backslashes are
  /// slashes, any number of
  /// slashes after the scheme); nil where no scheme or no host can be made out.
  package init?(_ text: String) {
    var text = text
    guard let url = text.withUTF8({ HostileURL(utf8: $0) }) else { return nil }
    self = url
  }

  package init?(_ text: some StringProtocol) { self.init(String(text)) }

  package init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    let bytes = [UInt8](unsafeUninitializedCapacity: min(text.count, Self.longest)) { out, count in
      for byte in text where byte > 0x20 && byte != 0x7F {
        guard count < out.count else { break }
        out[count] = byte
        count += 1
      }
    }
    guard let url = bytes.withUnsafeBufferPointer({ Self.read($0) }) else { return nil }
    self = url
  }

  private init(raw: String, scheme: String, host: String?, userInfo: String?, path: String) {
    self.raw = raw
    self.scheme = scheme
    self.host = host
    self.userInfo = userInfo
    self.path = path
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> HostileURL? {
    guard let colon = endOfScheme(bytes) else { return nil }
    let scheme = lowercased(bytes[..<colon])
    let raw = String(decoding: bytes, as: UTF8.self)
    let special = scheme == "http" || scheme == "https" || scheme == "ftp"
    var start = colon + 1
    while start < bytes.count, bytes[start] == UInt8(ascii: "/") || (special && bytes[start] == UInt8(ascii: "\\")) {
      start += 1
    }
    guard special || start > colon + 2 else {
      let rest = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
      return HostileURL(raw: raw, scheme: scheme, host: nil, userInfo: nil, path: rest)
    }
    var end = start
    var at: Int?
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
        || (special && byte == UInt8(ascii: "\\"))
      {
        break
      }
      if byte == UInt8(ascii: "@") { at = end }
      end += 1
    }
    let name = hostName(bytes[(at.map { $0 + 1 } ?? start)..<end])
    guard !name.isEmpty || !special else { return nil }
    return HostileURL(
      raw: raw, scheme: scheme, host: name.isEmpty ? nil : name,
      userInfo: at.map { String(decoding: bytes[start..<$0], as: UTF8.self) },
      path: String(decoding: bytes[end...], as: UTF8.self))
  }

  /// Whether `text` begins with a scheme and a colon, blanks and controls set aside.
  package static func hasScheme(_ text: String) -> Bool {
    let start = text.utf8.prefix(longest).lazy.filter { $0 > 0x20 && $0 != 0x7F }.prefix(17)
    return Array(start).withUnsafeBufferPointer { endOfScheme($0) } != nil
  }

  private static func endOfScheme(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    for (index, byte) in bytes.prefix(17).enumerated() {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: break
      case 0x30...0x39, 0x2B, 0x2D, 0x2E: guard index > 0 else { return nil }
      case UInt8(ascii: ":"): return index >= 2 ? index : nil
      default: return nil
      }
    }
    return nil
  }

  /// The host of an authority: port cut off, percent signs decoded where what comes out may stand in a host, lower
  /// case, final dots dropped.
  private static func hostName(_ authority: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var name = authority
    if name.last != UInt8(ascii: "]"), let port = name.lastIndex(of: UInt8(ascii: ":")),
      name[(port + 1)...].allSatisfy({ (0x30...0x39).contains($0) })
    {
      name = name[..<port]
    }
    let decoded = name.contains(UInt8(ascii: "%")) ? percentDecoded(name) : nil
    func dotless(_ text: String) -> String {
      guard text.utf8.last == UInt8(ascii: ".") else { return text }
      let end = text.utf8.lastIndex { $0 != UInt8(ascii: ".") }
      return end.map { String(text[...$0]) } ?? ""
    }
    guard let decoded else { return dotless(lowercased(name)) }
    return dotless(decoded.withUnsafeBufferPointer { lowercased($0[...]) })
  }

  /// By the letters' own rules beyond ASCII too.
  private static func lowercased(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    if bytes.contains(where: { $0 >= 0x80 }) { return String(decoding: bytes, as: UTF8.self).lowercased() }
    return String(unsafeUninitializedCapacity: bytes.count) { out in
      var count = 0
      for byte in bytes {
        out[count] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        count += 1
      }
      return count
    }
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

  /// nil where something comes out that no host may hold (WHATWG URL, forbidden host code points): no browser opens
  /// that.
  private static func percentDecoded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
    var out: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%"), index + 1 < bytes.endIndex, let high = Hexadecimal.value(bytes[index]),
        let low = Hexadecimal.value(bytes[index + 1])
      {
        byte = high << 4 | low
        index += 2
        guard byte > 0x20, byte != 0x7F, !"#/:<>?@[\\]^|%".utf8.contains(byte) else { return nil }
      }
      out.append(byte)
    }
    return out
  }
}
