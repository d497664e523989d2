import Attribution
import Testing
import Vocabulary

@Suite struct LeakInferenceTests {
  /// Two stores that share half their people, and one apart.
  private var three: World {
    var world = World()
    world.add("shop", people: 0..<100)
    world.add("news", people: 50..<250)
    world.add("desk", people: 300..<340)
    return world
  }

  @Test func `a store that held them all leads over one that held half`() {
    let result = three.infer([10, 30, 55, 60, 70, 80])
    #expect(result.stores.first?.store == "shop")
    #expect(result.probability(of: "shop") > 0.9)
    #expect(result.suspect("shop")?.recipientsHeld == 6 && result.suspect("news")?.recipientsHeld == 4)
    #expect(result.exposure?.stores == ["shop"])
  }

  @Test func `of two stores that held them all the shorter list leads`() {
    var world = World()
    world.add("shop", (0..<100).map { ($0, 0, nil) })
    world.add("news", (50..<250).map { ($0, 0, nil) })
    let result = world.infer([55, 60, 70, 80, 90])
    #expect(result.probability(of: "shop") > result.probability(of: "news"))
    #expect(
      result.suspect("news")?.reasonsAgainst.contains {
        if case .smallerListFits("shop", _, _) = $0 { true } else { false }
      } == true)
  }

  @Test func `without a recipient the prior comes back`() {
    let result = three.infer([], fields: ["plan"])
    #expect(!result.hasEvidence)
    #expect(abs(result.outsideProbability - 0.10) < 1e-12)
    for store in result.stores { #expect(abs(store.probability - (0.85 / 3 + 0.05 * 2 / 3)) < 1e-12) }
    #expect(result.askNext.isEmpty)
  }

  @Test func `without a store the list came from outside`() {
    let result = World().infer([1, 2])
    #expect(
      result.outsideProbability == 1 && result.stores.isEmpty && result.exposure == nil && result.leakWindow == nil)
  }

  @Test func `strangers alone came from outside`() {
    let result = three.infer(1000..<1012)
    #expect(result.outsideProbability > 0.99)
    #expect(result.exposure == nil && result.leakWindow == nil && result.leakDays.isEmpty)
  }

  @Test func `one recipient in eight may be a stranger`() {
    let result = three.infer(Array(stride(from: 2, to: 44, by: 2)) + [1000, 1001, 1002])
    #expect(result.probability(of: "shop") > 0.99)
  }

  @Test func `the newest recipient bounds the leak from below and the list's growth from above`() throws {
    let result = three.infer(stride(from: 0, through: 60, by: 3))
    let window = try #require(result.leakWindow)
    #expect(window.earliest >= World.date(58) && window.earliest <= World.date(60))
    #expect(window.latest < World.date(85))
    let exposure = try #require(result.exposure)
    #expect(
      exposure.low >= 59 && exposure.high <= 85 && exposure.low <= exposure.customers
        && exposure.customers <= exposure.high)
  }

  @Test func `a retired list stays as it was, and leaks until the first mail`() throws {
    var world = World()
    world.add("old", (0..<60).map { ($0, $0, $0 < 10 ? 200 : nil) } + [(70, 150, nil)], retired: 100)
    world.add("new", people: 0..<300)
    let result = world.infer(stride(from: 1, through: 59, by: 4))
    let window = try #require(result.leakWindow)
    #expect(result.stores.first?.store == "old")
    #expect(window.latest > World.date(300) && window.latest <= World.date(400))
    #expect(result.exposure?.customers == 60)
    #expect(result.suspect("old")?.reasonsAgainst.contains(.createdAfterRetirement(1)) == true)
  }

  @Test func `people who left before the leak are not exposed`() {
    var world = World()
    world.add("shop", (0..<100).map { ($0, 0, $0 < 40 ? 50 : nil) } + [(500, 60, nil)])
    world.add("news", people: 0..<400)
    let result = world.infer(Array(stride(from: 41, to: 99, by: 2)) + [500])
    #expect(result.exposure?.customers == 61)
  }

  @Test func `two stores leaked at one date are found together`() {
    var world = World()
    world.add("a", people: 0..<80)
    world.add("b", people: 100..<180)
    world.add("c", people: 60..<400)
    let result = world.infer(Array(stride(from: 0, to: 40, by: 3)) + stride(from: 100, to: 140, by: 3))
    #expect(Set(result.stores.prefix(2).map(\.store)) == ["a", "b"])
    #expect(result.probability(of: "a") > 0.9 && result.probability(of: "b") > 0.9)
    #expect(result.exposure.map { Set($0.stores) } == ["a", "b"])
  }

  @Test func `a hit test account names its store, one created later does not`() {
    var world = World()
    world.add("a", (0..<50).map { ($0, 0, nil) }, tests: ["test-a@us.co"], named: [("test-a@us.co", 0, nil)])
    world.add("b", (0..<50).map { ($0, 0, nil) }, tests: ["test-b@us.co"], named: [("test-b@us.co", 350, nil)])
    let hit = world.infer([3, 8], and: ["Test-A@us.co"])
    #expect(hit.probability(of: "a") > 0.99)
    #expect(hit.suspect("a")?.testAccountsHit == 1 && hit.suspect("b")?.testAccountsHit == 0)
    #expect(hit.suspect("b")?.reasonsAgainst.contains(.testAccountsHitElsewhere(1, stores: ["a"])) == true)
    let silent = world.infer([3, 8])
    #expect(silent.probability(of: "a") < silent.probability(of: "b"))
    #expect(silent.suspect("a")?.testAccountsSilent == 1)
  }

  @Test func `who was asked and got nothing speaks against the lists that held them`() {
    var world = World()
    world.add("a", (0..<50).map { ($0, 0, nil) })
    world.add("b", (0..<40).map { ($0, 0, nil) } + (60..<70).map { ($0, 0, nil) })
    let before = world.infer([3, 8])
    #expect(abs(before.probability(of: "a") - before.probability(of: "b")) < 1e-9)
    let after = world.infer([3, 8], denied: [45, 46, 99])
    #expect(after.probability(of: "a") < 0.7 * after.probability(of: "b"))
    #expect(after.suspect("a")?.reasonsAgainst.contains(.customersSilent(2)) == true)
    #expect(after.suspect("b")?.reasonsAgainst.contains(.customersSilent(2)) == false)
    // Nobody is asked twice, and whoever did get it is no "no".
    let asked = before.askNext.compactMap { EmailAddress($0.recipient) }
    #expect(!asked.isEmpty)
    let numbers = asked.compactMap { Int($0.text.drop { !$0.isNumber }.prefix { $0.isNumber }) }
    let again = world.infer([3, 8], denied: numbers)
    #expect(Set(again.askNext.map(\.recipient)).isDisjoint(with: before.askNext.map(\.recipient)))
    #expect(world.infer([3, 8], denied: [3]).probability(of: "a") == before.probability(of: "a"))
  }

  @Test func `a tagged address belongs only to the store that holds it so`() {
    var world = World()
    let everyone = (0..<60).map { (person: $0, created: Int?.some(0), removed: Int?.none) }
    world.add("a", everyone, named: [("jane+a@c.org", 0, nil), ("both+x@c.org", 0, nil)])
    world.add("b", everyone, named: [("jane@c.org", 0, nil), ("both+x@c.org", 0, nil)])
    let result = world.infer([1, 2], and: ["jane+a@c.org"])
    #expect(result.probability(of: "a") > 0.99)
    #expect(result.suspect("a")?.taggedAddresses == 1 && result.suspect("b")?.taggedAddresses == 0)
    let both = world.infer([1, 2], and: ["both+x@c.org"])
    #expect(abs(both.probability(of: "a") - both.probability(of: "b")) < 1e-9)
  }

  @Test func `a field that the mail shows and the store never held counts against it`() {
    var world = World()
    world.add("a", people: 0..<60, fields: ["email", "name", "plan"])
    world.add("b", people: 0..<60, fields: ["email"])
    let plain = world.infer([1, 2, 3])
    #expect(abs(plain.probability(of: "a") - plain.probability(of: "b")) < 1e-9)
    let shown = world.infer([1, 2, 3], fields: ["plan", "first_name", "email"])
    #expect(shown.probability(of: "a") > 0.95)
    #expect(shown.suspect("b")?.reasonsAgainst.contains(.neverHeldFields(["first_name", "plan"])) == true)
    #expect(shown.suspect("a")?.reasonsFor.contains(.holdsFieldsShown(["first_name", "plan"])) == true)
  }

  @Test func `a store of which nobody said what it holds is not held to lack anything`() {
    var world = World()
    world.add("a", people: 0..<60, fields: ["email", "plan"])
    world.add("b", people: 0..<60, fields: [])
    let shown = world.infer([1, 2, 3], fields: ["plan"])
    #expect(abs(shown.probability(of: "a") - shown.probability(of: "b")) < 1e-9)
    let reasons = shown.suspect("b")
    #expect(reasons?.reasonsAgainst.contains { if case .neverHeldFields = $0 { true } else { false } } == false)
    #expect(reasons?.reasonsFor.contains { if case .holdsFieldsShown = $0 { true } else { false } } == false)
  }

  @Test func `lists without a date say nothing of when`() {
    var world = World()
    world.add("a", (0..<60).map { ($0, nil, nil) })
    world.add("b", (30..<200).map { ($0, nil, nil) })
    for seen in [400, nil] {
      let result = world.infer([1, 2, 40], seen: seen)
      #expect(result.stores.first?.store == "a")
      #expect(result.leakWindow == nil)
      #expect(result.exposure?.customers == 60 && result.exposure?.low == 60)
      #expect(result.suspect("a")?.reasonsAgainst.contains(.unknownFirstDays(60, of: 60)) == true)
    }
  }

  @Test func `a hundred and more stores are weighed one by one`() {
    var world = World()
    for store in 0..<120 { world.add("s\(store)", (0..<40).map { (store * 20 + $0, 0, nil) }) }
    let result = world.infer(stride(from: 1000, to: 1040, by: 3))
    #expect(result.stores.first?.store == "s50")
    #expect((result.stores.first?.probability ?? 0) > 0.9)
  }

  @Test func `a first mail before every holding, and an absurd one, still give an answer`() {
    for seen in [-900, -20_000, 3_000_000] {
      let result = three.infer([10, 30], seen: seen)
      let sum = result.stores.reduce(result.outsideProbability) { $0 + $1.probability }
      #expect(sum.isFinite && sum > 0.99)
    }
  }
}
