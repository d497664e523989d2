#if canImport(Glibc)
  import Glibc
#endif

/// One line of a text that may hold a forward, without what quoting put before it.
struct ForwardLine {
  /// First byte of the line.
  let start: Int
  /// First byte after quote marks and white space.
  let content: Int
  /// After the last byte that is no white space; `content` for a blank line.
  let end: Int
  /// Start of the next line.
  let next: Int
  /// How many `>` stand before it.
  let depth: Int

  var isBlank: Bool { content >= end }
}

/// The text in which a forward is looked for, as bytes, line by line.
struct ForwardText {
  let bytes: [UInt8]

  /// The line that begins at `start`, nil at the end of the text.
  func line(at start: Int) -> ForwardLine? {
    guard start < bytes.count else { return nil }
    let stop = lineEnd(from: start)
    let next = min(stop + 1, bytes.count)
    var content = start
    var depth = 0
    while content < stop {
      if bytes[content] == UInt8(ascii: ">") {
        depth += 1
        content += 1
      } else if let blank = blankLength(at: content, before: stop) {
        content += blank
      } else {
        break
      }
    }
    var end = stop
    while end > content, let blank = blankLength(before: end, after: content) { end -= blank }
    return ForwardLine(start: start, content: content, end: end, next: next, depth: depth)
  }

  /// Whether a colon, or the first byte of a wide one, stands where a label could end.
  func mayHoldLabel(_ line: ForwardLine) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let address = bytes.baseAddress else { return false }
      let limit = min(line.end, line.content + 50)
      var index = line.content
      while index + 16 <= limit {
        var found: UInt8 = 0
        for place in index..<index + 16 {
          found |= ByteScan.isSame(address[place], UInt8(ascii: ":")) | ByteScan.isSame(address[place], 0xEF)
        }
        if found != 0 { return true }
        index += 16
      }
      while index < limit {
        if address[index] == UInt8(ascii: ":") || address[index] == 0xEF { return true }
        index += 1
      }
      return false
    }
  }

  private func lineEnd(from start: Int) -> Int {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = memchr(base + start, 0x0A, buffer.count - start) else {
        return buffer.count
      }
      return UnsafeRawPointer(found) - base
    }
  }

  /// The first line at or after `start` that is not blank, at most `skipping` blank ones on.
  func filledLine(at start: Int, skipping limit: Int) -> ForwardLine? {
    var at = start
    for _ in 0...limit {
      guard let line = line(at: at) else { return nil }
      if !line.isBlank { return line }
      at = line.next
    }
    return nil
  }

  /// How many bytes of white space begin at `index`: space, tab, CR, U+00A0, U+200B, U+202F, U+FEFF.
  @inline(__always) func blankLength(at index: Int, before end: Int) -> Int? {
    switch bytes[index] {
    case 0x20, 0x09, 0x0D: return 1
    case 0xC2: return index + 1 < end && bytes[index + 1] == 0xA0 ? 2 : nil
    case 0xE2, 0xEF:
      guard index + 2 < end else { return nil }
      return Self.isWideBlank(bytes[index], bytes[index + 1], bytes[index + 2]) ? 3 : nil
    default: return nil
    }
  }

  @inline(__always) private func blankLength(before end: Int, after start: Int) -> Int? {
    switch bytes[end - 1] {
    case 0x20, 0x09, 0x0D: return 1
    case 0x80...0xBF:
      if end - 2 >= start, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 { return 2 }
      guard end - 3 >= start else { return nil }
      return Self.isWideBlank(bytes[end - 3], bytes[end - 2], bytes[end - 1]) ? 3 : nil
    default: return nil
    }
  }

  @inline(__always) private static func isWideBlank(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    first == 0xE2
      ? second == 0x80 && (third == 0x8B || third == 0xAF) : first == 0xEF && second == 0xBB && third == 0xBF
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// `range` without blank lines and white space around it.
  func trimmed(_ range: Range<Int>) -> String {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if bytes[start] == 0x0A {
        start += 1
      } else if let blank = blankLength(at: start, before: end) {
        start += blank
      } else {
        break
      }
    }
    while end > start {
      if bytes[end - 1] == 0x0A {
        end -= 1
      } else if let blank = blankLength(before: end, after: start) {
        end -= blank
      } else {
        break
      }
    }
    return string(start..<end)
  }

  /// White space of any kind and length as one space, none before a final colon.
  static func singleSpaced(_ source: some Sequence<UInt8>, trimming: Bool = true) -> [UInt8] {
    let text = ForwardText(bytes: Array(source))
    var out: [UInt8] = []
    out.reserveCapacity(text.bytes.count)
    var index = 0
    while index < text.bytes.count {
      if let blank = text.blankLength(at: index, before: text.bytes.count) ?? (text.bytes[index] == 0x0A ? 1 : nil) {
        if out.last != 0x20, !(trimming && out.isEmpty) { out.append(0x20) }
        index += blank
      } else {
        out.append(text.bytes[index])
        index += 1
      }
    }
    if trimming, out.last == 0x20 { out.removeLast() }
    if out.count > 1, out[out.count - 1] == UInt8(ascii: ":"), out[out.count - 2] == 0x20 {
      out.remove(at: out.count - 2)
    }
    return out
  }
}
