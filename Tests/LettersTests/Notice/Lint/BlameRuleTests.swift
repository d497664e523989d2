import Testing

@testable import Letters

/// Blame is found, whomever it is laid on; saying that nobody is to blame is none.
@Suite struct BlameRuleTests {
  @Test(arguments: [
    ("en", "It is your fault.", "your fault"), ("en", "None of this is your fault.", ""),
    ("en", "You are not to blame.", ""),
    ("en", "You should have looked twice.", "You should have"), ("en", "A former employee did it.", "former employee"),
    ("en", "The agency was negligent.", "negligent"), ("en", "Brickline let us down.", "let us down"),
    ("en", "It was our job to keep it safe.", ""),
    ("es", "Es culpa suya.", "culpa suya"), ("es", "No es culpa suya.", ""),
    ("es", "Fue por culpa de la agencia.", "por culpa de"),
    ("es", "Usted no tiene la culpa.", ""), ("es", "Fue una negligencia.", "negligencia"),
    ("es", "Usted debió mirar mejor.", "Usted debió"),
    ("hu", "Ez az Ön hibája.", "az Ön hibája"), ("hu", "Ez nem az Ön hibája.", ""), ("hu", "Ön nem hibázott.", ""),
    ("hu", "Egy volt munkatársunk tette.", "volt munkatársunk"),
    ("hu", "Az ügynökség hanyagsága miatt történt.", "hanyagsága"),
    ("hu", "Óvatosabbnak kellett volna lennie.", "Óvatosabbnak kellett volna"),
  ])
  func `blame`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.blame, language, text, words)
  }
}
