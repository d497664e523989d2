import Casework
import Testing

@testable import Letters

/// A letter that is hard to read is stopped, and its hardest sentences are named.
@Suite struct ReadabilityRuleTests {
  private static let fog = [
    "en":
      "Unauthorized individuals subsequently obtained confidential customer identification information, notwithstanding comprehensive organizational precautions.",
    "es":
      "Determinadas personas no autorizadas obtuvieron posteriormente información confidencial identificativa, independientemente de nuestras exhaustivas precauciones organizativas.",
    "hu":
      "Meghatározatlan személyek következményképpen hozzájutottak az ügyfélazonosításra szolgáló információkhoz, függetlenül a legszigorúbb szervezeti óvintézkedéseinktől.",
  ]

  @Test(arguments: InventedNotice.languages)
  func `a text of office sentences is stopped, and those are named`(language: String) throws {
    let fog = try #require(Self.fog[language])
    let text = Array(repeating: fog, count: 20).joined(separator: " ")
    let letter = try InventedNotice.letter(
      language, .warning, added: [.init(id: "own-1", text: text)])
    let found = try InventedNotice.findings(letter).filter { $0.rule == .readability }
    #expect(found.count == ReadabilityRule.named)
    #expect(found.allSatisfy { $0.severity == .stops && $0.sentence == "own-1.1" && $0.quote == fog })
    #expect(found.allSatisfy { !$0.words.isEmpty && $0.slots["score"] != nil && $0.slots["limit"] != nil })
  }

  @Test(arguments: InventedNotice.languages)
  func `what a person added is measured by itself, since an easy letter would hide it`(language: String) throws {
    let fog = try #require(Self.fog[language])
    let hidden = try InventedNotice.letter(language, .warning, added: [.init(id: "own-1", text: fog + " " + fog)])
    let found = try InventedNotice.findings(hidden).filter { $0.rule == .readability }
    #expect(!found.isEmpty && found.allSatisfy { $0.sentence == "own-1.1" })
  }

  @Test(arguments: InventedNotice.languages)
  func `a letter of a few words is not measured`(language: String) throws {
    let all = try Set(InventedNotice.letter(language, .warning).sentences.map(\.id))
    let letter = try InventedNotice.letter(
      language, .warning, without: all, added: [.init(id: "own-1", text: try #require(Self.fog[language]))])
    #expect(try !InventedNotice.findings(letter).contains { $0.rule == .readability })
  }
}
