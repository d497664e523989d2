/// A link out of somebody's mail. It has no form that can be clicked or opened by accident: pages print `defanged`,
/// and only Probes may ask for `raw`.
///
/// A mail holds dozens, so one keeps its text once and says where its pieces stand in it.
package struct HostileURL: Hashable, Sendable {
  /// The link exactly as decoded from the mail, controls and white space removed, at most `longest` bytes. For
  /// records (JSON) and Probes, never for a page.
  package let raw: String
  /// Lower case as written: a name, an IP address in any notation, possibly with letters beyond ASCII. nil for links
  /// without one (`data:`).
  package let host: String?
  private let places: Places
  /// Differs only where the links do; 0 for a link with letters beyond ASCII, of which different bytes may be the same text. Stored, so
  /// that many links are told apart without taking any of them up.
  package let mark: UInt64

  /// Offsets into `raw`, which is no longer than `longest` bytes as it is read and three times that as it is repaired.
  private struct Places: Sendable {
    var colon: UInt16
    /// Of the user information; where both are 0 there is none.
    var user: (start: UInt16, end: UInt16)
    var path: UInt16
    var isWeb: Bool
  }

  @inlinable package static var longest: Int { 4096 }

  /// All else is read from it.
  package static func == (left: HostileURL, right: HostileURL) -> Bool {
    mayBeSame(left.mark, right.mark) && left.raw == right.raw
  }

  /// Whether links with these marks can be one.
  @inlinable package static func mayBeSame(_ mark: UInt64, _ other: UInt64) -> Bool {
    mark == other || mark == 0 || other == 0
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(raw) }

  /// Lower-case scheme: `http`, `https`, `ftp`, …
  package var scheme: String {
    var raw = raw
    return raw.withUTF8 { Self.lowercased($0[..<Int(places.colon)]) }
  }

  package var isWeb: Bool { places.isWeb }

  /// What a browser would show before the host and throw away: `https://bank.example@evil.example/`.
  package var userInfo: String? {
    places.user.end == 0 ? nil : piece(from: Int(places.user.start), to: Int(places.user.end))
  }

  package var path: String { piece(from: Int(places.path), to: raw.utf8.count) }

  /// The path as it stands in `raw`, for as long as `body` runs.
  @inlinable package func withPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var raw = raw
    let start = pathStart
    return raw.withUTF8 { body(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  @usableFromInline var pathStart: Int { Int(places.path) }

  private func piece(from start: Int, to end: Int) -> String {
    var raw = raw
    return raw.withUTF8 { String(decoding: $0[start..<end], as: UTF8.self) }
  }

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
    if text.count > Self.longest, let short = Self.shortened(text) {
      guard let url = short.withUnsafeBufferPointer({ HostileURL(utf8: $0) }) else { return nil }
      self = url
      return
    }
    var dropped: UInt8 = 0
    for byte in text { dropped |= (byte < 0x21 ? 1 : 0) | (byte == 0x7F ? 1 : 0) }
    let url =
      dropped == 0
      ? Self.read(UnsafeBufferPointer(rebasing: text.prefix(Self.longest)))
      : withUnsafeTemporaryAllocation(of: UInt8.self, capacity: min(text.count, Self.longest)) { out in
        var count = 0
        for byte in text where byte > 0x20 && byte != 0x7F {
          guard count < out.count else { break }
          out[count] = byte
          count += 1
        }
        return Self.read(UnsafeBufferPointer(rebasing: out[..<count]))
      }
    guard let url else { return nil }
    self = url
  }

  /// Without most of user information that would push the host out of what is read; nil where there is none so long.
  private static func shortened(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let colon = endOfScheme(text) else { return nil }
    var start = colon + 1
    while start < text.count, text[start] == UInt8(ascii: "/") || text[start] == UInt8(ascii: "\\") { start += 1 }
    let end = text[start...].firstIndex { "/?#\\".utf8.contains($0) } ?? text.count
    guard let at = text[start..<end].lastIndex(of: UInt8(ascii: "@")), at - start > longest / 4, start < longest / 2
    else { return nil }
    return Array(text[..<(start + 64)]) + Array(text[at...].prefix(longest - start - 64))
  }

  private init(raw: String, host: String?, places: Places, mark: UInt64) {
    self.raw = raw
    self.host = host
    self.places = places
    self.mark = mark
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> HostileURL? {
    guard endOfScheme(bytes) != nil else { return nil }
    var raw = String(decoding: bytes, as: UTF8.self)
    let found =
      raw.utf8.count == bytes.count ? pieces(bytes) : raw.withUTF8 { pieces($0) }
    return found.map { HostileURL(raw: raw, host: $0.host, places: $0.places, mark: mark(of: bytes)) }
  }

  private static func pieces(_ bytes: UnsafeBufferPointer<UInt8>) -> (host: String?, places: Places)? {
    guard let colon = endOfScheme(bytes) else { return nil }
    let special = isSpecial(bytes[..<colon])
    var start = colon + 1
    while start < bytes.count, bytes[start] == UInt8(ascii: "/") || (special && bytes[start] == UInt8(ascii: "\\")) {
      start += 1
    }
    var places = Places(colon: UInt16(colon), user: (0, 0), path: UInt16(colon + 1), isWeb: special)
    guard special || start > colon + 2 else { return (nil, places) }
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
    places.path = UInt16(end)
    if let at { places.user = (UInt16(start), UInt16(at)) }
    return (name.isEmpty ? nil : name, places)
  }

  /// The length and the last six bytes, in which links of one mail mostly differ.
  private static func mark(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80 ? bytes.suffix(6).reduce(UInt64(bytes.count)) { $0 << 8 | UInt64($1) } : 0
  }

  /// `http`, `https` or `ftp`, which browsers read more leniently than the rest.
  private static func isSpecial(_ scheme: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    func isSame(_ word: StaticString) -> Bool {
      guard scheme.count == word.utf8CodeUnitCount else { return false }
      for offset in 0..<scheme.count where scheme[scheme.startIndex + offset] | 0x20 != word.utf8Start[offset] {
        return false
      }
      return true
    }
    return isSame("https") || isSame("http") || isSame("ftp")
  }

  /// Whether `text` begins with a scheme and a colon, blanks and controls set aside.
  package static func hasScheme(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    for byte in text.prefix(longest) where byte > 0x20 && byte != 0x7F {
      if byte == UInt8(ascii: ":") { return index >= 2 }
      guard index < 16, mayStand(byte, inSchemeAt: index) else { return false }
      index += 1
    }
    return false
  }

  private static func endOfScheme(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    for index in 0..<min(bytes.count, 17) {
      if bytes[index] == UInt8(ascii: ":") { return index >= 2 ? index : nil }
      guard mayStand(bytes[index], inSchemeAt: index) else { return nil }
    }
    return nil
  }

  private static func mayStand(_ byte: UInt8, inSchemeAt index: Int) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0x30...0x39, 0x2B, 0x2D, 0x2E: index > 0
    default: false
    }
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
    return String(smallLetters: UnsafeBufferPointer(rebasing: bytes))
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
