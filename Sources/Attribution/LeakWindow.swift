import Vocabulary

/// When the list was taken: the shortest run of days that holds the asked share of the probability.
package struct LeakWindow: Sendable, Hashable {
  package let earliest: CalendarDate
  package let latest: CalendarDate

  package init(
    earliest: CalendarDate, latest: CalendarDate
  ) {
    self.earliest = earliest
    self.latest = latest
  }

  /// Of runs of the same length the earliest counts: where a retired list no longer changes, one day is as likely as the next.
  static func shortest(_ days: [Double], holding share: Double) -> Range<Int>? {
    guard !days.isEmpty else { return nil }
    let wanted = min(share, 1) * days.reduce(0, +) - 1e-9
    var best: Range<Int>?
    var start = 0
    var sum = 0.0
    for end in days.indices {
      sum += days[end]
      while start < end, sum - days[start] >= wanted {
        sum -= days[start]
        start += 1
      }
      if sum >= wanted, end + 1 - start < best?.count ?? .max { best = start..<(end + 1) }
    }
    return best ?? 0..<days.count
  }
}

/// Who is exposed if the leading store, or pair, leaked.
package struct Exposure: Sendable, Hashable {
  /// Store ids.
  package let stores: [String]
  /// People on the list at the leak date, test accounts left out: posterior median, and the least and most within the leak window.
  package let customers: Int
  package let low: Int
  package let high: Int
  package let fields: [String]

  package init(
    stores: [String], customers: Int, low: Int, high: Int, fields: [String]
  ) {
    self.stores = stores
    self.customers = customers
    self.low = low
    self.high = high
    self.fields = fields
  }

  /// The median of the list's size over the leak days.
  static func median(of size: DailyCount, over days: [Double]) -> Int {
    let order = days.indices.filter { days[$0] > 0 }.sorted { size[$0] < size[$1] }
    let half = order.reduce(0) { $0 + days[$1] } / 2
    var sum = 0.0
    for day in order {
      sum += days[day]
      if sum >= half { return size[day] }
    }
    return 0
  }
}
