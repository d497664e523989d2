/// A sheet as one HTML file: no script, nothing loaded, no link but within the page.
struct SheetPage {
  private let words: SheetWords
  private var out = Markup()

  private init(_ words: SheetWords) { self.words = words }

  /// The section with the id `first` comes right behind the verdict.
  static func html(_ sheet: Sheet, in words: SheetWords, first: String? = nil) -> [UInt8] {
    var page = SheetPage(words)
    page.write(sheet, first: first)
    return page.out.bytes
  }

  private mutating func write(_ sheet: Sheet, first: String?) {
    head(sheet)
    out.element("<body>\n<a class=\"skip\" href=\"#verdict\">", words("page_skip"), "</a>\n<header><p>")
    out.text(sheet.title)
    out.raw("</p></header>\n<main>\n")
    out.raw("<section id=\"verdict\" class=\"verdict ")
    out.text(sheet.tone.rawValue)
    out.raw("\">\n")
    out.element("<h1>", sheet.headline, "</h1>\n")
    for words in sheet.lead { out.element("<p class=\"lead\">", words, "</p>\n") }
    out.raw("</section>\n")
    facts(sheet.facts)
    let sections = sheet.sections.filter { $0.id == first } + sheet.sections.filter { $0.id != first }
    if sections.first?.id == first, let steps = sections.first { section(steps) }
    contents(sections)
    for one in sections where one.id != first { section(one) }
    out.raw("</main>\n<footer>\n")
    for words in sheet.colophon { out.element("<p>", words, "</p>\n") }
    out.raw("</footer>\n</body>\n</html>\n")
  }

  private mutating func head(_ sheet: Sheet) {
    out.raw("<!doctype html>\n<html lang=\"")
    out.text(sheet.language)
    out.raw(
      """
      ">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <meta name="robots" content="noindex, nofollow">
      <meta name="format-detection" content="telephone=no, email=no, address=no, date=no, url=no">
      <title>
      """)
    out.text(sheet.title)
    out.raw("</title>\n<style>\n")
    out.raw(Stylesheet.screen)
    out.raw(Stylesheet.figures)
    out.raw(Stylesheet.print)
    out.raw("</style>\n</head>\n")
  }

  private mutating func contents(_ sections: [Sheet.Section]) {
    guard sections.count > 2 else { return }
    out.element("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">", words("page_contents"), "</h2>\n<ul>\n")
    for section in sections {
      out.raw("<li><a href=\"#")
      out.text(section.id)
      out.raw("\">")
      out.text(section.heading)
      out.raw("</a></li>\n")
    }
    out.raw("</ul>\n</nav>\n")
  }

  private mutating func section(_ section: Sheet.Section) {
    out.raw("<section id=\"")
    out.text(section.id)
    out.raw("\">\n<h2>")
    out.text(section.heading)
    out.raw("</h2>\n")
    for block in section.blocks { write(block) }
    out.raw("</section>\n")
  }

  private mutating func write(_ block: Sheet.Block) {
    switch block {
    case .paragraph(let words): out.element("<p>", words, "</p>\n")
    case .subheading(let words): out.element("<h3>", words, "</h3>\n")
    case .list(let items, let intro):
      if let intro { out.element("<p class=\"intro\">", intro, "</p>\n") }
      out.raw("<ul>\n")
      for item in items { out.element("<li>", item, "</li>\n") }
      out.raw("</ul>\n")
    case .steps(let steps):
      out.raw("<ol class=\"steps\">\n")
      for step in steps {
        out.element("<li><h3>", step.title, "</h3>")
        if let due = step.due { out.element("<p class=\"due\">", due, "</p>") }
        out.element("<p>", step.why, "</p></li>\n")
      }
      out.raw("</ol>\n")
    case .facts(let facts): self.facts(facts)
    case .table(let table): write(table)
    case .longTable(let table, let summary, _):
      write(summary)
      out.element("<details>\n<summary>", words("page_all"), "</summary>\n")
      write(table)
      out.raw("</details>\n")
    case .figure(let figure): write(figure)
    }
  }

  private mutating func facts(_ facts: [Sheet.Fact]) {
    guard !facts.isEmpty else { return }
    out.raw("<dl>\n")
    for fact in facts {
      out.raw("<div><dt>")
      out.text(fact.question)
      out.element("</dt><dd>", fact.answer, "</dd></div>\n")
    }
    out.raw("</dl>\n")
  }

  private mutating func write(_ table: Sheet.Table) {
    out.raw(table.columns.count > 2 ? "<table class=\"cards\">\n" : "<table>\n")
    out.element("<caption>", table.caption, "</caption>\n<thead><tr>")
    for column in table.columns {
      out.raw(column.isNumber ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      out.text(column.name)
      out.raw("</th>")
    }
    out.raw("</tr></thead>\n<tbody>\n")
    for row in table.rows {
      out.raw("<tr>")
      for (index, cell) in row.enumerated() where index < table.columns.count {
        let column = table.columns[index]
        out.raw(
          index == 0
            ? "<th scope=\"row\" data-label=\""
            : column.isNumber ? "<td class=\"number\" data-label=\"" : "<td data-label=\"")
        out.text(column.name)
        out.element("\">", cell, index == 0 ? "</th>" : "</td>")
      }
      out.raw("</tr>\n")
    }
    out.raw("</tbody>\n</table>\n")
  }

  private mutating func write(_ figure: Sheet.Figure) {
    out.raw("<div class=\"plotted\">\n<figure id=\"")
    out.text(figure.id)
    out.element("\">\n<figcaption><strong>", figure.title, "</strong>")
    out.element("<span>", figure.summary, "</span></figcaption>\n")
    Drawing.draw(figure, &out)
    out.element("</figure>\n<details>\n<summary>", words("page_numbers"), "</summary>\n")
    write(figure.table)
    out.raw("</details>\n</div>\n")
  }
}
