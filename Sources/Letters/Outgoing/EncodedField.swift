/// Header text for other programs to read: ASCII as it is, anything else as RFC 2047 words, folded to lines of at most 76.
enum EncodedField {
  static let width = 76
  /// Of one encoded word; it then fits behind every field name.
  private static let longestWord = 60

  /// A field of free text, such as Subject.
  static func text(_ name: String, _ text: String) -> String {
    let pieces = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let isPlain =
      isASCII(text) && !text.contains("=?") && !pieces.contains("") && pieces.allSatisfy { $0.utf8.count < longestWord }
    return lines(name, isPlain ? pieces : words(text))
  }

  /// A display name and an address.
  static func mailbox(_ name: String, _ display: String, _ address: String) -> String {
    let isPlain = isASCII(display) && display.utf8.count < longestWord && !display.contains("=?")
    let quoted = "\"" + display.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    return lines(name, (isPlain ? [quoted] : words(display)) + ["<\(address)>"])
  }

  /// Pieces that cannot be broken, as many as fit on a line.
  static func lines(_ name: String, _ pieces: [String]) -> String {
    var out = name + ":"
    var column = out.utf8.count
    for (index, piece) in pieces.enumerated() {
      if index > 0, column + 1 + piece.utf8.count > width {
        out += "\r\n"
        column = 0
      }
      out += " " + piece
      column += 1 + piece.utf8.count
    }
    return out + "\r\n"
  }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

  /// Each holds whole characters.
  private static func words(_ text: String) -> [String] {
    let (open, close) = ("=?utf-8?Q?", "?=")
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      let code = encoded(scalar)
      if open.count + word.utf8.count + code.utf8.count + close.count > longestWord {
        words.append(open + word + close)
        word = ""
      }
      word += code
    }
    return words + [open + word + close]
  }

  /// Letters and digits stay; RFC 2047 section 5 allows few others everywhere.
  private static func encoded(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(scalar)
    case 0x20: "_"
    default: QuotedPrintable.escaped(String(scalar).utf8)
    }
  }
}
