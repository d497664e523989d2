#if canImport(Glibc)
  import Glibc
#endif

/// The attributes of one tag that can hold an address or words, and where the tag ends.
struct HTMLAttributes {
  enum Name: Int {
    case href, src, alt, action, formaction, content, httpEquiv
  }

  private let html: UnsafeBufferPointer<UInt8>
  /// First byte behind the tag's `>`.
  private(set) var end: Int
  private var ranges: [Range<Int>?] = []

  /// Reads from behind the tag's name to its `>` (WHATWG HTML sections 13.2.5.32 to 13.2.5.40). The first of a
  /// repeated name counts.
  init(_ html: UnsafeBufferPointer<UInt8>, from start: Int, keep: Bool) {
    self.html = html
    end = start
    if keep { ranges = [Range<Int>?](repeating: nil, count: 7) }
    var position = start
    while position < html.count {
      let byte = html[position]
      if byte == UInt8(ascii: ">") {
        end = position + 1
        return
      }
      if byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=") {
        position += 1
        continue
      }
      let nameStart = position
      while position < html.count, !Self.endsName(html[position]) { position += 1 }
      let nameEnd = position
      position = Self.afterBlanks(html, position)
      guard position < html.count, html[position] == UInt8(ascii: "=") else { continue }
      let value = Self.value(html, from: Self.afterBlanks(html, position + 1), next: &position)
      if keep, let name = Self.name(UnsafeBufferPointer(rebasing: html[nameStart..<nameEnd])),
        ranges[name.rawValue] == nil
      {
        ranges[name.rawValue] = value
      }
    }
    end = html.count
  }

  /// The value with entities decoded.
  func text(_ name: Name) -> String? {
    guard ranges.count > name.rawValue, let range = ranges[name.rawValue] else { return nil }
    return HTMLEntity.text(UnsafeBufferPointer(rebasing: html[range]))
  }

  private static func value(_ html: UnsafeBufferPointer<UInt8>, from start: Int, next: inout Int) -> Range<Int> {
    guard start < html.count, let address = html.baseAddress else {
      next = html.count
      return html.count..<html.count
    }
    let quote = html[start]
    if quote == 0x22 || quote == 0x27 {
      let found = memchr(address + start + 1, Int32(quote), html.count - start - 1)
      let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(address) } ?? html.count
      next = min(end + 1, html.count)
      return start + 1..<end
    }
    var end = start
    while end < html.count, html[end] > 0x20, html[end] != UInt8(ascii: ">") { end += 1 }
    next = end
    return start..<end
  }

  private static func afterBlanks(_ html: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < html.count, html[index] <= 0x20 { index += 1 }
    return index
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "/")
  }

  private static func name(_ bytes: UnsafeBufferPointer<UInt8>) -> Name? {
    switch bytes.count {
    case 3: matches(bytes, "src") ? .src : matches(bytes, "alt") ? .alt : nil
    case 4: matches(bytes, "href") ? .href : nil
    case 6: matches(bytes, "action") ? .action : nil
    case 7: matches(bytes, "content") ? .content : nil
    case 10: matches(bytes, "formaction") ? .formaction : matches(bytes, "http-equiv") ? .httpEquiv : nil
    default: nil
    }
  }

  private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ name: StaticString) -> Bool {
    for index in 0..<name.utf8CodeUnitCount where bytes[index] | 0x20 != name.utf8Start[index] { return false }
    return true
  }
}
