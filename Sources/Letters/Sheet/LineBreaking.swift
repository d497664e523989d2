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
    // The last word of the line: where it begins, and how wide the line was before it. nil for one that the line begins with.
    var last: (start: String.Index, column: Int)?

    func begin() {
      lines.append(line)
      line = rest
      column = indent
      isEmpty = true
      last = nil
    }

    // A comma stays with its word: both go to the next line. False where the word fills the line alone.
    func takeAlong(_ wide: Int) -> Bool {
      guard let (start, before) = last, indent + column - before + wide <= width else { return false }
      let word = String(line[start...])
      let columns = column - before
      line = String(line[..<line.index(before: start)])
      begin()
      line += word
      column += columns
      isEmpty = false
      return true
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
            if needsBlank || !takeAlong(wide) { begin() }
          } else if !isEmpty, needsBlank {
            line += " "
            column += 1
            last = (line.endIndex, column)
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
