/// A sheet as its parts in order, before it becomes text or a page: one set of sentences for both.
package struct Sheet: Sendable {
  package let title: String
  /// The verdict in one sentence.
  package let headline: Words
  package let tone: Tone
  /// What it means, in a few sentences.
  package let lead: [Words]
  /// The questions that everybody asks, with their answers.
  package let facts: [Fact]
  package let sections: [Section]
  package let colophon: [Words]
  /// BCP 47
  package let language: String

  package enum Tone: String, Sendable { case alarm, caution, calm }

  package struct Fact: Sendable {
    /// Where it is one of the questions that everybody asks.
    package var id: Question?
    package let question: String
    package let answer: Words
  }

  package enum Question: String, Sendable, CaseIterable { case origin, sender, source, window, exposure, first }

  package struct Section: Sendable {
    /// Its anchor in the page.
    package let id: String
    package let heading: String
    package let blocks: [Block]
  }

  package enum Block: Sendable {
    case paragraph(Words)
    case subheading(Words)
    /// Under a line that introduces it, where there is one.
    case list([Words], under: Words? = nil)
    case steps([Step])
    case facts([Fact])
    case table(Table)
    /// Rows that only a page has room for, below their summary; text prints the summary and where the rows are.
    case longTable(Table, summary: Table, elsewhere: Words)
    case figure(Figure)
  }

  package struct Step: Sendable {
    /// The action's.
    package let id: String
    package let title: Words
    package let why: Words
    package let due: Words?
  }

  package struct Table: Sendable {
    package let caption: Words
    package let columns: [Column]
    package let rows: [[Words]]

    package struct Column: Sendable {
      package let name: String
      package var isNumber = false
    }
  }

  /// A plot with its words, and its numbers as a table.
  package struct Figure: Sendable {
    package let id: String
    package let title: Words
    /// What one sees in it.
    package let summary: Words
    package let plot: Plot
    package let table: Table
    /// For what stands inside the plot.
    package let words: SheetWords
  }

  package enum Plot: Sendable {
    case shares([Share])
    case growth(GrowthSeries)
    case counts(DailySeries)
  }

  /// A bar from nothing to all.
  package struct Share: Sendable {
    package let name: String
    package let fraction: Double
    package let value: String
    package let isOutside: Bool
  }
}
