import Testing

@testable import Letters

/// What the fakes ask for is found where we ask for it, and not where we warn of it.
@Suite struct LureRuleTests {
  @Test(arguments: [
    ("en", "Click here to read more.", "Click here"), ("en", "Please confirm your address.", "confirm your"),
    ("en", "Log in to see it.", "Log in to"), ("en", "Dear valued customer,", "~Dear valued customer"),
    ("en", "Do not click on the link.", ""), ("en", "We never ask you to confirm your password.", ""),
    ("en", "If you entered a password, change it.", ""),
    ("es", "Haga clic en la imagen.", "Haga clic"), ("es", "No haga clic en nada.", ""),
    ("es", "Verifique sus datos.", "Verifique sus"),
    ("es", "Estimado cliente:", "~Estimado cliente"), ("es", "No pulse nada en él.", ""),
    ("hu", "Kattintson ide.", "Kattintson ide"), ("hu", "Erősítse meg az adatait.", "Erősítse meg"),
    ("hu", "Tisztelt Ügyfelünk!", "~Tisztelt Ügyfelünk"), ("hu", "Ne kattintson a linkre.", ""),
    ("hu", "Ha megadta a jelszavát, változtassa meg.", ""),
  ])
  func `a lure`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.lure, language, text, words)
  }
}
