import Attribution
import Glibc
import Vocabulary

/// A company, what really happened to its lists, and the few reports that came of it.
struct SimulatedLeak {
  static let days = 60
  static let people = 150
  static let firstSeen = 64

  /// How far the world is from what the model assumes.
  enum Kind: CaseIterable { case asAssumed, plain, twins, noisy, biased }

  var world = World()
  var recipients: [EmailAddress] = []
  /// Positions of the stores that leaked.
  var leaked: [Int] = []
  var date = 0

  private typealias Row = (person: Int, created: Int?, removed: Int?)

  init(_ kind: Kind, _ numbers: inout Numbers) {
    var lists = (0..<(2 + numbers.below(3))).map { _ in Self.list(&numbers) }
    if kind == .twins, let first = lists.first {
      lists[1] = first.filter { _ in !numbers.chance(0.1) }.map {
        ($0.person, $0.created.map { $0 + numbers.below(3) }, $0.removed)
      }
    }
    let accounts = lists.indices.map { numbers.chance(0.4) ? "test\($0)@us.co" : nil }
    let retired = lists.map { _ in numbers.chance(0.3) ? 20 + numbers.below(Self.days - 20) : nil }
    for (index, list) in lists.enumerated() {
      let exported = kind == .noisy ? list.filter { _ in !numbers.chance(1.0 / 12) } : list
      world.add(
        "s\(index)", exported, retired: retired[index], tests: accounts[index].map { [$0] } ?? [],
        named: accounts[index].map { [($0, 0, nil)] } ?? [])
    }
    choose(kind, &numbers)
    let members = Set(leaked.flatMap { index in Self.present(lists[index], on: min(date, retired[index] ?? date)) })
    report(kind, members.sorted { $0.person < $1.person }, &numbers)
    let delivered = Double.random(in: 0..<1, using: &numbers)
    for index in leaked where numbers.chance(delivered) {
      if let account = accounts[index].flatMap({ EmailAddress($0) }) { recipients.append(account) }
    }
  }

  private static func list(_ numbers: inout Numbers) -> [Row] {
    let share = Double.random(in: 0.15..<0.8, using: &numbers)
    return (0..<people).filter { _ in numbers.chance(share) }.map { person in
      let created = numbers.below(days)
      return (person, created, numbers.chance(0.07) ? created + numbers.below(days) : nil)
    }
  }

  private struct Member: Hashable {
    let person: Int
    let created: Int
  }

  private static func present(_ list: [Row], on day: Int) -> [Member] {
    list.compactMap { row in
      guard let created = row.created, created <= day, day < row.removed ?? .max else { return nil }
      return Member(person: row.person, created: created)
    }
  }

  /// Draws source and date from the prior.
  private mutating func choose(_ kind: Kind, _ numbers: inout Numbers) {
    let draw = Double.random(in: 0..<1, using: &numbers)
    let order = world.stores.indices.shuffled(using: &numbers)
    leaked = Array(order.prefix(draw < 0.85 ? 1 : draw < 0.90 ? 2 : 0))
    let start = leaked.compactMap { world.stores[$0].firstCreated }.max().map { Int($0 - World.origin) } ?? 0
    date = Int.random(in: min(start, Self.firstSeen)...Self.firstSeen, using: &numbers)
  }

  private mutating func report(_ kind: Kind, _ members: [Member], _ numbers: inout Numbers) {
    let strangers: Double =
      switch kind {
      case .asAssumed: 1 - pow(Double.random(in: 0..<1, using: &numbers), 1.0 / 12)
      case .noisy: 1.0 / 8
      default: 0
      }
    let weights = members.map { kind == .biased && $0.created > date - 12 ? 5.0 : 1.0 }
    let total = weights.reduce(0, +)
    for _ in 0..<(1 + numbers.below(8)) {
      guard !members.isEmpty, !numbers.chance(strangers) else {
        // A known address by chance, or one of the strangers beside them.
        let known = world.stores.reduce(into: Set<Int32>()) { $0.formUnion($1.customers.members) }.sorted()
        let number = numbers.below(Int((Double(known.count) * 1.05).rounded()))
        let address =
          number < known.count ? EmailAddress(world.book.text(of: known[number])) : World.address(10_000 + number)
        if let address { recipients.append(address) }
        continue
      }
      var mark = Double.random(in: 0..<total, using: &numbers)
      var index = 0
      while index < members.count - 1, mark >= weights[index] {
        mark -= weights[index]
        index += 1
      }
      recipients.append(World.address(members[index].person))
    }
  }

  var result: Suspicion {
    LeakInference(stores: world.stores, book: world.book)
      .infer(from: LeakEvidence(recipients: recipients, firstSeen: World.date(Self.firstSeen)))
  }
}
