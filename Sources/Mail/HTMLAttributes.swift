/// The attributes of one tag, and where the tag ends.
struct HTMLAttributes {
  private let html: [UInt8]
  private let keep: Bool
  private(set) var position: Int
  /// By lower-case name, entities decoded; the first of a repeated name counts. At most 64.
  private(set) var values: [String: String] = [:]

  init(_ html: [UInt8], from position: Int, keep: Bool) {
    self.html = html
    self.position = position
    self.keep = keep
  }

  mutating func read() {
    while position < html.count {
      let byte = html[position]
      if byte == UInt8(ascii: ">") {
        position += 1
        return
      }
      if byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=") {
        position += 1
        continue
      }
      let start = position
      while position < html.count, !Self.endsName(html[position]) { position += 1 }
      let nameRange = start..<position
      skipBlanks()
      guard position < html.count, html[position] == UInt8(ascii: "=") else { continue }
      position += 1
      skipBlanks()
      let range = valueRange()
      if keep, values.count < 64, nameRange.count <= 32 {
        let name = String(decoding: html[nameRange], as: UTF8.self).lowercased()
        if values[name] == nil { values[name] = HTMLEntity.decodeAll(html[range]) }
      }
    }
  }

  private mutating func valueRange() -> Range<Int> {
    guard position < html.count else { return position..<position }
    let quote = html[position]
    if quote == 0x22 || quote == 0x27 {
      let start = position + 1
      position = start
      while position < html.count, html[position] != quote { position += 1 }
      let range = start..<position
      position = min(position + 1, html.count)
      return range
    }
    let start = position
    while position < html.count, html[position] > 0x20, html[position] != UInt8(ascii: ">") { position += 1 }
    return start..<position
  }

  private mutating func skipBlanks() {
    while position < html.count, html[position] <= 0x20 { position += 1 }
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "/")
  }
}
