import Mail

/// Breaks paragraphs into lines that a mail program may join again to fit its window (RFC 3676, `format=flowed`).
enum FlowedText {
  static let width = 72

  /// A soft line end is a blank at the end of the line. "-- " and what looks like a quotation or `From ` is stuffed (section 4.4).
  static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      // A blank at its end would make a soft end of a hard one.
      let broken = broken(String(paragraph).trimming { $0 == " " })
      return broken.map { isFragile($0) ? " " + $0 : $0 }
    }
  }

  private static func isFragile(_ line: Substring) -> Bool {
    line.hasPrefix(" ") || line.hasPrefix(">") || line.hasPrefix("From ")
  }

  private static func broken(_ paragraph: String) -> [Substring] {
    var lines: [Substring] = []
    var line = Substring()
    var column = 0
    for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
      let wide = Columns.width(of: word)
      if !line.isEmpty, column + 1 + wide > width {
        lines.append(line + " ")
        line = word
        column = wide
      } else {
        if !line.isEmpty { line += " " }
        line += word
        column += wide + 1
      }
    }
    return lines + [line]
  }
}
