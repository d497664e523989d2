import Vocabulary

#if canImport(Glibc)
  import Glibc
#endif

/// Links that stand bare in plain text.
package enum TextLinks {
  /// Finds `http://…`, `https://…`, `hxxp…` and `www.…`, each up to white space or a bracket or quote that encloses it; sentence marks at the end
  /// are left out. A `<https://…>` broken over lines is not joined. One pass, at most `Bounds.links`.
  package static func find(in text: String) -> [Link] {
    var text = text
    return text.withUTF8 { scan($0) }
  }

  private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> [Link] {
    var links: [Link] = []
    var index = 0
    while index + 4 < bytes.count, links.count < Bounds.links {
      guard let start = next(bytes, from: index) else { break }
      var end = start
      while end < bytes.count, end - start < HostileURL.longest, !Self.ends(bytes[end]) { end += 1 }
      // A no-break space and "smart" closing quotes end a link as well; they start with these bytes.
      while end > start, Self.trails(bytes[end - 1]) { end -= 1 }
      if end > start, bytes[end - 1] == UInt8(ascii: ")"), !bytes[start..<end].contains(UInt8(ascii: "(")) { end -= 1 }
      let raw = String(decoding: bytes[start..<end], as: UTF8.self)
      let bare = bytes[start] | 0x20 == UInt8(ascii: "w")
      if let url = HostileURL(bare ? "http://" + raw : refanged(raw)), let host = url.host, host.contains(".") || host.hasPrefix("[") {
        links.append(Link(url: url, text: String(raw.prefix(200)), offset: start))
      }
      index = max(end, start + 4)
    }
    return links
  }

  /// Where `http`, `hxxp` with `://`, or a `www.` at a word's start stands next.
  private static func next(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + 4 < bytes.count {
      let byte = bytes[index] | 0x20
      if byte == UInt8(ascii: "h"), isScheme(bytes, at: index) { return index }
      if byte == UInt8(ascii: "w"), bytes[index + 1] | 0x20 == 0x77, bytes[index + 2] | 0x20 == 0x77, bytes[index + 3] == 0x2E,
        index == 0 || !isWord(bytes[index - 1])
      {
        return index
      }
      index += 1
    }
    return nil
  }

  private static func isScheme(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 7 < bytes.count else { return false }
    let second = bytes[index + 1] | 0x20
    guard second == 0x74 || second == 0x78, bytes[index + 2] | 0x20 == second, bytes[index + 3] | 0x20 == 0x70 else { return false }
    let colon = bytes[index + 4] | 0x20 == 0x73 ? index + 5 : index + 4
    return colon + 2 < bytes.count && bytes[colon] == 0x3A && bytes[colon + 1] == 0x2F && bytes[colon + 2] == 0x2F
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x40: true
    default: byte >= 0x80
    }
  }

  private static func ends(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x22 || byte == 0x3C || byte == 0x3E || byte == 0x7F || byte == 0x5D || byte == 0x7D || byte == 0x7C
  }

  private static func trails(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "`"):
      true
    default: false
    }
  }

  /// `hxxp` as people write it to make a link harmless, back to what it stands for.
  private static func refanged(_ text: String) -> String {
    let lower = text.prefix(4).lowercased()
    return lower == "hxxp" ? "http" + text.dropFirst(4) : text
  }
}
