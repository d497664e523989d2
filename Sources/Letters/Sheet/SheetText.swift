import Vocabulary

/// A sheet as text for a terminal: at most 80 columns, UTF-8, bold only where a terminal shows it.
package struct SheetText: Sendable {
  package static let columns = 78
  private let isBold: Bool
  private(set) var lines: [String] = []

  package static func text(_ sheet: Sheet, isTerminal: Bool) -> String {
    var writer = SheetText(isBold: isTerminal)
    writer.write(sheet)
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private init(isBold: Bool) { self.isBold = isBold }

  private mutating func write(_ sheet: Sheet) {
    line(sheet.title)
    blank()
    wrap(sheet.headline, strong: true)
    blank()
    for words in sheet.lead { paragraph(words) }
    if !sheet.facts.isEmpty {
      facts(sheet.facts, indent: 0)
      blank()
    }
    for section in sheet.sections {
      heading(section.heading)
      for block in section.blocks { write(block) }
    }
    line(String(repeating: "─", count: Self.columns))
    for words in sheet.colophon { wrap(words) }
  }

  private mutating func write(_ block: Sheet.Block) {
    switch block {
    case .paragraph(let words): paragraph(words)
    case .subheading(let words):
      wrap(words, strong: true)
    case .list(let items, let intro):
      if let intro { wrap(intro) }
      for item in items { wrap(item, first: "  • ", rest: "    ") }
      blank()
    case .steps(let steps):
      for (index, step) in steps.enumerated() {
        let number = "\(index + 1)."
        wrap(
          step.title + (step.due.map { ", " + $0 } ?? ""), first: Columns.pad(number, to: 4), rest: "    ", strong: true
        )
        wrap(step.why, first: "    ", rest: "    ")
        blank()
      }
    case .facts(let facts):
      self.facts(facts, indent: 2)
      blank()
    case .table(let table):
      wrap(table.caption, strong: true)
      write(table)
    case .longTable(_, let summary, let elsewhere):
      wrap(summary.caption, strong: true)
      write(summary)
      paragraph(elsewhere)
    case .figure(let figure): write(figure)
    }
  }

  private mutating func heading(_ text: String) {
    line(bold(text))
    line(String(repeating: "─", count: min(Columns.width(of: text), Self.columns)))
  }

  private mutating func paragraph(_ words: Words) {
    wrap(words)
    blank()
  }

  /// Question and answer side by side; one below the other where the questions are long.
  private mutating func facts(_ facts: [Sheet.Fact], indent: Int) {
    let widest = facts.map { Columns.width(of: $0.question) }.max() ?? 0
    let blanks = String(repeating: " ", count: indent)
    let column = min(widest, 34) + 2
    for fact in facts {
      let question = Columns.pad(fact.question, to: column)
      wrap(fact.answer, first: blanks + question, rest: blanks + String(repeating: " ", count: column))
    }
  }

  private mutating func write(_ figure: Sheet.Figure) {
    var bars: [(name: String, fraction: Double, value: String)] = []
    switch figure.plot {
    case .shares(let shares): bars = shares.map { ($0.name, $0.fraction, $0.value) }
    case .counts(let series):
      let filled = series.bars.filter { $0.total > 0 }
      guard filled.count <= 40 else { break }
      bars = filled.map {
        ($0.start.description, Double($0.total) / Double(series.largest), figure.words.number($0.total).text)
      }
    case .growth: break
    }
    wrap(figure.title, strong: true)
    guard !bars.isEmpty else {
      write(figure.table)
      return
    }
    let names = min(bars.map { Columns.width(of: $0.name) }.max() ?? 0, 30)
    let values = bars.map { Columns.width(of: $0.value) }.max() ?? 0
    let room = Self.columns - names - values - 6
    for bar in bars {
      let name = PlainText.clean(bar.name, width: names + 1)
      line(
        "  " + Columns.pad(name, to: names) + "  " + Columns.pad(Self.bar(bar.fraction, width: room), to: room) + "  "
          + Columns.pad(bar.value, to: values, before: true))
    }
    blank()
    paragraph(figure.summary)
  }

  /// In eighths of a column.
  private static func bar(_ fraction: Double, width: Int) -> String {
    guard fraction.isFinite, fraction > 0 else { return "" }
    let eighths = max(1, Int((min(fraction, 1) * Double(width * 8)).rounded()))
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + partial[eighths % 8]
  }

  private mutating func write(_ table: Sheet.Table) {
    for text in TextTable(table, width: Self.columns - 2).lines(bold: bold) { line("  " + text) }
    blank()
  }

  private func bold(_ text: String) -> String { isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private mutating func line(_ text: String) {
    var text = text
    while text.last == " " { text.removeLast() }
    lines.append(text)
  }
  private mutating func blank() { if lines.last != "" { lines.append("") } }

  private mutating func wrap(_ words: Words, first: String = "", rest: String = "", strong: Bool = false) {
    for text in LineBreaking.lines(
      words, first: first, rest: rest, width: Self.columns, isBold: isBold, allStrong: strong)
    {
      line(text)
    }
  }
}
