import Vocabulary

/// A place in the unfolded value of a structured header field: words, quoted strings and comments (RFC 5322 section
/// 3.2), each byte read once.
struct FieldCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0
  /// The comment that the last `skipSpace` met first, without its outer parentheses.
  private(set) var comment: Range<Int>?

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func advance() { position += 1 }

  /// Passes `byte` where it comes next, white space and comments before it included.
  mutating func take(_ byte: UInt8) -> Bool {
    let start = position
    skipSpace()
    guard next == byte else {
      position = start
      return false
    }
    position += 1
    return true
  }

  /// Passes white space and comments; nesting is counted, not followed, so depth costs nothing. A comment that never
  /// closes runs to the end.
  mutating func skipSpace() {
    comment = nil
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "("):
        let start = position + 1
        skipComment()
        if comment == nil { comment = start..<max(start, position - 1) }
      default: return
      }
    }
  }

  private mutating func skipComment() {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 {
          position += 1
          return
        }
      default: break
      }
      position += 1
    }
    position = bytes.count + 1
  }

  /// The bytes up to white space, a comment, `;` or one of `stops`.
  mutating func word(until stops: UInt8...) -> Range<Int> {
    let start = min(position, bytes.count)
    while position < bytes.count {
      let byte = bytes[position]
      if byte <= 0x20 || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "(") || stops.contains(byte) { break }
      position += 1
    }
    return start..<max(start, min(position, bytes.count))
  }

  /// A word in which parts may be quoted (`"jane doe"@example.org`); quotes and backslashes are taken off.
  mutating func value() -> String {
    let start = position
    guard word().contains(where: { bytes[$0] == UInt8(ascii: "\"") }) else { return text(start..<position) }
    position = start
    var out: [UInt8] = []
    var quoted = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        quoted.toggle()
      } else if quoted {
        if byte == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
        out.append(bytes[position])
      } else if byte <= 0x20 || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "(") {
        break
      } else {
        out.append(byte)
      }
      position += 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// To the next `;` outside quotes and comments, and past it.
  mutating func skipSection() {
    var quoted = false
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\") where quoted: position += 1
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: "(") where !quoted:
        skipComment()
        continue
      case UInt8(ascii: ";") where !quoted:
        position += 1
        return
      default: break
      }
      position += 1
    }
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)]), as: UTF8.self)
  }

  /// With A to Z as a to z.
  func lower(_ range: Range<Int>) -> String {
    let word = UnsafeBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
    return Self.known(word) ?? String(smallLetters: word)
  }

  /// Words that nearly every such field holds, ready made.
  private static func known(_ word: UnsafeBufferPointer<UInt8>) -> String? {
    guard word.count <= 8, word.first != 0 else { return nil }
    var key: UInt64 = 0
    for byte in word { key = key << 8 | UInt64(HeaderName.lower(byte)) }
    switch key {
    case 0x64: return "d"
    case 0x69: return "i"
    case 0x73: return "s"
    case 0x62: return "b"
    case 0x73_7066: return "spf"
    case 0x646B_696D: return "dkim"
    case 0x736D_7470: return "smtp"
    case 0x7061_7373: return "pass"
    case 0x6661_696C: return "fail"
    case 0x6E6F_6E65: return "none"
    case 0x6672_6F6D: return "from"
    case 0x6865_6C6F: return "helo"
    case 0x64_6D61_7263: return "dmarc"
    case 0x6865_6164_6572: return "header"
    case 0x6163_7469_6F6E: return "action"
    case 0x6D61_696C_6672_6F6D: return "mailfrom"
    default: return nil
    }
  }

  func index(of byte: UInt8, in range: Range<Int>) -> Int? { range.first { bytes[$0] == byte } }
}
