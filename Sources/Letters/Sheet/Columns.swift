/// Counts the columns that text takes on a terminal, and breaks it into lines that fit.
package enum Columns {
  /// 0 for what sits on the letter before it, 2 for East Asian wide letters and emoji (Unicode Standard Annex 11), 1 for the rest.
  package static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value >= 0x20 && value != 0x7F ? 1 : 0 }
    switch value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653,
      0x26A1, 0x26BD...0x26BE, 0x26D4, 0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x2753...0x2755, 0x2757,
      0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18AFF, 0x1B000...0x1B2FF, 0x1F000...0x1F02F, 0x1F0A0...0x1F0FF,
      0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: 1
    }
  }

  package static func width(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// `text` with blanks behind it (or before it), up to `width` columns.
  static func pad(_ text: String, to width: Int, before: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - self.width(of: text)))
    return before ? blanks + text : text + blanks
  }

  /// Cuts a word that is wider than `limit` into pieces that fit; a letter keeps its marks.
  static func pieces(of word: Substring, limit: Int) -> [Substring] {
    var pieces: [Substring] = []
    var start = word.startIndex
    var columns = 0
    for index in word.unicodeScalars.indices {
      let wide = width(of: word.unicodeScalars[index])
      if columns + wide > limit, index > start {
        pieces.append(word[start..<index])
        start = index
        columns = 0
      }
      columns += wide
    }
    pieces.append(word[start...])
    return pieces
  }
}
