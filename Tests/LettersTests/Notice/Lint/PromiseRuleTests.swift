import Testing

@testable import Letters

/// Promises that nobody can keep are found, with any number in them.
@Suite struct PromiseRuleTests {
  @Test(arguments: [
    ("en", "This will never happen again.", "never happen again"), ("en", "We are now 100 % secure.", "100 % secure"),
    ("en", "We are 99% safe.", "99% safe"), ("en", "We guarantee it.", "guarantee"),
    ("en", "Don’t worry.", "Don’t worry"),
    ("en", "Everything is under control.", "under control"), ("en", "We never ask for a password.", ""),
    ("en", "The gap is closed.", ""),
    ("es", "No volverá a ocurrir.", "No volverá a ocurrir"), ("es", "Somos cien por cien seguros.", "cien por cien"),
    ("es", "Ahora somos 100 % seguros.", "100 % seguros"), ("es", "No se preocupe.", "No se preocupe"),
    ("es", "Si quiere estar seguro, pregunte.", ""),
    ("hu", "Ilyen soha többé nem lesz.", "soha többé"),
    ("hu", "A rendszer 100 százalékosan biztonságos.", "100 százalékosan biztonságos"),
    ("hu", "Garantáljuk a biztonságot.", "Garantáljuk"), ("hu", "Ne aggódjon.", "Ne aggódjon"),
    ("hu", "Ha biztos akar lenni benne, kérdezzen.", ""), ("hu", "Soha nem kérünk jelszót.", ""),
  ])
  func `a promise`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.promise, language, text, words)
  }
}
