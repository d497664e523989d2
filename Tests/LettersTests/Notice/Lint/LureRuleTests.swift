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
    ("en", "Reply to this email with your card number.", "Reply to this email with"),
    ("en", "Please tell us your PIN.", "tell us your"),
    ("en", "We need your password to go on.", "We need your password"),
    ("en", "Do not reply to this email with a password.", ""), ("en", "We never ask you to tell us your password.", ""),
    ("en", "Pay the invoice to our partner instead.", "Pay the invoice to"),
    ("en", "Transfer the money to our partner.", "Transfer the money to"),
    ("en", "Here is our new bank account.", "our new bank"), ("en", "Our bank details have not changed.", ""),
    ("en", "Do not pay it to anybody.", ""), ("es", "Haz clic en el enlace.", "Haz clic"),
    ("es", "Pulsa en el enlace.", "Pulsa"), ("es", "Pincha en la imagen.", "Pincha"),
    ("es", "Pinche en la imagen.", "Pinche"), ("es", "Confirma tus datos.", "Confirma tus"),
    ("es", "Responda a este correo con su número de tarjeta.", "Responda a este correo con"),
    ("es", "Díganos su clave.", "Díganos su"), ("es", "Si pulsa un enlace, cierre la página.", ""),
    ("es", "No responda a este correo con una contraseña.", ""),
    ("es", "Pague la factura a nuestro socio.", "Pague la factura a"),
    ("es", "Esta es nuestra nueva cuenta.", "nuestra nueva cuenta"),
    ("es", "Nuestros datos bancarios no han cambiado.", ""), ("hu", "Kattints ide.", "Kattints ide"),
    ("hu", "Kattintson a képre.", "Kattintson"), ("hu", "Add meg a jelszavadat.", "Add meg"),
    ("hu", "Lépj be az oldalra.", "Lépj be"),
    ("hu", "Válaszoljon erre a levélre a kártyaszámával.", "erre a levélre a kártyaszámával"),
    ("hu", "Küldje el nekünk a jelszavát.", "Küldje el nekünk a jelszavát"),
    ("hu", "Ne kattintson a képre.", ""),
    ("hu", "Ne küldje el a jelszavát.", ""), ("hu", "Fizessen erre a bankszámlára.", "erre a bankszámlára"),
    ("hu", "Megváltozott a bankszámlaszámunk.", "Megváltozott a bankszámlaszámunk"),
    ("hu", "Nem változott a bankszámlaszámunk.", ""),
  ])
  func `a lure`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.lure, language, text, words)
  }
}
