import Casework
import Testing

@testable import Letters

/// What was to be filled in and was not is found.
@Suite struct EmptyPlaceRuleTests {
  @Test(arguments: [
    ("en", "Dear {name}, hello.", "{name}"), ("en", "Call [number] please.", "[number]"),
    ("en", "We moved on XXX.", "XXX"),
    ("en", "On ____ we closed it.", "____"), ("en", "A brace { is here.", "{ is here."),
    ("en", "The date is TBD.", "TBD"),
    ("en", "They use harborledqer[.]com and a[at]b.", ""), ("en", "We call it (the app of today).", ""),
    ("es", "Llame al [número], por favor.", "[número]"), ("es", "Todo está aquí.", ""),
    ("es", "Fecha por completar.", "por completar"),
    ("hu", "Hívja a [szám] számot.", "[szám]"), ("hu", "Ez még kitöltendő.", "kitöltendő"),
    ("hu", "Ismeretlen fizetés.", ""),
  ])
  func `an empty place`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.emptyPlace, language, text, words)
  }

  @Test func `a place whose fact is not known stays, and stops the letter`() throws {
    let early = InventedNotice.early
    #expect(
      try InventedNotice.findings(of: .emptyPlace, in: "It was {store}.", facts: early).flatMap(\.words) == ["{store}"])
    #expect(try InventedNotice.findings(of: .emptyPlace, in: "It was {store}.", facts: InventedNotice.full).isEmpty)
    #expect(try InventedNotice.findings(of: .emptyPlace, in: "We got {people}.", facts: early).isEmpty)
  }

  @Test func `a company without a name, and a letter without a sentence, are stopped`() throws {
    let nameless = try InventedNotice.particulars(organization: " \u{200B}")
    let letter = try InventedNotice.letter("en", .warning, particulars: nameless)
    #expect(try InventedNotice.findings(letter, particulars: nameless).contains { $0.words == ["{organization}"] })
    let all = try Set(InventedNotice.letter("en", .warning).sentences.map(\.id))
    let empty = try InventedNotice.letter("en", .warning, without: all)
    #expect(try InventedNotice.findings(empty).contains { $0.advice == "empty-letter" })
  }
}
