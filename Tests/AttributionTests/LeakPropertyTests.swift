import Testing
import Vocabulary

@testable import Attribution

@Suite struct LeakPropertyTests {
  /// A company of two to four stores with everything that real lists have.
  static func world(_ numbers: inout Numbers, days: Int = 40, people: Int = 60) -> World {
    var world = World()
    for store in 0..<(2 + numbers.below(3)) {
      var members: [(person: Int, created: Int?, removed: Int?)] = []
      let share = Double.random(in: 0.2..<0.9, using: &numbers)
      for person in 0..<people where numbers.chance(share) {
        let created = numbers.below(days)
        let removed = numbers.chance(0.15) ? created + numbers.below(days) : nil
        members.append((person, numbers.chance(0.1) ? nil : created, removed))
        if let removed, numbers.chance(0.4) { members.append((person, removed + numbers.below(5), nil)) }
      }
      let name = "test\(store)@us.co"
      world.add(
        "s\(store)", members, retired: numbers.chance(0.3) ? days / 2 : nil, tests: numbers.chance(0.5) ? [name] : [],
        named: [("tag+\(store)@c.org", numbers.below(days), nil), (name, numbers.below(days), nil)])
    }
    return world
  }

  static func evidence(_ numbers: inout Numbers, days: Int = 40) -> (people: [Int], others: [String]) {
    let people = (0..<(1 + numbers.below(10))).map { _ in
      numbers.chance(0.1) ? 900 + numbers.below(9) : numbers.below(60)
    }
    var others: [String] = []
    if numbers.chance(0.3) { others.append("test\(numbers.below(3))@us.co") }
    if numbers.chance(0.3) { others.append("tag+\(numbers.below(3))@c.org") }
    return (people, others)
  }

  @Test(arguments: 1...40)
  func `the program agrees with the model written plainly`(seed: UInt64) throws {
    var numbers = Numbers(seed)
    let world = Self.world(&numbers)
    let (people, others) = Self.evidence(&numbers)
    let denied = (0..<numbers.below(6)).map { _ in numbers.below(60) }
    let result = world.infer(people, and: others, seen: 45, denied: denied)
    let all = Set(people.map(World.address) + others.compactMap { EmailAddress($0) })
    let known = Set(all.compactMap { world.book.number(of: $0) })
    let first = try #require(world.stores.compactMap(\.firstCreated).min())
    let plain = ExactBayes(stores: world.stores, book: world.book, first: first, last: World.date(45).days)
      .posterior(
        of: known, strangers: all.count - known.count,
        denied: Set(denied.compactMap { world.book.number(of: World.address($0)) }))
    #expect(abs(result.outsideProbability - plain.outside) < 1e-6)
    for (index, store) in world.stores.enumerated() {
      #expect(abs(result.probability(of: store.id) - plain.stores[index]) < 1e-6)
    }
  }

  @Test(arguments: 1...30)
  func `probabilities are probabilities, and windows and counts are in order`(seed: UInt64) throws {
    var numbers = Numbers(seed &+ 1000)
    let world = Self.world(&numbers)
    let (people, others) = Self.evidence(&numbers)
    let result = world.infer(people, and: others, seen: 45)
    #expect((0...1).contains(result.outsideProbability))
    for store in result.stores {
      #expect((0...1).contains(store.probability))
      #expect(store.recipientsHeld <= store.recipientsSeen)
      #expect(store.growth.allSatisfy { $0 >= 0 })
    }
    // Singles, pairs and outside are one: a pair counts in two stores, so the stores' sum lies between one and two shares.
    let sum = result.stores.reduce(0) { $0 + $1.probability }
    #expect(sum >= 1 - result.outsideProbability - 1e-9 && sum <= 2 * (1 - result.outsideProbability) + 1e-9)
    #expect(result.stores.map(\.probability) == result.stores.map(\.probability).sorted(by: >))
    guard let window = result.leakWindow, let exposure = result.exposure else { return }
    #expect(abs(result.leakDays.reduce(0, +) - 1) < 1e-9)
    #expect(window.earliest <= window.latest && window.latest <= World.date(45))
    let start = Int(window.earliest.days - result.timelineStart.days)
    #expect(
      result.leakDays[start...(start + Int(window.latest.days - window.earliest.days))].reduce(0, +) >= 0.9 - 1e-6)
    #expect(exposure.low <= exposure.high)
  }

  @Test(arguments: 1...20)
  func `singles, pairs and outside share one`(seed: UInt64) {
    var numbers = Numbers(seed &+ 4000)
    let world = Self.world(&numbers)
    let (people, others) = Self.evidence(&numbers)
    let posterior = Posterior(
      LeakModel(
        stores: world.stores, book: world.book, priors: Priors(),
        evidence: LeakEvidence(
          recipients: people.map(World.address) + others.compactMap { EmailAddress($0) }, firstSeen: World.date(45))))
    let stores = world.stores.count
    #expect(posterior.weights.count == 1 + stores + stores * (stores - 1) / 2)
    #expect(posterior.weights.allSatisfy { (0...1).contains($0) })
    #expect(abs(posterior.weights.reduce(0, +) - 1) < 1e-9)
  }

  @Test(arguments: 1...20)
  func `the order of stores, rows and recipients changes nothing`(seed: UInt64) {
    var numbers = Numbers(seed &+ 2000)
    var original = Self.world(&numbers)
    let (people, others) = Self.evidence(&numbers)
    let result = original.infer(people, and: others, seen: 45)
    var shuffled = World()
    for store in original.stores.shuffled(using: &numbers) {
      var holdings = Holdings()
      for rows in [store.customers, store.testAccounts] {
        for row in (0..<rows.count).shuffled(using: &numbers) {
          guard let address = EmailAddress(original.book.text(of: rows.members[row])),
            let number = shuffled.book.intern(address)
          else { continue }
          holdings.append(number, created: rows.created[row], removed: rows.removed[row])
        }
      }
      shuffled.stores.append(
        DataStore(
          id: store.id, status: store.status, retiredOn: store.retiredOn, holdings: holdings,
          testAccounts: store.testAccounts.members.compactMap { EmailAddress(original.book.text(of: $0)) },
          book: &shuffled.book))
    }
    original = shuffled
    let again = shuffled.infer((people + people).shuffled(using: &numbers), and: others, seen: 45)
    #expect(abs(result.outsideProbability - again.outsideProbability) < 1e-9)
    for store in result.stores { #expect(abs(store.probability - again.probability(of: store.store)) < 1e-9) }
    #expect(result.leakWindow == again.leakWindow)
    #expect(result.exposure == again.exposure)
    #expect(result.askNext.map(\.recipient) == again.askNext.map(\.recipient))
  }

  @Test(arguments: 1...40)
  func `one more hit test account never lowers its store`(seed: UInt64) {
    var numbers = Numbers(seed &+ 3000)
    let world = Self.world(&numbers)
    let (people, others) = Self.evidence(&numbers)
    for store in world.stores {
      for account in store.testAccounts.members {
        let address = world.book.text(of: account)
        guard !others.contains(address) else { continue }
        let before = world.infer(people, and: others, seen: 45).probability(of: store.id)
        let after = world.infer(people, and: others + [address], seen: 45).probability(of: store.id)
        #expect(after >= before - 1e-12)
      }
    }
  }
}
