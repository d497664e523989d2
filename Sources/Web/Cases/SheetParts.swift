import Letters
import Operations

/// A stretch of a sentence as templates take it: plain, or a link to what shows that it is true.
struct SheetRun: PagePart {
  let text: String
  let href: String?
  /// Letter for letter from elsewhere, so that it must not turn what stands beside it.
  let isApart: Bool

  static let fields: Fields<SheetRun> = [
    .text("run_text") { $0.text }, .text("run_href") { $0.href }, .flag("is_apart") { $0.isApart },
  ]
}

/// A sentence of a finding sheet: made once, in Letters, for paper, terminal and page.
struct SheetLine: PagePart {
  let runs: [SheetRun]

  /// `place` knows the address of what shows a figure.
  init(_ words: Words, _ place: SheetPlaces) {
    runs = words.runs.map { run in
      SheetRun(
        text: run.text, href: run.evidence.flatMap { place($0) },
        isApart: run.style == .literal || run.style == .isolated)
    }
  }

  static let fields: Fields<SheetLine> = [.list("runs") { $0.runs }]
}

/// The page that shows what a figure of a sheet rests on; nil for one that has none here.
struct SheetPlaces: Sendable {
  private let find: @Sendable (Words.Evidence) -> String?

  init(_ find: @escaping @Sendable (Words.Evidence) -> String?) { self.find = find }

  func callAsFunction(_ evidence: Words.Evidence) -> String? { find(evidence) }
}

struct SheetFact: PagePart {
  let question: String
  let answer: SheetLine

  init(_ fact: Sheet.Fact, _ place: SheetPlaces) {
    question = fact.question
    answer = SheetLine(fact.answer, place)
  }

  static let fields: Fields<SheetFact> = [.text("question") { $0.question }, .part("answer") { $0.answer }]
}

/// A line of text where a list is wanted.
struct TextLine: PagePart {
  let text: String

  static let fields: Fields<TextLine> = [.text("text") { $0.text }]
}

struct SheetRow: PagePart {
  let cells: [SheetLine]

  static let fields: Fields<SheetRow> = [.list("cells") { $0.cells }]
}

struct SheetTable: PagePart {
  let caption: String
  let columns: [TextLine]
  let rows: [SheetRow]

  init(_ table: Sheet.Table, _ place: SheetPlaces) {
    caption = table.caption.text
    columns = table.columns.map { TextLine(text: $0.name) }
    rows = table.rows.map { SheetRow(cells: $0.map { SheetLine($0, place) }) }
  }

  static let fields: Fields<SheetTable> = [
    .text("caption") { $0.caption }, .list("columns") { $0.columns }, .list("rows") { $0.rows },
  ]
}

/// One block; exactly one of its parts is there. Steps have a page of their own.
struct SheetBlock: PagePart {
  private(set) var paragraph: SheetLine?
  private(set) var subheading: String?
  private(set) var items: [SheetLine] = []
  private(set) var facts: [SheetFact] = []
  private(set) var table: SheetTable?
  private(set) var plot: Drawing?
  /// The numbers of the plot.
  private(set) var numbers: SheetTable?

  init(_ block: Sheet.Block, _ place: SheetPlaces) {
    switch block {
    case .paragraph(let words): paragraph = SheetLine(words, place)
    case .subheading(let words): subheading = words.text
    case .list(let list, let under):
      paragraph = under.map { SheetLine($0, place) }
      items = list.map { SheetLine($0, place) }
    case .steps: break
    case .facts(let list): facts = list.map { SheetFact($0, place) }
    case .table(let rows): table = SheetTable(rows, place)
    case .longTable(_, let summary, _): table = SheetTable(summary, place)
    case .figure(let figure):
      subheading = figure.title.text
      paragraph = SheetLine(figure.summary, place)
      plot = Drawing(figure)
      numbers = SheetTable(figure.table, place)
    }
  }

  static let fields: Fields<SheetBlock> = [
    .text("subheading") { $0.subheading }, .part("paragraph") { $0.paragraph },
    .flag("has_items") { !$0.items.isEmpty },
    .list("items") { $0.items }, .flag("has_facts") { !$0.facts.isEmpty }, .list("facts") { $0.facts },
    .part("table") { $0.table },
    .flag("has_plot") { $0.plot != nil }, .drawing("plot") { $0.plot }, .part("numbers") { $0.numbers },
  ]
}

struct SheetSection: PagePart {
  let id: String
  let heading: String
  let blocks: [SheetBlock]

  init(_ section: Sheet.Section, _ place: SheetPlaces) {
    id = section.id
    heading = section.heading
    blocks = section.blocks.map { SheetBlock($0, place) }
  }

  static let fields: Fields<SheetSection> = [
    .text("section_id") { $0.id }, .text("heading") { $0.heading }, .list("blocks") { $0.blocks },
  ]
}
