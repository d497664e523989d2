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
    ("en", "Brickline Studio lost the list.", "lost the list"),
    ("en", "It happened because of our provider.", "because of our provider"),
    ("en", "It was the fault of the agency.", "the fault of"), ("en", "We lost the list.", ""),
    ("en", "Nobody is at fault.", ""), ("en", "He is called John Smith.", "He is called"),
    ("en", "The thief is John Smith.", "The thief is"),
    ("en", "The person responsible has gone.", "The person responsible"),
    ("en", "Our former employee John Smith did it.", "former employee"), ("en", "We do not know who did it.", ""),
    ("es", "La agencia perdió la lista.", "perdió la lista"),
    ("es", "Fue por un error de nuestro proveedor.", "por un error de nuestro"), ("es", "Nadie tiene la culpa.", ""),
    ("es", "Él se llama Juan Pérez.", "Él se llama"), ("es", "El responsable es Juan Pérez.", "El responsable es"),
    ("es", "No sabemos quién lo hizo.", ""), ("es", "La lista se llama Clientes.", ""),
    ("hu", "Az ügynökség elvesztette a listát.", "elvesztette a listát"),
    ("hu", "A szolgáltatónk hibája volt.", "szolgáltatónk hibája"),
    ("hu", "Úgy hívják, hogy Kovács János.", "Úgy hívják"),
    ("hu", "Egy volt alkalmazottunk küldte.", "volt alkalmazottunk"), ("hu", "Nem tudjuk, ki tette.", ""),
  ])
  func `blame`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.blame, language, text, words)
  }
}
