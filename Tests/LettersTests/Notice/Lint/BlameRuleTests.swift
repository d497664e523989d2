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
    ("en", "Sendly let this happen.", "let this happen"), ("en", "Sendly leaked it.", "leaked it"),
    ("en", "Sendly allowed this to happen.", "allowed this to happen"),
    ("en", "Brickline made a mistake.", "made a mistake"), ("en", "We know who is behind it.", "is behind it"),
    ("en", "We know who did it.", "who did it"), ("en", "We do not know who is behind it.", ""),
    ("en", "We do not know yet who did this.", ""), ("en", "Nobody knows who is behind this.", ""),
    ("en", "We let this happen.", ""), ("en", "Somebody leaked it.", ""), ("en", "We made a mistake.", ""),
    ("es", "Sendly lo filtró.", "lo filtró"), ("es", "Sendly dejó que esto pasara.", "dejó que esto"),
    ("es", "Sendly cometió un error.", "cometió un error"), ("es", "Sabemos quién lo hizo.", "quién lo hizo"),
    ("es", "Sabemos quién está detrás.", "quién está detrás"), ("es", "No sabemos quién está detrás.", ""),
    ("es", "Todavía no sabemos quién está detrás de esto.", ""), ("es", "Nadie cometió un error.", ""),
    ("es", "No sabemos quién lo filtró.", ""), ("hu", "A Sendly a hibás.", "a hibás"),
    ("hu", "A hibás a Sendly.", "A hibás"), ("hu", "A Sendly hibájából történt.", "hibájából"),
    ("hu", "A Sendly hagyta, hogy ez megtörténjen.", "hagyta, hogy ez"),
    ("hu", "A Sendly szivárogtatta ki.", "szivárogtatta ki"), ("hu", "Tudjuk, ki tette.", "ki tette"),
    ("hu", "Tudjuk, ki áll mögötte.", "ki áll mögötte"), ("hu", "Nem tudjuk, ki áll mögötte.", ""),
    ("hu", "Még nem tudjuk, hogy ki tette.", ""), ("hu", "Nem Ön a hibás.", ""), ("hu", "Törölje a hibás számlát.", ""),
    ("hu", "Senki sem a hibás.", ""), ("hu", "Mi vagyunk a hibásak.", ""), ("hu", "Ön nem tehet róla.", ""),
    ("hu", "Bejelentést tehet erről a rendőrségen.", ""),
  ])
  func `blame`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.blame, language, text, words)
  }
}
