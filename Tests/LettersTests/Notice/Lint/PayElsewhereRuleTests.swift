import Testing

@testable import Letters

/// The number of a bank account is found, in groups or not; a reference, a count and a sentence are none.
@Suite struct PayElsewhereRuleTests {
  @Test(arguments: [
    ("en", "The account is GB29 NWBK 6016 1331 9268 19 from now on.", "GB29 NWBK 6016 1331 9268 19"),
    ("en", "The account is DE89370400440532013000.", "DE89370400440532013000"),
    ("en", "The account is gb29nwbk60161331926819.", "gb29nwbk60161331926819"),
    ("en", "The account is MT84 MALT 0110 0001 2345 MTLC AST0 01S.", "MT84 MALT 0110 0001 2345 MTLC AST0 01S"),
    ("es", "La cuenta es ES91 2100 0418 4502 0005 1332.", "ES91 2100 0418 4502 0005 1332"),
    ("hu", "A szám: HU42 1177 3016 1111 1018 0000 0000.", "HU42 1177 3016 1111 1018 0000 0000"),
    ("en", "The reference is HL44 2014.", ""), ("en", "He wrote on11 times in 2014 and 2015 to us all.", ""),
    ("en", "There are about 729 customers on it.", ""), ("en", "It is KL12 AND SOME MORE WORDS.", ""),
  ])
  func `the number of an account`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.lure, language, text, words)
  }

  @Test func `the better way is told in each language`() throws {
    let text = "Pay the invoice to IBAN GB29 NWBK 6016 1331 9268 19 instead."
    let found = try InventedNotice.findings(of: .lure, in: text)
    #expect(found.map(\.advice) == ["pay-elsewhere", "pay-elsewhere"])
    #expect(found.allSatisfy { $0.severity == .stops })
    for language in InventedNotice.languages {
      #expect(try InventedNotice.tone(language).advice["pay-elsewhere"] != nil)
    }
  }
}
