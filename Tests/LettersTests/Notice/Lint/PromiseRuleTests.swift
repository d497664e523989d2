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
    ("en", "This will not happen a second time.", "will not happen a second time"),
    ("en", "Your data is now safe with us.", "data is now safe"),
    ("en", "We will refund everything you lost.", "will refund everything"),
    ("en", "It won’t happen twice.", "won’t happen twice"), ("en", "You do not have to worry.", "not have to worry"),
    ("en", "You will get your money back.", "will get your money back"),
    ("en", "We will not let this happen again.", "let this happen again"),
    ("en", "If you want to be safe, ask us.", ""), ("en", "Your order is safe in our books.", ""),
    ("en", "Your bank can sometimes get your money back.", ""),
    ("es", "No tiene nada que temer.", "No tiene nada que temer"),
    ("es", "Esto no pasará una segunda vez.", "no pasará una segunda vez"),
    ("es", "Sus datos ya están a salvo.", "datos ya están a salvo"),
    ("es", "Le devolveremos todo lo que perdió.", "devolveremos todo lo que"), ("es", "No se alarme.", "No se alarme"),
    ("es", "Guarde el correo en un lugar seguro.", ""), ("es", "Su banco puede devolverle el dinero.", ""),
    ("hu", "Ilyen többé nem fog előfordulni.", "többé nem fog előfordulni"),
    ("hu", "Nincs mitől tartania.", "Nincs mitől tartania"),
    ("hu", "Ez nem történik meg még egyszer.", "nem történik meg még egyszer"),
    ("hu", "Minden kárát megtérítjük.", "Minden kárát megtérítjük"), ("hu", "Legyen nyugodt.", "Legyen nyugodt"),
    ("hu", "Az adatai már biztonságban vannak nálunk.", "biztonságban vannak"),
    ("hu", "A régi programot többé nem használjuk.", ""), ("hu", "A bank néha vissza tudja szerezni a pénzét.", ""),
  ])
  func `a promise`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.promise, language, text, words)
  }
}
