/// Who of those that matter was in a list on each day: customers, recipients seen, test accounts.
struct Presence: Sendable {
  /// Customers; test accounts left out.
  var size: DailyCount
  /// Recipients seen whom it held, tagged ones among them.
  var inside: DailyCount
  /// Of these, the ones with a plus-tag that no other store holds.
  var tagged: DailyCount
  var testAccounts: DailyCount
  var testAccountsHit: DailyCount
  /// Customers who said that they got nothing.
  var silent: DailyCount
  /// The first day that counts: before it the list is not known to have existed.
  var start: Int

  init(days: Int, start: Int = 0) {
    size = DailyCount(days: days)
    inside = size
    tagged = size
    testAccounts = size
    testAccountsHit = size
    silent = size
    self.start = start
  }

  mutating func accumulate() {
    size.accumulate()
    inside.accumulate()
    tagged.accumulate()
    testAccounts.accumulate()
    testAccountsHit.accumulate()
    silent.accumulate()
  }

  mutating func add(_ witness: Witness, from start: Int, to end: Int) {
    switch witness {
    case .recipient(let isTagged):
      inside.change(from: start, to: end)
      if isTagged { tagged.change(from: start, to: end) }
    case .testAccount(let hit):
      testAccounts.change(from: start, to: end)
      if hit { testAccountsHit.change(from: start, to: end) }
    case .silent: silent.change(from: start, to: end)
    }
  }

  /// The list of either store: what both hold counts once.
  static func union(_ left: Presence, _ right: Presence, minus both: Presence) -> Presence {
    var result = Presence(days: left.size.values.count, start: max(left.start, right.start))
    result.size = DailyCount.union(left.size, right.size, minus: both.size)
    result.inside = DailyCount.union(left.inside, right.inside, minus: both.inside)
    result.tagged = DailyCount.union(left.tagged, right.tagged, minus: both.tagged)
    result.testAccounts = DailyCount.union(left.testAccounts, right.testAccounts, minus: both.testAccounts)
    result.testAccountsHit = DailyCount.union(left.testAccountsHit, right.testAccountsHit, minus: both.testAccountsHit)
    result.silent = DailyCount.union(left.silent, right.silent, minus: both.silent)
    return result
  }
}

extension DailyCount {
  static func union(_ left: DailyCount, _ right: DailyCount, minus both: DailyCount) -> DailyCount {
    var result = left
    for day in left.values.indices { result.set(day, left.values[day] + right.values[day] - both.values[day]) }
    return result
  }
}

/// An address whose presence on a list says something.
enum Witness: Sendable, Hashable {
  case recipient(tagged: Bool)
  case testAccount(hit: Bool)
  case silent
}

/// The days on which one witness was in one store.
struct WitnessPeriod: Sendable {
  let member: Int32
  let witness: Witness
  let start: Int
  let end: Int
}
