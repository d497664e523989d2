/// A Swift file taken apart into tokens, strings and comments, so that a check reads code and not what is said about it.
struct SwiftText {
  struct Token: Equatable {
    let text: String
    let line: Int
    /// No blank and no comment between it and the token before it.
    let glued: Bool
  }

  /// The words and single signs of the code, those inside of string interpolations among them. A string is one token: its
  /// text after a `"`, interpolations left out.
  private(set) var tokens: [Token] = []
  private(set) var comments: [(text: String, line: Int)] = []

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var glued = false

  init(_ source: String) {
    bytes = Array(source.utf8)
    readCode(untilParenthesis: false)
  }

  var strings: [(text: String, line: Int)] {
    tokens.compactMap { $0.text.first == "\"" ? (String($0.text.dropFirst()), $0.line) : nil }
  }

  private func byte(_ ahead: Int = 0) -> UInt8 { at + ahead < bytes.count ? bytes[at + ahead] : 0 }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      if bytes[at] == UInt8(ascii: "\n") { line += 1 }
      at += 1
    }
  }

  private mutating func take(from start: Int, line startLine: Int) {
    tokens.append(Token(text: String(decoding: bytes[start..<at], as: UTF8.self), line: startLine, glued: glued))
    glued = true
  }

  private mutating func readCode(untilParenthesis inside: Bool) {
    var depth = 0
    while at < bytes.count {
      let start = at
      let startLine = line
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        advance()
        glued = false
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while at < bytes.count, byte() != UInt8(ascii: "\n") { at += 1 }
        comments.append((String(decoding: bytes[start..<at], as: UTF8.self), startLine))
        glued = false
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        readBlockComment()
      case UInt8(ascii: "\""):
        readString(hashes: 0)
      case UInt8(ascii: "#"):
        var hashes = 0
        while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
        if byte(hashes) == UInt8(ascii: "\"") {
          at += hashes
          readString(hashes: hashes)
        } else {
          at += 1
          take(from: start, line: startLine)
        }
      case UInt8(ascii: "`"):
        at += 1
        while at < bytes.count, byte() != UInt8(ascii: "`"), byte() != UInt8(ascii: "\n") { at += 1 }
        advance()
        take(from: start, line: startLine)
      case let first where isWord(first):
        while isWord(byte()), at < bytes.count { at += 1 }
        take(from: start, line: startLine)
      case let sign:
        if inside {
          if sign == UInt8(ascii: "(") { depth += 1 }
          if sign == UInt8(ascii: ")") {
            if depth == 0 { return advance() }
            depth -= 1
          }
        }
        at += 1
        take(from: start, line: startLine)
      }
    }
  }

  private mutating func readBlockComment() {
    let start = at
    let startLine = line
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        depth += 1
        at += 2
      } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        at += 2
      } else {
        advance()
      }
    } while depth > 0 && at < bytes.count
    comments.append((String(decoding: bytes[start..<min(at, bytes.count)], as: UTF8.self), startLine))
    glued = false
  }

  /// Reads from the opening quotation mark on; what stands in `\( )` is code again.
  private mutating func readString(hashes: Int) {
    let startLine = line
    let quotes = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"") ? 3 : 1
    at += quotes
    var text: [UInt8] = []
    while at < bytes.count {
      if byte() == UInt8(ascii: "\\"), (0..<hashes).allSatisfy({ byte(1 + $0) == UInt8(ascii: "#") }) {
        at += 1 + hashes
        if byte() == UInt8(ascii: "(") {
          at += 1
          glued = false
          readCode(untilParenthesis: true)
        } else {
          advance()
        }
      } else if (0..<quotes).allSatisfy({ byte($0) == UInt8(ascii: "\"") }),
        (0..<hashes).allSatisfy({ byte(quotes + $0) == UInt8(ascii: "#") })
      {
        at += quotes + hashes
        break
      } else if quotes == 1, byte() == UInt8(ascii: "\n") {
        break
      } else {
        text.append(byte())
        advance()
      }
    }
    tokens.append(Token(text: "\"" + String(decoding: text, as: UTF8.self), line: startLine, glued: false))
    glued = true
  }
}
