import Casework
import Testing

@testable import Letters

/// Capitals and exclamation marks are named; a name that is written so, and a greeting, are let be.
@Suite struct ShoutingRuleTests {
  @Test(arguments: [
    ("en", "Do not PAY or CLICK on this.", "~CLICK"), ("en", "Stop!", "~!"), ("en", "Do NOT pay.", ""),
    ("en", "Read this!! Please.", "!!"),
    ("en", "The number is HL-4417.", ""), ("es", "¡Cuidado!", "~!"), ("es", "NUNCA pague.", "~NUNCA"),
    ("hu", "Vigyázzon!", "~!"),
    ("hu", "SOHA ne fizessen.", "~SOHA"), ("hu", "Ön nem hibázott.", ""),
  ])
  func `shouting`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.shouting, language, text, words)
  }

  @Test func `a greeting may end in a mark, and a company may be called in capitals`() throws {
    let hungarian = try InventedNotice.letter("hu", .warning)
    #expect(hungarian.body.hasPrefix("Jó napot kívánunk!"))
    #expect(try !InventedNotice.findings(hungarian).contains { $0.rule == .shouting })
    let named = try InventedNotice.particulars(organization: "HARBOR LEDGER")
    let letter = try InventedNotice.letter("en", .warning, particulars: named)
    #expect(try !InventedNotice.findings(letter, particulars: named).contains { $0.rule == .shouting })
  }
}
