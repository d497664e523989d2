import Vocabulary

/// The days on which a leak is possible, numbered from 0, and how a holding falls on them.
struct Timeline: Sendable {
  /// The first day that any store knows of; the first mail seen.
  let first: Int32
  let last: Int32
  /// False where no list has a single date: then there is one day, and nothing is known of when.
  let dated: Bool

  var count: Int { Int(last - first) + 1 }

  /// A first mail later than the year 2100 is a forged date.
  private static let horizon: Int32 = 47_482

  init(stores: [DataStore], firstSeen: CalendarDate?) {
    let latest = stores.compactMap(\.lastChange).max()
    let end = max(0, min(firstSeen?.days ?? latest ?? 0, Self.horizon))
    let earliest = stores.compactMap(\.firstCreated).min()
    last = end
    first = min(end, max(0, earliest ?? latest ?? end))
    dated = earliest != nil || latest != nil
  }

  func date(_ day: Int) -> CalendarDate { CalendarDate(days: first + Int32(day)) }

  /// The days of a period as an interval of day numbers, from the first inside to the first after; empty where it misses them all.
  /// A retired store's list stays as it was on the day of retirement.
  @inline(__always) func days(_ created: Int32, _ removed: Int32, frozen: Int32) -> (start: Int, end: Int) {
    if created > frozen { return (0, 0) }
    let start = created <= first ? 0 : Int(created - first)
    let end = removed > frozen || removed > last ? count : Int(max(removed, first) - first)
    return start < end ? (start, end) : (0, 0)
  }
}

extension DataStore {
  /// The last day on which the list still changed.
  var frozen: Int32 { retiredOn?.days ?? Int32.max }
}

/// A count for each day, built from the days on which it changes.
struct DailyCount: Sendable {
  private(set) var values: [Int32]

  init(days: Int) { values = Array(repeating: 0, count: days) }

  @inline(__always) mutating func change(from start: Int, to end: Int) {
    guard start < end else { return }
    values[start] &+= 1
    if end < values.count { values[end] &-= 1 }
  }

  /// Turns changes into counts.
  mutating func accumulate() {
    var running: Int32 = 0
    for day in values.indices {
      running &+= values[day]
      values[day] = running
    }
  }

  mutating func set(_ day: Int, _ value: Int32) { values[day] = value }

  subscript(day: Int) -> Int { Int(values[day]) }
}
