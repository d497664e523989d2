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
    ("en", "Act today.", "Act today"), ("en", "Every minute counts.", "Every minute counts"),
    ("en", "There is no time to lose.", "no time to lose"), ("en", "Act immediately.", "immediately"),
    ("en", "If you do not act, you lose it.", "If you do not act"), ("en", "You must act now.", "You must act"),
    ("en", "You do not need to hurry.", ""), ("en", "You do not have to do anything right now.", ""),
    ("en", "The fakes tell you to act immediately.", ""), ("en", "There is no hurry.", ""),
    ("en", "It is not urgent.", ""), ("en", "There is nothing to do right now.", ""),
    ("en", "The fakes say that your account will be closed.", ""), ("es", "Actúe ya.", "Actúe ya"),
    ("es", "Cada minuto cuenta.", "Cada minuto cuenta"), ("es", "Actúe ahora mismo.", "Actúe ahora mismo"),
    ("es", "Hágalo hoy mismo.", "Hágalo hoy mismo"), ("es", "No hay tiempo que perder.", "No hay tiempo que perder"),
    ("es", "Ahora mismo no tiene que hacer nada.", ""), ("es", "No es urgente.", ""),
    ("es", "No tiene que hacer nada ahora mismo.", ""), ("es", "Los falsos dicen que actúe de inmediato.", ""),
    ("es", "No hay ninguna urgencia.", ""), ("hu", "Cselekedjen most.", "Cselekedjen most"),
    ("hu", "Minden perc számít.", "Minden perc számít"), ("hu", "Még ma cselekedjen.", "Még ma cselekedjen"),
    ("hu", "Nincs vesztegetni való ideje.", "Nincs vesztegetni való"),
    ("hu", "Cselekedjen azonnal.", "Cselekedjen azonnal"), ("hu", "Nem sürgős.", ""),
    ("hu", "Nem kell azonnal válaszolnia.", ""), ("hu", "A hamis levelek sürgetik Önt.", ""),
    ("hu", "A hamis levelek azonnali fizetést kérnek.", ""), ("hu", "Nincs sürgős teendője.", ""),
    ("hu", "Ne siessen.", ""), ("hu", "Ha most nincs ideje, olvassa el később.", ""),
  ])
  func `hurry`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.urgency, language, text, words)
  }
}
