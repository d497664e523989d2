import Vocabulary

/// Reports counted by day (or by longer spans, where many days passed), stacked by campaign.
package struct DailySeries: Sendable {
  package struct Bar: Sendable {
    package let start: CalendarDate
    /// By campaign, in the order of `names`.
    package let counts: [Int]
    package var total: Int { counts.reduce(0, +) }
  }

  package let names: [String]
  /// 1, 7, 28 or 364 days a bar.
  package let span: Int
  /// Without gaps: quiet days have a bar of nothing.
  package let bars: [Bar]

  package static let most = 62

  /// `seen` holds a day and a campaign's index for each report; nil where there is none, or the days lie further apart than a plot can show.
  package init?(names: [String], seen: [(day: CalendarDate, campaign: Int)]) {
    guard let first = seen.map(\.day).min(), let last = seen.map(\.day).max() else { return nil }
    let days = Int(last.days) - Int(first.days) + 1
    guard let span = [1, 7, 28, 364].first(where: { days <= $0 * Self.most }) else { return nil }
    var bars = [[Int]](repeating: [Int](repeating: 0, count: names.count), count: (days - 1) / span + 1)
    for report in seen where names.indices.contains(report.campaign) {
      bars[(Int(report.day.days) - Int(first.days)) / span][report.campaign] += 1
    }
    self.names = names
    self.span = span
    self.bars = bars.enumerated().map { Bar(start: first.adding(days: $0 * span), counts: $1) }
  }

  package var largest: Int { max(1, bars.map(\.total).max() ?? 1) }

  /// What one bar stands for.
  package enum Unit: String, Sendable, CaseIterable {
    case day, week
    case fourWeeks = "four_weeks"
    case year
  }

  package var unit: Unit {
    switch span {
    case 1: .day
    case 7: .week
    case 28: .fourWeeks
    default: .year
    }
  }
}
