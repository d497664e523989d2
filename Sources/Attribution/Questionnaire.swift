import Glibc
import Vocabulary

/// Finds the customers whose yes or no says most about which suspect is the source.
///
/// A customer matters only by the chance to have been on each suspect's list. These chances, in eighths, sort all people into few groups;
/// the best groups give the names.
struct Questionnaire {
  let model: LeakModel
  let posterior: Posterior
  let book: AddressBook

  private static let limit = 5
  private static let perGroup = 2
  private static let worth = 0.005
  private static let steps = 8

  /// A suspect that matters, and the probability of leak days before each day.
  private struct Candidate {
    let hypothesis: Hypothesis
    let weight: Double
    let before: [Double]
  }

  func questions() -> [Question] {
    let candidates = self.candidates()
    guard model.hasEvidence, candidates.map(\.weight).max() ?? 0 < 0.9995 else { return [] }
    let involved = Set(candidates.flatMap(\.hypothesis.stores)).sorted()
    guard !involved.isEmpty else { return [] }
    let answer = Answer(model: model, posterior: posterior)
    let base = Self.steps + 1
    let total = candidates.reduce(1) { size, _ in size * base }
    var counts = [Int32](repeating: 0, count: total)
    forEachPerson(in: involved) { _, rows in counts[key(rows, candidates)] += 1 }

    var ranked: [(key: Int, bits: Double)] = []
    for key in counts.indices where counts[key] > 0 {
      var rest = key
      let chances = candidates.map { _ in
        defer { rest /= base }
        return Double(rest % base) / Double(Self.steps)
      }
      let bits = answer.bits(chances, candidates.map(\.weight), outside: posterior.outside)
      if bits > Self.worth { ranked.append((key, bits)) }
    }
    ranked.sort { ($1.bits, $0.key) < ($0.bits, $1.key) }
    let chosen = Set(ranked.prefix(12).map(\.key))
    guard !chosen.isEmpty else { return [] }

    var groups: [Int: [(member: Int32, chances: [Double])]] = [:]
    forEachPerson(in: involved) { member, rows in
      let key = key(rows, candidates)
      guard chosen.contains(key), !model.seen.contains(member) else { return }
      var group = groups[key] ?? []
      if group.count == Self.perGroup {
        guard let last = group.last, book.precedes(member, last.member) else { return }
        group.removeLast()
      }
      let at = group.firstIndex { book.precedes(member, $0.member) } ?? group.count
      group.insert((member, candidates.map { chance(rows, $0) }), at: at)
      groups[key] = group
    }
    let found = groups.values.joined().map { person in
      Question(
        recipient: book.text(of: person.member), separates: separated(person.chances, candidates),
        bits: answer.bits(person.chances, candidates.map(\.weight), outside: posterior.outside))
    }
    return Array(
      found.filter { $0.bits > Self.worth }.sorted { ($1.bits, $0.recipient) < ($0.bits, $1.recipient) }.prefix(
        Self.limit))
  }

  /// The suspects above one in a hundred, five at most.
  private func candidates() -> [Candidate] {
    zip(posterior.hypotheses, posterior.weights).filter { $0.0 != .outside && $0.1 >= 0.01 }
      .sorted { $0.1 > $1.1 }.prefix(5)
      .map { hypothesis, weight in
        var before = [0.0]
        for day in Posterior.days(of: hypothesis, in: model) { before.append((before.last ?? 0) + day) }
        return Candidate(hypothesis: hypothesis, weight: weight, before: before)
      }
  }

  private typealias Row = (store: Int, start: Int, end: Int)

  /// The chance that the person with these rows was on the candidate's list on the day that it leaked.
  private func chance(_ rows: [Row], _ candidate: Candidate) -> Double {
    var sum = 0.0
    for index in rows.indices where candidate.hypothesis.involves(rows[index].store) {
      let row = rows[index]
      sum += candidate.before[row.end] - candidate.before[row.start]
      for other in rows[..<index] where other.store != row.store && candidate.hypothesis.involves(other.store) {
        let start = max(row.start, other.start)
        let end = min(row.end, other.end)
        if start < end { sum -= candidate.before[end] - candidate.before[start] }
      }
    }
    return min(max(sum, 0), 1)
  }

  private func key(_ rows: [Row], _ candidates: [Candidate]) -> Int {
    var key = 0
    for candidate in candidates.reversed() {
      key = key * (Self.steps + 1) + Int((chance(rows, candidate) * Double(Self.steps)).rounded())
    }
    return key
  }

  private func separated(_ chances: [Double], _ candidates: [Candidate]) -> [String] {
    let held = candidates.indices.filter { chances[$0] >= 0.5 }
    let without = candidates.indices.filter { chances[$0] < 0.5 }
    var ids: [String] = []
    for index in [held.first, without.first] {
      guard let index else { continue }
      for store in candidates[index].hypothesis.stores where !ids.contains(model.stores[store].id) {
        ids.append(model.stores[store].id)
      }
    }
    return ids
  }

  private func forEachPerson(in involved: [Int], _ body: (Int32, [Row]) -> Void) {
    var heads = [Int](repeating: 0, count: involved.count)
    var rows: [Row] = []
    while true {
      var person = Int32.max
      for (position, store) in involved.enumerated() where heads[position] < model.stores[store].customers.count {
        person = min(person, model.stores[store].customers.members[heads[position]])
      }
      if person == Int32.max { return }
      rows.removeAll(keepingCapacity: true)
      for (position, store) in involved.enumerated() {
        let customers = model.stores[store].customers
        while heads[position] < customers.count, customers.members[heads[position]] == person {
          let row = heads[position]
          let days = model.timeline.days(
            customers.created[row], customers.removed[row], frozen: model.stores[store].frozen)
          if days.start < days.end { rows.append((store, days.start, days.end)) }
          heads[position] += 1
        }
      }
      body(person, rows)
    }
  }
}

/// How likely a customer answers "yes, I got it", and what the answer tells.
struct Answer {
  /// The expected delivered fraction, and the chance of a "yes" from someone whom the list did not hold.
  let delivered: Double
  let stray: Double

  init(model: LeakModel, posterior: Posterior) {
    var hit = 0.0
    var present = 0.0
    if let store = posterior.leader.stores.first {
      let presence = model.presences[store]
      hit = Double(presence.testAccountsHit[posterior.modes[store]])
      present = Double(presence.testAccounts[posterior.modes[store]])
    }
    let prior = model.priors.delivered
    delivered = (hit + prior.alpha) / (present + prior.alpha + prior.beta)
    stray = delivered * model.priors.strangers.mean
  }

  /// Mutual information between the answer and the source, in bits. Sources beyond the candidates are left out.
  func bits(_ chances: [Double], _ weights: [Double], outside: Double) -> Double {
    let total = weights.reduce(outside, +)
    guard total > 0 else { return 0 }
    var yes = 0.0
    var within = 0.0
    for (chance, weight) in zip(chances, weights) {
      let probability = chance * delivered + (1 - chance) * stray
      yes += weight / total * probability
      within += weight / total * Self.entropy(probability)
    }
    yes += outside / total * stray
    within += outside / total * Self.entropy(stray)
    return max(0, Self.entropy(yes) - within)
  }

  private static func entropy(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return 0 }
    return -(p * log2(p) + (1 - p) * log2(1 - p))
  }
}
