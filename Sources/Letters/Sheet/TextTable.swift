/// A table in columns of text: numbers to the right, long cells broken over several lines, nothing cut off.
struct TextTable {
  private let table: Sheet.Table
  private let widths: [Int]
  private static let gap = 2
  private static let narrowest = 8

  init(_ table: Sheet.Table, width: Int) {
    self.table = table
    let wanted = table.columns.indices.map { column in
      max(
        Columns.width(of: table.columns[column].name),
        table.rows.map { column < $0.count ? Columns.width(of: $0[column].text) : 0 }.max() ?? 0)
    }
    widths = Self.share(width - Self.gap * max(0, table.columns.count - 1), wanted)
  }

  /// What is too wide gives way, the widest column first.
  private static func share(_ room: Int, _ wanted: [Int]) -> [Int] {
    var widths = wanted
    while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > narrowest
    {
      let second = widths.enumerated().filter { $0.offset != widest }.map(\.element).max() ?? 0
      let excess = widths.reduce(0, +) - room
      widths[widest] = max(narrowest, widths[widest] - max(1, min(excess, widths[widest] - second)))
    }
    return widths
  }

  func lines(bold: (String) -> String) -> [String] {
    var lines = row(table.columns.map { Words("\($0.name)") }).map { row in
      var row = row
      while row.last == " " { row.removeLast() }
      return bold(row)
    }
    lines.append(
      widths.map { String(repeating: "─", count: $0) }.joined(separator: String(repeating: " ", count: Self.gap)))
    for cells in table.rows { lines += row(cells) }
    return lines
  }

  private func row(_ cells: [Words]) -> [String] {
    let columns = widths.indices.map { column in
      column < cells.count ? LineBreaking.lines(cells[column], width: widths[column]) : [""]
    }
    let height = columns.map(\.count).max() ?? 0
    return (0..<height).map { line in
      widths.indices.map { column in
        let text = line < columns[column].count ? columns[column][line] : ""
        return Columns.pad(text, to: widths[column], before: table.columns[column].isNumber)
      }.joined(separator: String(repeating: " ", count: Self.gap))
    }
  }
}
