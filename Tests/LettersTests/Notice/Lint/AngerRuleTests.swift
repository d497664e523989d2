import Testing

@testable import Letters

/// Insults and threats are found; what somebody did may be said.
@Suite struct AngerRuleTests {
  @Test(arguments: [
    ("en", "These bastards wrote to you.", "bastards"), ("en", "A cowardly liar did this.", "cowardly,liar"),
    ("en", "Criminals have our list.", "~Criminals"), ("en", "They will pay for this.", "will pay for this"),
    ("en", "We will find you.", "We will find you"), ("en", "Somebody copied the list.", ""), ("en", "Do not pay.", ""),
    ("en", "The shell is blue.", ""),
    ("es", "Son unos sinvergüenzas.", "sinvergüenzas"), ("es", "Unos delincuentes la copiaron.", "~delincuentes"),
    ("es", "Caerá sobre ellos todo el peso de la ley.", "todo el peso de la ley"),
    ("es", "Alguien copió la lista.", ""),
    ("es", "Denunciamos el nombre falso.", ""),
    ("hu", "Aljas gazemberek műve.", "Aljas,gazemberek"), ("hu", "Csalók küldik.", "~Csalók"),
    ("hu", "Ezért még meg fog fizetni.", "meg fog fizetni"), ("hu", "Csalódást okoztunk a családoknak.", ""),
    ("hu", "Valaki lemásolta a listát.", ""),
    ("en", "We will find the thief.", "We will find the thief"),
    ("en", "We will find the thief and sue him.", "We will find the thief,sue him"),
    ("en", "He will go to prison.", "go to prison"), ("en", "You can find them on our website.", ""),
    ("es", "Encontraremos al ladrón.", "Encontraremos al ladrón"),
    ("es", "Encontraremos al ladrón y lo demandaremos.", "Encontraremos al ladrón,lo demandaremos"),
    ("es", "Irá a la cárcel.", "a la cárcel"), ("hu", "Megtaláljuk a tolvajt.", "Megtaláljuk a tolvajt"),
    ("hu", "Megtaláljuk a tolvajt, és bepereljük.", "Megtaláljuk a tolvajt,bepereljük"),
    ("hu", "Börtönbe kerül.", "Börtönbe"),
  ])
  func `anger`(language: String, text: String, words: String) throws {
    let each = words.split(separator: ",").map(String.init)
    guard each.count > 1 else { return try InventedNotice.check(.anger, language, text, words) }
    #expect(try InventedNotice.findings(of: .anger, in: text, language).flatMap(\.words) == each)
  }
}
