import Testing

@testable import Letters

/// An attachment of ours is found; the fakes' may be spoken of.
@Suite struct AttachmentRuleTests {
  @Test(arguments: [
    ("en", "Please see the attached list.", "attached"), ("en", "The details are in the attachment.", "attachment"),
    ("en", "Do not open its attachments.", ""), ("en", "If you opened an attachment, call us.", ""),
    ("en", "There is no attachment.", ""),
    ("es", "Le enviamos la lista como archivo adjunto.", "adjunto"), ("es", "No abra los archivos adjuntos.", ""),
    ("es", "Si abrió un archivo adjunto, llámenos.", ""),
    ("hu", "Csatoltuk a listát.", "Csatoltuk"), ("hu", "A részletek a mellékletben vannak.", "mellékletben"),
    ("hu", "Ne nyissa meg a mellékleteit.", ""), ("hu", "Ennek a levélnek nincs melléklete.", ""),
  ])
  func `an attachment`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.attachment, language, text, words)
  }
}
