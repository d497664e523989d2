import Vocabulary

/// How lists grew, for a plot: a few lines over the same days, thinned to what a plot can show.
package struct GrowthSeries: Sendable {
  package struct Line: Sendable {
    package let name: String
    /// Sizes at `days`.
    package let sizes: [Int]
    package let retired: CalendarDate?
  }

  /// Ascending; at most `most`.
  package let days: [CalendarDate]
  package let lines: [Line]
  package let window: ClosedRange<CalendarDate>?
  package let firstMail: CalendarDate?

  package static let most = 160

  /// Every list's sizes day by day from `start`; nil where there are under two days. The first and the last day stay.
  package init?(
    start: CalendarDate, lists: [(name: String, growth: [Int32], retired: CalendarDate?)],
    window: ClosedRange<CalendarDate>?,
    firstMail: CalendarDate?
  ) {
    let count = lists.map(\.growth.count).max() ?? 0
    guard count > 1, count < 100_000 else { return nil }
    let last = count - 1
    let steps = min(last, Self.most - 1)
    let picked = (0...steps).map { $0 * last / steps }
    days = picked.map { start.adding(days: $0) }
    lines = lists.map { list in
      Line(
        name: list.name,
        sizes: picked.map { list.growth.isEmpty ? 0 : max(0, Int(list.growth[min($0, list.growth.count - 1)])) },
        retired: list.retired)
    }
    self.window = window
    self.firstMail = firstMail
  }

  package var largest: Int { max(1, lines.flatMap(\.sizes).max() ?? 1) }

  /// 0 to 1 along the days; what lies outside is put at the edge.
  package func place(_ day: CalendarDate) -> Double {
    guard let first = days.first, let last = days.last, last > first else { return 0 }
    return min(max(Double(day.days - first.days) / Double(last.days - first.days), 0), 1)
  }
}
