import Testing

@testable import Letters

/// Softened words are found, in each language; what is plain is let be.
@Suite struct HedgeRuleTests {
  @Test(arguments: [
    ("en", "Your address might be on the list.", "might"), ("en", "Some data may have been copied.", "may have"),
    ("en", "Your address may be affected.", "may be affected"), ("en", "It may be useful.", "~may be"),
    ("es", "Sus datos podrían verse afectados.", "podrían verse"), ("es", "Podría servir.", "~Podría"),
    ("en", "In May we moved.", ""), ("en", "You may call us.", ""), ("en", "MIGHT is a word.", "MIGHT"),
    ("en", "There is no evidence of misuse.", "no evidence"),
    ("en", "We write out of an abundance of caution.", "abundance of caution"),
    ("en", "We take your security seriously.", "take your security"),
    ("en", "We take security seriously.", "take security seriously"),
    ("en", "Only a small number of customers is on it.", "~a small number of"),
    ("en", "Perhaps it was in March.", "~Perhaps"),
    ("en", "The almighty list.", ""), ("en", "We do not know yet.", ""), ("en", "They look like ours.", ""),
    ("es", "Su dirección podría haber sido copiada.", "podría haber"),
    ("es", "No hay evidencias de un mal uso.", "No hay evidencias"),
    ("es", "Le escribimos por precaución.", "por precaución"),
    ("es", "Nos tomamos muy en serio sus datos.", "muy en serio"),
    ("es", "Quizás fue en marzo.", "~Quizás"), ("es", "El banco puede detener el pago.", ""),
    ("es", "Todavía no lo sabemos.", ""),
    ("hu", "Az Ön adatai is érintettek lehetnek.", "érintettek lehetnek"),
    ("hu", "Nincs bizonyítékunk arra, hogy visszaéltek velük.", "Nincs bizonyítékunk"),
    ("hu", "Elővigyázatosságból írunk.", "Elővigyázatosságból"),
    ("hu", "Az adatvédelmet komolyan vesszük.", "komolyan vesszük"),
    ("hu", "Talán márciusban történt.", "~Talán"), ("hu", "Még nem tudjuk.", ""),
    ("hu", "Az összeg helyesnek tűnik.", ""),
    ("en", "It is possible that your address was copied.", "It is possible that"),
    ("en", "Your address was likely copied.", "was likely"), ("en", "We have seen no misuse.", "seen no misuse"),
    ("en", "It is likely that your name is on it.", "It is likely"),
    ("en", "We have not found any misuse.", "not found any misuse"),
    ("en", "There is a chance that they have it.", "There is a chance that"),
    ("en", "Nobody has misused your data.", "Nobody has misused"), ("en", "It is not possible to pay there.", ""),
    ("en", "There is a chance that your bank can stop it.", ""),
    ("es", "Es probable que copiaran su dirección.", "Es probable que"),
    ("es", "Probablemente copiaron su dirección.", "Probablemente copiaron"),
    ("es", "No hemos visto ningún uso indebido.", "No hemos visto ningún uso indebido"),
    ("es", "Puede ser que la tengan.", "Puede ser que"),
    ("es", "Nadie ha hecho mal uso de ella.", "Nadie ha hecho mal uso"), ("es", "No es posible pagar ahí.", ""),
    ("hu", "Valószínű, hogy lemásolták a címét.", "Valószínű, hogy"),
    ("hu", "A címét valószínűleg lemásolták.", "valószínűleg lemásolták"),
    ("hu", "Nem tapasztaltunk visszaélést.", "Nem tapasztaltunk visszaélést"),
    ("hu", "Nem történt visszaélés.", "Nem történt visszaélés"), ("hu", "Lemásolhatták a címét.", "Lemásolhatták"),
    ("hu", "A banknál kérdezzen rá.", ""),
  ])
  func `a hedge`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.hedge, language, text, words)
  }

  @Test func `of two findings that overlap, the longer is kept`() throws {
    let found = try InventedNotice.findings(of: .hedge, in: "It may have been, and could have been, copied.")
    #expect(found.flatMap(\.words) == ["may have", "could have been"])
  }
}
