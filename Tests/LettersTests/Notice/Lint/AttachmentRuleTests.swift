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
    ("en", "Please open the file.", "open the file"),
    ("en", "It is in the document that comes with this email.", "document that comes with"),
    ("en", "Do not open the file.", ""), ("es", "Abra el archivo, por favor.", "Abra el archivo"),
    ("es", "Lea el documento que viene con este correo.", "documento que viene con"),
    ("es", "No abra el archivo adjunto.", ""), ("hu", "Nyisd meg a mellékletet.", "Nyisd meg a mellékletet"),
    ("hu", "Nyissa meg a fájlt.", "Nyissa meg a fájlt"), ("hu", "Ne nyissa meg a fájlt.", ""),
    ("en", "This email has an attachment.", "attachment"), ("en", "This email comes without attachments.", ""),
    ("en", "Nothing is enclosed.", ""), ("es", "Este correo lleva un archivo adjunto.", "adjunto"),
    ("es", "Este correo no lleva ningún archivo adjunto.", ""), ("es", "No trae archivos adjuntos.", ""),
    ("es", "No hay nada adjunto.", ""), ("hu", "Nyissa meg a mellékleteket.", "Nyissa meg a mellékleteket"),
    ("hu", "Ne nyisson meg mellékleteket.", ""), ("hu", "Ne nyisson meg semmilyen mellékletet.", ""),
    ("hu", "Mellékletet nem küldünk.", ""),
  ])
  func `an attachment`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.attachment, language, text, words)
  }
}
