import Vocabulary

/// Links that stand bare in plain text.
package enum TextLinks {
  /// Finds `http://…`, `https://…`, `hxxp…` and `www.…`, and names with a path (`shop.example/renew`), each up to
  /// white space or a bracket or
  /// quote that encloses it; sentence marks at the end are left out, `[.]` in a host is read as a dot. A
  /// `<https://…>` broken over lines is
  /// not joined. One pass, at most `Bounds.links`.
  package static func find(in text: String) -> [Link] {
    var text = text
    return text.withUTF8 { scan($0) }
  }

  private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> [Link] {
    var links: [Link] = []
    var index = 0
    var behind = 0
    while links.count < Bounds.links, let next = candidate(bytes, from: index) {
      index = next
      guard let (start, bare) = start(bytes, at: index, notBefore: behind) else {
        index += 1
        continue
      }
      let end = end(bytes, from: start)
      let whole = UnsafeBufferPointer(rebasing: bytes[start..<end])
      let mended = bare ? "http://" + String(decoding: whole, as: UTF8.self) : refanged(whole)
      if let url = mended.map({ HostileURL($0) }) ?? HostileURL(utf8: whole), let host = url.host,
        host.utf8.contains(0x2E) || host.utf8.first == UInt8(ascii: "[")
      {
        let raw = mended == nil && whole.count <= 200 ? url.raw : text(whole)
        links.append(Link(url: url, text: raw, offset: start))
      }
      index = max(end, index + 1)
      behind = index
    }
    return links
  }

  /// Its first 200 letters.
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let head = UnsafeBufferPointer(rebasing: bytes.prefix(201))
    var all: UInt8 = 0
    for byte in head { all |= byte }
    if all < 0x80 { return String(decoding: head.prefix(200), as: UTF8.self) }
    return String(String(decoding: bytes, as: UTF8.self).prefix(200))
  }

  /// The next slash or `w`, looked for eight bytes at a time.
  private static func candidate(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= bytes.count {
      // A slash has the bit that makes letters small as well.
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) | 0x2020_2020_2020_2020
      // A `w` counts before another, or where the next byte is not seen.
      let letters = zeros(word ^ 0x7777_7777_7777_7777)
      let found = zeros(word ^ 0x2F2F_2F2F_2F2F_2F2F) | letters & (letters >> 8 | 1 << 63)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "/") || bytes[index] | 0x20 == UInt8(ascii: "w") { return index }
      index += 1
    }
    return nil
  }

  /// The high bit of each byte that is 0.
  @inline(__always) private static func zeros(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }

  /// Where a link begins that the byte at `index` gives away: the first `w` of `www.`, or the first slash of any other.
  private static func start(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, notBefore: Int) -> (
    start: Int, bare: Bool
  )? {
    let byte = bytes[index]
    if byte | 0x20 == UInt8(ascii: "w") {
      guard index + 4 < bytes.count, bytes[index + 3] == 0x2E, bytes[index + 1] | 0x20 == 0x77,
        bytes[index + 2] | 0x20 == 0x77,
        index == 0 || !isWord(bytes[index - 1])
      else { return nil }
      return (index, true)
    }
    guard byte == UInt8(ascii: "/"), index > notBefore, index + 1 < bytes.count else { return nil }
    if bytes[index - 1] == UInt8(ascii: ":") {
      guard bytes[index + 1] == UInt8(ascii: "/") else { return nil }
      return startOfScheme(bytes, colon: index - 1, notBefore: notBefore).map { ($0, false) }
    }
    return startOfName(bytes, slash: index, notBefore: notBefore).map { ($0, true) }
  }

  private static func startOfScheme(_ bytes: UnsafeBufferPointer<UInt8>, colon: Int, notBefore: Int) -> Int? {
    for length in 4...5 where colon - length >= notBefore {
      let start = colon - length
      let second = bytes[start + 1] | 0x20
      if bytes[start] | 0x20 == UInt8(ascii: "h"), second == UInt8(ascii: "t") || second == UInt8(ascii: "x"),
        bytes[start + 2] | 0x20 == second,
        bytes[start + 3] | 0x20 == UInt8(ascii: "p"), length == 4 || bytes[start + 4] | 0x20 == UInt8(ascii: "s")
      {
        return start
      }
    }
    return nil
  }

  /// A name of two labels or more whose last is two letters or more, before a slash with something behind it.
  private static func startOfName(_ bytes: UnsafeBufferPointer<UInt8>, slash: Int, notBefore: Int) -> Int? {
    var start = slash
    var dot: Int?
    while start > notBefore, slash - start < 253, isName(bytes[start - 1]) {
      start -= 1
      if bytes[start] == 0x2E, dot == nil { dot = start }
    }
    guard let dot, dot > start, bytes[start] != 0x2E, slash - dot > 2,
      (bytes[(dot + 1)..<slash].allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }),
      start == 0
        || !isWord(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: "=") && bytes[start - 1] != UInt8(ascii: "\\"),
      isName(bytes[slash + 1]) || bytes[slash + 1] == UInt8(ascii: "?")
    else { return nil }
    return start
  }

  private static func end(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    var round = 0
    var square = 0
    scan: while end < bytes.count, end - start < HostileURL.longest {
      let byte = bytes[end]
      if byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 {
        end += 1
        continue
      }
      switch byte {
      case 0...0x20, 0x22, 0x3C, 0x3E, 0x7F, 0x7C, 0x7D: break scan
      case UInt8(ascii: "("): round += 1
      case UInt8(ascii: "["): square += 1
      case UInt8(ascii: ")"):
        if round == 0 { break scan }
        round -= 1
      case UInt8(ascii: "]"):
        if square == 0 { break scan }
        square -= 1
      case 0xC2, 0xE2, 0xE3, 0xEF:
        if closes(bytes, at: end) { break scan }
      default: break
      }
      end += 1
    }
    while end > start, trails(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Spaces, quotation marks and sentence marks beyond ASCII.
  private static func closes(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    if InvisibleCharacter.scalar(bytes, at: index).scalar != 0 { return true }
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    let last = index + 2 < bytes.count ? bytes[index + 2] : 0
    switch bytes[index] {
    case 0xC2: return next == 0xAB || next == 0xBB
    case 0xE2: return next == 0x80 && (last >= 0x98 && last <= 0x9F || last == 0xA6 || last == 0xB9 || last == 0xBA)
    case 0xE3: return next == 0x80 && last >= 0x80 && last <= 0x91
    default: return next == 0xBC && (last == 0x89 || last == 0x8C || last == 0x88)
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
    default: false
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isName(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@") || byte >= 0x80
  }

  private static func trails(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"),
      UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "`"):
      true
    default: false
    }
  }

  /// `hxxp` and `[.]`, as people write them to make a link harmless, back to what they stand for; nil where there is
  /// none.
  private static func refanged(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let masked = bytes.count > 2 && bytes[1] | 0x20 == UInt8(ascii: "x")
    let bracket = bytes.firstIndex(of: UInt8(ascii: "["))
    guard masked || bracket != nil else { return nil }
    var out = Array(bytes)
    if masked { (out[1], out[2]) = (UInt8(ascii: "t"), UInt8(ascii: "t")) }
    let text = String(decoding: out, as: UTF8.self)
    return bracket == nil ? text : Refanging.plain(text)
  }
}
