import Mail
import Operations
import Testing
import Vocabulary

@testable import Casework

/// The language that a reporter is answered in, by what their mail shows.
@Suite struct ReporterLanguageTests {
  static func choice(
    from: String = "jane@example.com", subject: String = "Fwd: x", header: String = "", _ body: String,
    offered: [String] = ["en", "es", "hu"]
  ) throws -> String {
    let knowledge = try #require(ReporterData.knowledge)
    let text = """
      From: \(from)
      To: report@harborledger.com
      Subject: \(subject)
      \(header)Content-Type: text/plain; charset=utf-8

      \(body)
      """
    let report = Report(
      Array(text.utf8),
      context: Report.Context(
        intake: Set(["report@harborledger.com"].compactMap { EmailAddress($0) }), lexicon: knowledge.lexicon))
    let chooser = ReporterLanguage(
      offered: offered.compactMap { Language($0) }, signs: knowledge.languageSigns, lexicon: knowledge.lexicon)
    return try #require(chooser).choice(for: report).tag
  }

  @Test(arguments: [
    ("Your account is on hold. Pay the invoice within 24 hours or it will be closed.", "en"),
    ("Su cuenta está suspendida. Pague la factura en 24 horas o se cerrará.", "es"),
    ("A fiókja zárolva van. Fizesse ki a számlát 24 órán belül, hogy ne szüntessük meg.", "hu"),
    ("# # #", nil), ("", nil), ("Invoice 4711", nil),
  ])
  func `a text is in the language whose small words it holds`(text: String, language: String?) throws {
    #expect(try #require(ReporterData.knowledge).languageSigns.language(of: text)?.tag == language)
  }

  @Test(arguments: [
    ("Hello, is this really from you? I got it this morning.", "en"),
    ("Buenos días, he recibido este correo. ¿Es de ustedes?", "es"),
    ("Tisztelt Cím! Ezt a levelet kaptam ma, önöktől jött?", "hu"),
    ("FYI", "en"), ("", "en"), ("¿Esto es de ustedes o no?", "es"), ("Ez tényleg önöktől van?", "hu"),
  ])
  func `own words decide`(note: String, language: String) throws {
    #expect(try Self.choice(subject: "question", note) == language)
  }

  @Test(arguments: [
    (
      "Inicio del mensaje reenviado:\n\nDe: \"HL\" <a@b.example>\nAsunto: Factura\nFecha: 11 de noviembre de 2014\nPara: c@d.example\n\nPay now",
      "es"
    ),
    (
      "Továbbított levél kezdete:\n\nFeladó: HL <a@b.example>\nTárgy: Számla\nDátum: 2014. november 11.\nCímzett: c@d.example\n\nPay now",
      "hu"
    ),
    (
      "---------- Forwarded message ---------\nFeladó: HL <a@b.example>\nDate: 2014. nov. 11.\nSubject: x\nTo: <c@d.example>\n\nPay now",
      "hu"
    ),
    (
      "---------- Forwarded message ---------\nFrom: HL <a@b.example>\nDate: Tue, 11 Nov 2014\nSubject: x\nTo: <c@d.example>\n\nPay now",
      "en"
    ),
  ])
  func `what the mail program prints decides next`(body: String, language: String) throws {
    #expect(try Self.choice(body) == language)
  }

  @Test(arguments: [
    ("a@x.hu", "Fwd: x", "", "hu"), ("a@x.es", "Fwd: x", "", "es"), ("a@x.com.mx", "Fwd: x", "", "es"),
    ("a@x.com", "RV: x", "", "es"), ("a@x.com", "Továbbítás: x", "", "hu"),
    ("a@x.com", "Fwd: x", "Content-Language: es-MX\n", "es"),
    ("a@x.com", "Fwd: x", "Accept-Language: hu-HU, en-US\n", "hu"),
    ("a@x.de", "Fwd: x", "Content-Language: de-DE\n", "en"),
    ("a@x.com", "Fwd: x", "", "en"),
  ])
  func `prefix, settings and place decide where there are no words`(
    from: String, subject: String, header: String, language: String
  ) throws {
    #expect(try Self.choice(from: from, subject: subject, header: header, "") == language)
  }

  @Test func `own words count more than the place and the program's language`() throws {
    let forward =
      "---------- Forwarded message ---------\nFrom: HL <a@b.example>\nDate: Tue, 11 Nov 2014\nSubject: x\nTo: <c@d.example>\n\nPay now"
    #expect(try Self.choice(from: "a@x.co.uk", "Hola, he recibido este correo, ¿es de ustedes?\n\n" + forward) == "es")
    #expect(try Self.choice(from: "a@x.hu", "Hello, is this mail really from you?\n\n" + forward) == "en")
    #expect(try Self.choice(from: "a@x.com", "Ez csalás?\n\n" + forward) == "hu")
    // The fake was written in the language that its sender has for them.
    #expect(
      try Self.choice(from: "a@x.com", forward + "\n\nHola, gracias por el pago de la factura de su cuenta") == "es")
    #expect(try Self.choice(from: "a@x.com", forward) == "en")
  }

  @Test func `only a language that is offered is chosen, the first where nothing is known`() throws {
    #expect(try Self.choice(from: "a@x.hu", "Tisztelt Cím! Ez önöktől jött?", offered: ["es", "en"]) == "es")
    #expect(try Self.choice("", offered: ["hu", "en"]) == "hu")
    #expect(
      ReporterLanguage(offered: [], signs: LanguageSigns([:]), lexicon: try #require(ReporterData.knowledge).lexicon)
        == nil)
  }
}

/// Which mail program a reporter uses.
@Suite struct MailClientTests {
  @Test(arguments: [
    ("Message-ID: <CAF+x=1@mail.gmail.com>", MailClient.gmail), ("X-Mailer: iPhone Mail (21A329)", .phone),
    ("Message-ID: <CAF1@mail.gmail.com>\nX-Mailer: Apple Mail (2.3774)", .appleMail),
    ("User-Agent: Mozilla Thunderbird", .thunderbird), ("User-Agent: Mozilla/5.0 Thunderbird/115.3", .thunderbird),
    ("X-Mailer: Microsoft Outlook 16.0", .outlook), ("User-Agent: Microsoft-MacOutlook/16.78", .outlook),
    ("Message-ID: <DB7@DB7PR04MB1.eurprd04.prod.outlook.com>", .outlookWeb),
    ("Message-ID: <1@mail.yahoo.com>", .yahoo), ("X-Mailer: WebService/1.1.21 YMailNorrin", .yahoo),
    ("Message-ID: <x@protonmail.com>", .proton), ("Message-ID: <x@proton.me>", .proton),
    ("Thread-Index: AdXyz", .outlook),
    ("Content-Type: multipart/alternative; boundary=\"Apple-Mail-5C\"\nMessage-ID: <A-B@x>", .appleMail),
    ("X-Mailer: PHPMailer", .other), ("Subject: x", .other), ("Message-ID: <x@evilmail.gmail.com.example>", .other),
  ])
  func `is known by its traces`(header: String, client: MailClient) {
    #expect(MailClient(of: Message(Array((header + "\n\n").utf8))) == client)
  }
}
