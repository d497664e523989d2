import Vocabulary

extension ForwardLexicon {
  /// The label at the start of a line, and where its value begins.
  func label(on line: ForwardLine, of text: ForwardText) -> (labels: [Label], value: Int)? {
    let bytes = text.bytes
    guard line.content < line.end, labelStarts[Int(bytes[line.content])] else { return nil }
    var at = line.content
    var stars = 0
    while at < line.end, bytes[at] == UInt8(ascii: "*"), stars < 2 {
      stars += 1
      at += 1
    }
    let limit = min(line.end, at + 48)
    var key = ForwardKey.start
    var space = false
    while at < limit {
      let byte = bytes[at]
      var after = at + 1
      if byte == 0xEF, at + 2 < line.end, bytes[at + 1] == 0xBC, bytes[at + 2] == 0x9A {
        after = at + 3
      } else if byte != UInt8(ascii: ":") {
        if let blank = text.blankLength(at: at, before: line.end) {
          space = true
          at += blank
          continue
        }
        if byte == UInt8(ascii: "*"), stars > 0 {
          at += 1
          continue
        }
        if space { key = ForwardKey.add(0x20, to: key) }
        space = false
        key = ForwardKey.add(byte, to: key)
        at += 1
        continue
      }
      guard let labels = labels[key] else { return nil }
      var value = after
      while value < line.end {
        if let blank = text.blankLength(at: value, before: line.end) {
          value += blank
        } else if bytes[value] == UInt8(ascii: "*"), stars > 0 {
          value += 1
          stars -= 1
        } else {
          break
        }
      }
      return (labels, value)
    }
    return nil
  }

  /// What the words of a line announce, and where the rest of the line begins where header lines are glued to it.
  func banner(on line: ForwardLine, of text: ForwardText, nested: Bool = false) -> (banner: Banner, rest: Int)? {
    let bytes = text.bytes
    guard line.end - line.content < Bounds.fieldBytes else { return nil }
    func isRule(_ byte: UInt8) -> Bool {
      byte == 0x2D || byte == 0x5F || byte == 0x3D || byte == 0x2A || byte == 0x7E || byte == 0x23
    }
    var at = line.content
    while at < line.end, isRule(bytes[at]) { at += 1 }
    let dashes = at - line.content
    while at < line.end, let blank = text.blankLength(at: at, before: line.end) { at += blank }
    let limit = min(line.end, at + 120)
    var key = ForwardKey.start
    var space = false
    while at < limit {
      if let blank = text.blankLength(at: at, before: line.end) {
        space = true
        at += blank
        continue
      }
      if isRule(bytes[at]), at + 1 < line.end, isRule(bytes[at + 1]), let banner = banners[key] {
        while at < line.end, isRule(bytes[at]) { at += 1 }
        while at < line.end, let blank = text.blankLength(at: at, before: line.end) { at += blank }
        // Two languages on one line: "… --- Forwarded Message ----".
        let rest = ForwardLine(start: at, content: at, end: line.end, next: line.next, depth: line.depth)
        if !nested, !rest.isBlank, let second = self.banner(on: rest, of: text, nested: true), second.rest == line.end {
          return second
        }
        return (banner, at)
      }
      if bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: "*"), at + 2 >= line.end, let banner = banners[key]
      {
        return (banner, line.end)
      }
      if space { key = ForwardKey.add(0x20, to: key) }
      space = false
      key = ForwardKey.add(bytes[at], to: key)
      at += 1
    }
    guard at >= line.end, dashes < 200, let banner = banners[key] else { return nil }
    return (banner, line.end)
  }

  /// Whether a line is nothing but a drawn rule of eight or more (Outlook's has 32 underscores).
  func isRule(_ line: ForwardLine, of text: ForwardText) -> Bool {
    guard line.end - line.content >= 8, line.end - line.content <= 400 else { return false }
    let first = text.bytes[line.content]
    guard first == 0x5F || first == 0x2D || first == 0x3D || first == 0x2A else { return false }
    return text.bytes[line.content..<line.end].allSatisfy { $0 == first }
  }
}
