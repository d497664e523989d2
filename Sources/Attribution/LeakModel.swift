import Glibc
import Vocabulary

/// One leak laid out for Bayes: every hypothesis (store or pair, and date) with its likelihood.
struct LeakModel: Sendable {
  let stores: [DataStore]
  let priors: Priors
  let timeline: Timeline
  let likelihood: RecipientLikelihood
  let lureFields: Set<String>
  /// Distinct recipients that are no test account; the tagged ones among them that one store alone holds; test accounts hit.
  let recipients: Int
  let tagged: Int
  let testAccountsHit: Int
  let presences: [Presence]
  let overlap: Overlap
  /// Per store, the recipients seen and all test accounts, with their days in it.
  let witnesses: [[WitnessPeriod]]
  /// Numbers of the recipients seen that the book knows.
  let seen: Set<Int32>
  /// Numbers of those who said that they got nothing.
  let silent: Set<Int32>

  /// With more stores than this no pairs are weighed: their number grows with the square, and each has its own count for every day.
  static let mostPaired = 100

  var hasEvidence: Bool { recipients + testAccountsHit > 0 }

  init(stores: [DataStore], book: AddressBook, priors: Priors, evidence: LeakEvidence) {
    self.stores = stores
    self.priors = priors
    lureFields = evidence.lureFields
    timeline = Timeline(stores: stores, firstSeen: evidence.firstSeen)
    let addresses = Set(evidence.recipients)
    let numbers = Set(addresses.compactMap { book.number(of: $0) })
    seen = numbers
    let tests = Set(stores.flatMap(\.testAccounts.members))
    let hits = tests.intersection(numbers)
    silent = Set(evidence.denied.compactMap { book.number(of: $0) }).subtracting(numbers).subtracting(tests)
    testAccountsHit = hits.count
    recipients = addresses.count - hits.count
    likelihood = RecipientLikelihood(
      strangers: priors.strangers, delivered: priors.delivered,
      universe: max(1, Double(book.count - tests.count) * max(1, priors.universe)))

    let held = stores.map { store in numbers.filter { !store.customers.rows(of: $0).isEmpty } }
    let exclusive = Set(
      addresses.lazy.filter { $0.tag != nil }.compactMap { book.number(of: $0) }
        .filter { number in !tests.contains(number) && held.count { $0.contains(number) } == 1 })
    tagged = exclusive.count
    let timeline = self.timeline
    let silent = self.silent
    witnesses = stores.indices.map { index in
      Self.periods(in: stores[index].customers, of: held[index].subtracting(tests), stores[index], timeline) {
        .recipient(tagged: exclusive.contains($0))
      }
        + Self.periods(
          in: stores[index].testAccounts, of: Set(stores[index].testAccounts.members), stores[index], timeline
        ) {
          .testAccount(hit: hits.contains($0))
        }
        + Self.periods(
          in: stores[index].customers, of: silent.filter { !stores[index].customers.rows(of: $0).isEmpty },
          stores[index],
          timeline
        ) { _ in .silent }
    }
    let witnesses = self.witnesses
    presences = stores.indices.map { Self.presence(of: stores[$0], witnesses[$0], timeline) }
    overlap = Overlap(
      stores: stores.count <= Self.mostPaired ? stores : [], people: book.count, timeline: timeline)
  }

  private static func periods(
    in holdings: Holdings, of members: Set<Int32>, _ store: DataStore, _ timeline: Timeline, witness: (Int32) -> Witness
  ) -> [WitnessPeriod] {
    members.sorted().flatMap { member in
      holdings.rows(of: member).compactMap { row in
        let days = timeline.days(holdings.created[row], holdings.removed[row], frozen: store.frozen)
        guard days.start < days.end else { return nil }
        return WitnessPeriod(member: member, witness: witness(member), start: days.start, end: days.end)
      }
    }
  }

  private static func presence(of store: DataStore, _ witnesses: [WitnessPeriod], _ timeline: Timeline) -> Presence {
    var start = 0
    if let first = store.firstCreated { start = Int(min(max(first, timeline.first), timeline.last) - timeline.first) }
    var presence = Presence(days: timeline.count, start: start)
    let frozen = store.frozen
    let customers = store.customers
    for row in 0..<customers.count {
      let days = timeline.days(customers.created[row], customers.removed[row], frozen: frozen)
      presence.size.change(from: days.start, to: days.end)
    }
    for period in witnesses { presence.add(period.witness, from: period.start, to: period.end) }
    presence.accumulate()
    return presence
  }

  /// Every hypothesis, with the logarithm of its prior.
  var hypotheses: [(hypothesis: Hypothesis, logPrior: Double)] {
    guard !stores.isEmpty else { return [(.outside, 0)] }
    let pairs = stores.count * (stores.count - 1) / 2
    var result: [(Hypothesis, Double)] = [(.outside, log(priors.outside))]
    for store in stores.indices { result.append((.single(store), log(priors.single / Double(stores.count)))) }
    guard stores.count <= Self.mostPaired else { return result }
    for right in stores.indices {
      for left in 0..<right { result.append((.pair(left, right), log(priors.pair / Double(pairs)))) }
    }
    return result
  }

  func presence(of hypothesis: Hypothesis) -> Presence {
    switch hypothesis {
    case .outside: return Presence(days: timeline.count)
    case .single(let store): return presences[store]
    case .pair(let left, let right):
      var both = Presence(days: timeline.count)
      for first in witnesses[left] {
        for second in witnesses[right] where second.member == first.member {
          both.add(first.witness, from: max(first.start, second.start), to: min(first.end, second.end))
        }
      }
      both.accumulate()
      both.size = overlap[left, right]
      return Presence.union(presences[left], presences[right], minus: both)
    }
  }

  /// ln likelihood on each day, against "uniform over all addresses"; -∞ before the list existed.
  func daily(_ presence: Presence, fields: Set<String>) -> [Double] {
    let fieldFactor = logFields(held: fields)
    var result = [Double](repeating: -.infinity, count: timeline.count)
    var previous = (-1, -1, -1, -1, -1, -1)
    var value = 0.0
    for day in presence.start..<timeline.count {
      let now = (
        presence.size[day], presence.inside[day], presence.tagged[day], presence.testAccounts[day],
        presence.testAccountsHit[day], presence.silent[day]
      )
      if now != previous {
        previous = now
        let taggedOutside = tagged - now.2
        value =
          likelihood.logRatio(inside: now.1, outside: recipients - now.1 - taggedOutside, size: now.0)
          + Double(taggedOutside) * log(priors.taggedElsewhere)
          + likelihood.logDelivered(hit: now.4, present: now.3 + now.5)
          + Double(testAccountsHit - now.4) * log(priors.testAccountElsewhere) + fieldFactor
      }
      result[day] = hasEvidence ? value : 0
    }
    return result
  }

  var logOutside: Double {
    guard hasEvidence else { return 0 }
    return Double(tagged) * log(priors.taggedElsewhere) + Double(testAccountsHit) * log(priors.testAccountElsewhere)
  }

  /// None where one of the stores does not say what it holds.
  func fields(of hypothesis: Hypothesis) -> Set<String> {
    guard hypothesis.stores.allSatisfy({ !stores[$0].fields.isEmpty }) else { return [] }
    return hypothesis.stores.reduce(into: []) { $0.formUnion(stores[$1].fields) }
  }

  /// Fields that the fake mail shows and `held` lacks. A name holds the first name; every store holds the address; one that does not say
  /// what it holds lacks nothing.
  func missingFields(held: Set<String>) -> [String] {
    guard !held.isEmpty else { return [] }
    return lureFields.filter { $0 != "email" && !held.contains($0) && !($0 == "first_name" && held.contains("name")) }
      .sorted()
  }

  private func logFields(held: Set<String>) -> Double {
    missingFields(held: held).reduce(0) { $0 + log(priors.missingFields[$1] ?? priors.missingField) }
  }
}
