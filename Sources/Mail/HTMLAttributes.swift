#if canImport(Glibc)
  import Glibc
#endif

/// The attributes of one tag that can hold an address or words, and where the tag ends.
struct HTMLAttributes {
  enum Name: Int {
    case href, alt, action, formaction, content, httpEquiv
  }

  private let html: UnsafeBufferPointer<UInt8>
  /// First byte behind the tag's `>`.
  private(set) var end: Int
  /// By name.
  private var places = InlineArray<6, Range<Int>?>(repeating: nil)

  /// Reads from behind the tag's name to its `>` (WHATWG HTML sections 13.2.5.32 to 13.2.5.40). The first of a
  /// repeated name counts.
  init(_ html: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.html = html
    end = start
    end = Self.read(html, from: start) { name, value in
      guard let name = Self.name(UnsafeBufferPointer(rebasing: html[name])), places[name.rawValue] == nil else {
        return
      }
      places[name.rawValue] = value
    }
  }

  /// Only where the tag ends.
  static func skip(_ html: UnsafeBufferPointer<UInt8>, from start: Int) -> Int { read(html, from: start) { _, _ in } }

  /// The first byte behind the tag.
  @inline(__always) private static func read(
    _ html: UnsafeBufferPointer<UInt8>, from start: Int, _ take: (_ name: Range<Int>, _ value: Range<Int>) -> Void
  ) -> Int {
    var position = start
    while position < html.count {
      let byte = html[position]
      if byte == UInt8(ascii: ">") { return position + 1 }
      if byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=") {
        position += 1
        continue
      }
      let nameStart = position
      while position < html.count, !endsName(html[position]) { position += 1 }
      let nameEnd = position
      position = afterBlanks(html, position)
      guard position < html.count, html[position] == UInt8(ascii: "=") else { continue }
      take(nameStart..<nameEnd, value(html, from: afterBlanks(html, position + 1), next: &position))
    }
    return html.count
  }

  /// Where the value stands, entities as they are.
  func place(of name: Name) -> Range<Int>? { places[name.rawValue] }

  /// The value with entities decoded.
  func text(_ name: Name) -> String? {
    place(of: name).map { HTMLEntity.withText(html, $0) { String(decoding: $0, as: UTF8.self) } }
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
    byte < 0x40 && (byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "/"))
  }

  private static func name(_ bytes: UnsafeBufferPointer<UInt8>) -> Name? {
    switch bytes.count {
    case 3: matches(bytes, "alt") ? .alt : nil
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
