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
  private static let perGroup = 3
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
    for member in model.seen.union(model.silent) {
      let rows = seenRows(of: member, in: involved)
      if !rows.isEmpty { counts[key(rows, candidates)] -= 1 }
    }

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
      guard chosen.contains(key), !model.seen.contains(member), !model.silent.contains(member) else { return }
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
      .map { (hypothesis: $0, weight: $1, rank: ($1 * 1e9).rounded(), name: name($0)) }
      .sorted { ($1.rank, $0.name) < ($0.rank, $1.name) }.prefix(5)
      .map { candidate in
        var before = [0.0]
        for day in Posterior.days(of: candidate.hypothesis, in: model) { before.append((before.last ?? 0) + day) }
        return Candidate(hypothesis: candidate.hypothesis, weight: candidate.weight, before: before)
      }
  }

  private func name(_ hypothesis: Hypothesis) -> String {
    hypothesis.stores.map { model.stores[$0].id }.sorted().joined(separator: " ")
  }

  /// The days of a recipient seen in the stores of the candidates; none for a test account.
  private func seenRows(of member: Int32, in involved: [Int]) -> [Row] {
    involved.flatMap { store in
      model.stores[store].customers.rows(of: member).compactMap { row -> Row? in
        let customers = model.stores[store].customers
        let days = model.timeline.days(
          customers.created[row], customers.removed[row], frozen: model.stores[store].frozen)
        return days.start < days.end ? (store, days.start, days.end) : nil
      }
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

  /// Everyone whom one of these stores ever held, with their days in each.
  private func forEachPerson(in involved: [Int], _ body: (Int32, [Row]) -> Void) {
    let lists = involved.map { model.stores[$0].customers }
    let frozen = involved.map { model.stores[$0].frozen }
    let timeline = model.timeline
    var heads = [Int](repeating: 0, count: involved.count)
    var next = lists.map { $0.members.first ?? Int32.max }
    var rows: [Row] = []
    while true {
      var person = Int32.max
      for list in lists.indices where next[list] < person { person = next[list] }
      if person == Int32.max { return }
      rows.removeAll(keepingCapacity: true)
      for list in lists.indices {
        while next[list] == person {
          let row = heads[list]
          let days = timeline.days(lists[list].created[row], lists[list].removed[row], frozen: frozen[list])
          if days.start < days.end { rows.append((involved[list], days.start, days.end)) }
          heads[list] = row + 1
          next[list] = row + 1 < lists[list].count ? lists[list].members[row + 1] : Int32.max
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
    if posterior.leader != .outside {
      let presence = model.presence(of: posterior.leader)
      let day = posterior.mostProbableDay(in: model)
      hit = Double(presence.testAccountsHit[day])
      present = Double(presence.testAccounts[day] + presence.silent[day])
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
