import Attribution
import Testing
import Vocabulary

@Suite struct QuestionnaireTests {
  /// Two stores that hold nearly the same people: five are only in the first, five only in the second.
  private var twins: World {
    var world = World()
    world.add("a", (0..<45).map { ($0, 0, nil) })
    world.add("b", (5..<50).map { ($0, 0, nil) })
    return world
  }

  @Test func `those are asked whom one suspect held and the other did not`() throws {
    let result = twins.infer([10, 20, 30])
    let apart = Set((0..<5).map { World.address($0).text } + (45..<50).map { World.address($0).text })
    #expect(result.askNext.count >= 2 && result.askNext.count <= 5)
    for question in result.askNext {
      #expect(apart.contains(question.recipient))
      #expect(Set(question.separates) == ["a", "b"])
      #expect(question.bits > 0.05 && question.bits <= 1)
    }
    #expect(result.askNext.map(\.bits) == result.askNext.map(\.bits).sorted(by: >))
  }

  @Test func `nobody is asked who has already reported`() {
    let result = twins.infer([0, 1, 46, 20])
    for question in result.askNext {
      #expect(![0, 1, 46, 20].map { World.address($0).text }.contains(question.recipient))
    }
  }

  @Test func `nobody is asked where the source is clear`() {
    var world = World()
    world.add("a", (0..<60).map { ($0, 0, nil) })
    world.add("b", (100..<160).map { ($0, 0, nil) })
    #expect(world.infer(0..<20).askNext.isEmpty)
  }

  @Test func `a yes from the first one asked moves the suspicion to the store that held them`() throws {
    let before = twins.infer([10, 20, 30])
    let question = try #require(before.askNext.first)
    let after = twins.infer([10, 20, 30], and: [question.recipient])
    let holder = try #require(question.separates.first)
    #expect(after.probability(of: holder) > before.probability(of: holder))
  }
}
