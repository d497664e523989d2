/// Breaks sentences at blanks so that lines fit a terminal; strong words are bold where asked.
enum LineBreaking {
  static func lines(
    _ words: Words, first: String = "", rest: String = "", width: Int, isBold: Bool = false, allStrong: Bool = false
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var column = Columns.width(of: first)
    let indent = Columns.width(of: rest)
    var isEmpty = true
    var needsBlank = false

    func begin() {
      lines.append(line)
      line = rest
      column = indent
      isEmpty = true
    }

    for run in words.runs {
      let strong = isBold && (allStrong || run.style == .strong)
      var isFirst = true
      for word in run.text.split(separator: " ", omittingEmptySubsequences: false) {
        if !isFirst { needsBlank = true }
        isFirst = false
        guard !word.isEmpty else { continue }
        for piece in Columns.pieces(of: word, limit: max(1, width - max(indent, Columns.width(of: first)))) {
          let wide = Columns.width(of: piece)
          if !isEmpty, column + (needsBlank ? 1 : 0) + wide > width {
            begin()
          } else if !isEmpty, needsBlank {
            line += " "
            column += 1
          }
          line += strong ? "\u{1B}[1m\(piece)\u{1B}[0m" : String(piece)
          column += wide
          isEmpty = false
          needsBlank = false
        }
      }
    }
    lines.append(line)
    return lines
  }
}
