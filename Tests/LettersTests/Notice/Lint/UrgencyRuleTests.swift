import Testing

@testable import Letters

/// Hurry is found, whatever the number of hours.
@Suite struct UrgencyRuleTests {
  @Test(arguments: [
    ("en", "Call your bank right now.", ""), ("es", "Llame a su banco, ahora mismo si puede.", ""),
    ("hu", "Azonnal hívja fel a bankját.", ""), ("hu", "Különben elveszik.", "~Különben"),
    ("en", "They answered at once.", "~at once"),
    ("en", "Act now.", "Act now"), ("en", "Please react immediately.", "immediately"),
    ("en", "Change it within 24 hours or lose it.", "within 24 hours"),
    ("en", "Your account will be suspended.", "will be suspended"),
    ("en", "URGENT: read this.", "URGENT"), ("en", "In the first hours a bank can stop a payment.", ""),
    ("en", "You will hear from us within a week.", ""),
    ("es", "Cambie su contraseña de inmediato.", "de inmediato"),
    ("es", "Tiene que hacerlo en 24 horas.", "en 24 horas"),
    ("es", "Último aviso.", "Último aviso"), ("es", "Es urgente.", "urgente"),
    ("es", "En las primeras horas puede detenerlo.", ""),
    ("hu", "Azonnal változtassa meg.", "Azonnal"), ("hu", "24 órán belül jelezzen.", "24 órán belül"),
    ("hu", "Sürgősen lépjen.", "Sürgősen"), ("hu", "Utolsó figyelmeztetés.", "Utolsó figyelmeztetés"),
    ("hu", "Az első órákban a bank le tudja állítani.", ""),
  ])
  func `hurry`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.urgency, language, text, words)
  }
}
