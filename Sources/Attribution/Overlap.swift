/// How many customers two stores hold in common on each day, for every pair of stores, in one pass over the people.
///
/// The lists are in the order of the members, so the pass reads each once from front to back; only people in two stores cost more.
struct Overlap: Sendable {
  private var counts: [DailyCount]
  private let stores: Int

  init(stores: [DataStore], people: Int, timeline: Timeline) {
    self.stores = stores.count
    let days = timeline.count
    let number = stores.count
    counts = Array(repeating: DailyCount(days: days), count: number * (number - 1) / 2)
    guard number > 1, people > 0 else { return }
    // One flat block: the pass changes it at random places, and nested arrays would pay for uniqueness each time.
    var flat = [Int32](repeating: 0, count: counts.count * (days + 1))
    let frozen = stores.map(\.frozen)
    let lists = stores.map(\.customers)
    var heads = [Int](repeating: 0, count: number)
    var present: [(store: Int, start: Int, end: Int)] = []
    var next = stores.map { $0.customers.members.first ?? Int32.max }
    while true {
      var person = Int32.max
      for store in 0..<number where next[store] < person { person = next[store] }
      if person == Int32.max { break }
      present.removeAll(keepingCapacity: true)
      for store in 0..<number where next[store] == person {
        var row = heads[store]
        repeat {
          let period = timeline.days(lists[store].created[row], lists[store].removed[row], frozen: frozen[store])
          if period.start < period.end { present.append((store, period.start, period.end)) }
          row += 1
        } while row < lists[store].count && lists[store].members[row] == person
        heads[store] = row
        next[store] = row < lists[store].count ? lists[store].members[row] : Int32.max
      }
      guard present.count > 1 else { continue }
      for left in 0..<(present.count - 1) {
        for right in (left + 1)..<present.count where present[left].store != present[right].store {
          let start = max(present[left].start, present[right].start)
          let end = min(present[left].end, present[right].end)
          guard start < end else { continue }
          let base = Self.index(present[left].store, present[right].store) * (days + 1)
          flat[base + start] &+= 1
          flat[base + end] &-= 1
        }
      }
    }
    for pair in counts.indices {
      for day in 0..<days { counts[pair].set(day, flat[pair * (days + 1) + day]) }
      counts[pair].accumulate()
    }
  }

  subscript(left: Int, right: Int) -> DailyCount { counts[Self.index(left, right)] }

  /// Pairs in the order (0,1), (0,2), (1,2), (0,3) …
  static func index(_ left: Int, _ right: Int) -> Int {
    let (low, high) = left < right ? (left, right) : (right, left)
    return high * (high - 1) / 2 + low
  }
}
