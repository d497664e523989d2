import Letters
import Operations

/// A finding sheet's parts as templates take them: the sentences are made once, in Letters, for paper, terminal and page.
struct SheetFact: PagePart {
  let question: String
  let answer: String

  init(_ fact: Sheet.Fact) {
    question = fact.question
    answer = fact.answer.text
  }

  static let fields: Fields<SheetFact> = [.text("question") { $0.question }, .text("answer") { $0.answer }]
}

/// A line of text where a list is wanted.
struct TextLine: PagePart {
  let text: String

  static let fields: Fields<TextLine> = [.text("text") { $0.text }]
}

struct SheetStep: PagePart {
  let title: String
  let why: String
  let due: String?

  init(_ step: Sheet.Step) {
    title = step.title.text
    why = step.why.text
    due = step.due?.text
  }

  static let fields: Fields<SheetStep> = [
    .text("step_title") { $0.title }, .text("why") { $0.why }, .text("due") { $0.due },
  ]
}

struct SheetRow: PagePart {
  let cells: [TextLine]

  static let fields: Fields<SheetRow> = [.list("cells") { $0.cells }]
}

struct SheetTable: PagePart {
  let caption: String
  let columns: [TextLine]
  let rows: [SheetRow]

  init(_ table: Sheet.Table) {
    caption = table.caption.text
    columns = table.columns.map { TextLine(text: $0.name) }
    rows = table.rows.map { SheetRow(cells: $0.map { TextLine(text: $0.text) }) }
  }

  static let fields: Fields<SheetTable> = [
    .text("caption") { $0.caption }, .list("columns") { $0.columns }, .list("rows") { $0.rows },
  ]
}

/// One block; exactly one of its parts is there.
struct SheetBlock: PagePart {
  private(set) var paragraph: String?
  private(set) var subheading: String?
  private(set) var items: [TextLine] = []
  private(set) var steps: [SheetStep] = []
  private(set) var facts: [SheetFact] = []
  private(set) var table: SheetTable?
  private(set) var plot: Drawing?
  /// The numbers of the plot.
  private(set) var numbers: SheetTable?

  init(_ block: Sheet.Block) {
    switch block {
    case .paragraph(let words): paragraph = words.text
    case .subheading(let words): subheading = words.text
    case .list(let list, let under):
      paragraph = under?.text
      items = list.map { TextLine(text: $0.text) }
    case .steps(let list): steps = list.map { SheetStep($0) }
    case .facts(let list): facts = list.map { SheetFact($0) }
    case .table(let rows): table = SheetTable(rows)
    case .longTable(_, let summary, _): table = SheetTable(summary)
    case .figure(let figure):
      subheading = figure.title.text
      paragraph = figure.summary.text
      plot = Drawing(figure)
      numbers = SheetTable(figure.table)
    }
  }

  static let fields: Fields<SheetBlock> = [
    .text("subheading") { $0.subheading }, .text("paragraph") { $0.paragraph },
    .flag("has_items") { !$0.items.isEmpty },
    .list("items") { $0.items }, .flag("has_steps") { !$0.steps.isEmpty }, .list("steps") { $0.steps },
    .flag("has_facts") { !$0.facts.isEmpty }, .list("facts") { $0.facts }, .part("table") { $0.table },
    .flag("has_plot") { $0.plot != nil }, .drawing("plot") { $0.plot }, .part("numbers") { $0.numbers },
  ]
}

struct SheetSection: PagePart {
  let id: String
  let heading: String
  let blocks: [SheetBlock]

  init(_ section: Sheet.Section) {
    id = section.id
    heading = section.heading
    blocks = section.blocks.map { SheetBlock($0) }
  }

  static let fields: Fields<SheetSection> = [
    .text("section_id") { $0.id }, .text("heading") { $0.heading }, .list("blocks") { $0.blocks },
  ]
}
