import Testing

@testable import Letters

/// Office words are named, and stop nothing.
@Suite struct FogRuleTests {
  @Test(arguments: [
    ("en", "A security incident took place.", "~security incident"), ("en", "We regret the delay.", "~We regret"),
    ("en", "Your data was compromised.", "~compromised"), ("en", "Phishing is common.", "~Phishing"),
    ("en", "Somebody copied a list of our customers.", ""), ("en", "We are sorry.", ""),
    ("es", "Un tercero accedió a la lista.", "~tercero"), ("es", "Se produjo una brecha.", "~brecha"),
    ("es", "Por la presente le escribimos.", "~Por la presente"), ("es", "Lo sentimos.", ""),
    ("hu", "Adatvédelmi incidens történt.", "~incidens"), ("hu", "Ezúton jelezzük.", "~Ezúton"),
    ("hu", "Az adathalászat gyakori.", "~adathalászat"), ("hu", "Sajnáljuk.", ""),
  ])
  func `fog`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.fog, language, text, words)
  }
}
