import Mail
import Schemas
import Testing
import Vocabulary

@testable import Forensics
@testable import Letters

@Suite struct MessageDocumentTests {
  private static let catalog = ProviderCatalog([])
  private static let context = Report.Context(
    intake: Set(Invented.addresses(["report@harborledger.com"])),
    lexicon: ForwardLexicon(ForwardPhrases(locales: [], zones: [:])))

  private func document(_ mail: String, in words: SheetWords = Sentences.english) -> MessageDocument {
    document(Array(mail.replacing("\n", with: "\r\n").utf8), in: words)
  }

  private func document(_ bytes: [UInt8], in words: SheetWords = Sentences.english) -> MessageDocument {
    let report = Report(bytes, context: Self.context)
    let messages = report.originals.isEmpty ? [report.outer] : report.originals.map(\.message)
    return MessageDocument(
      report: report,
      evidence: messages.map {
        TransportEvidence($0, catalog: Self.catalog, keys: DKIMKeyArchive(), trusted: [], bodies: .all)
      }, words: words)
  }

  private func value(_ mail: String) throws -> [String: Any] {
    try JSONSchema.value(document(mail).json(indented: true)) as? [String: Any] ?? [:]
  }

  private static let fake = """
    Return-Path: <bounce@harb0rledger.com>
    Authentication-Results: mx.mail.example; spf=pass smtp.mailfrom=harb0rledger.com; dkim=fail header.d=postrider.example
    Received: from out3.postrider.example (out3.postrider.example [192.0.2.7]) by mx.mail.example with ESMTPS id 1; Tue, 11 Nov 2014 14:52:00 +0100
    DKIM-Signature: v=1; a=rsa-sha256; d=postrider.example; s=k1; h=from:subject; bh=AAAA; b=AAAA
    From: "Harbor Ledger <b>" <billing@harb0rledger.com>
    To: reader@mail.example
    Cc: other@mail.example
    Subject: Your plan "ends" \u{202E}Friday
    Date: Tue, 11 Nov 2014 14:51:00 +0100
    Message-ID: <1@harb0rledger.com>

    Renew now: https://harb0rledger.com/renew?x=<script>
    """

  private static let report = """
    Received: from home.example ([198.51.100.4]) by mx.harborledger.com with ESMTP id 2; Wed, 12 Nov 2014 08:00:00 +0000
    From: Reader <reader@mail.example>
    To: report@harborledger.com
    Subject: Is this from you?
    Date: Wed, 12 Nov 2014 07:59:00 -0000
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain

    I got this today.
    --b
    Content-Type: message/rfc822

    \(fake)
    --b--
    """

  @Test func `an attached original is told field by field`() throws {
    let value = try value(Self.report)
    #expect(value["carrier"] as? String == "attachment")
    #expect((value["outer"] as? [String: Any])?["from"] as? String == "reader@mail.example")
    let original = value["original"] as? [String: Any]
    #expect(original?["from"] as? String == "billing@harb0rledger.com")
    #expect(original?["to"] as? [String] == ["reader@mail.example"])
    #expect(original?["cc"] as? [String] == ["other@mail.example"])
    #expect(original?["date"] as? String == "2014-11-11T13:51:00Z")
    #expect((value["note"] as? String)?.contains("I got this today.") == true)
    let hop = (value["hops"] as? [[String: Any]])?.first
    #expect(hop?["from"] as? String == "out3.postrider.example")
    #expect(hop?["ip"] as? String == "192.0.2.7")
    #expect(hop?["trusted"] as? Bool == true)
    let checks = value["authentication"] as? [[String: Any]]
    #expect(checks?.map { $0["method"] as? String } == ["spf", "dkim"])
    #expect(checks?.map { $0["identity"] as? String } == ["harb0rledger.com", "postrider.example"])
    #expect(checks?.allSatisfy { $0["authserv_id"] as? String == "mx.mail.example" } == true)
    let signature = (value["dkim"] as? [[String: Any]])?.first
    #expect(signature?["domain"] as? String == "postrider.example")
    #expect((value["links"] as? [[String: Any]])?.first?["host"] as? String == "harb0rledger.com")
  }

  @Test(arguments: [
    report, fake, "", "\n", "no header at all",
    "From: a@b.example\nTo: report@harborledger.com\nSubject: question\n\nWhere is my invoice?",
    "From: \u{0}\u{1B}[31m\nSubject: =?utf-8?B?//79?=\nDate: nonsense\n\n\u{202E}",
  ])
  func `every document holds against the schema`(mail: String) throws {
    let schema = try JSONSchema(named: "message")
    for indented in [true, false] {
      let bytes = document(mail).json(indented: indented)
      #expect(try schema.complaints(about: bytes).isEmpty)
      #expect(indented || !bytes.contains(0x0A))
    }
    let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    #expect(try schema.complaints(about: document(picture).json(indented: true)).isEmpty)
  }

  @Test func `damaged mail still gives a valid document`() throws {
    let schema = try JSONSchema(named: "message")
    let whole = Array(Self.report.replacing("\n", with: "\r\n").utf8)
    for cut in stride(from: 0, to: whole.count, by: 41) {
      var bytes = Array(whole.prefix(whole.count - cut))
      if !bytes.isEmpty { bytes[cut % bytes.count] ^= 0x9B }
      #expect(try schema.complaints(about: document(bytes).json(indented: false)).isEmpty)
    }
  }

  @Test func `as text nothing can be clicked and no control is left`() {
    for mail in [Self.report, Self.fake] {
      let text = String(decoding: document(mail).text(title: "one\u{1B}[31m.eml"), as: UTF8.self)
      #expect(text.contains("hxxps://harb0rledger[.]com/renew"))
      #expect(text.contains("billing@harb0rledger[.]com"))
      #expect(!text.contains("http"))
      #expect(text.split(separator: "\n").allSatisfy { Columns.width(of: $0) <= 80 })
      #expect(
        !text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.properties.generalCategory == .format })
    }
  }

  @Test(arguments: ["en", "es", "hu"])
  func `why a signature is of no use is said in the language of whoever reads it`(language: String) throws {
    let words = Sentences.book[try #require(Language(language))]
    let states = DKIMVerification.HeaderSignature.allCases.filter { ![.pass, .fail, .noKey].contains($0) }.map(
      \.rawValue)
    for reason in states + DKIMSignature.Fault.allCases.map(\.rawValue) {
      let said = words("dkim_\(reason)").text
      #expect(!said.contains("dkim_") && said.contains(" "), "\(reason)")
    }
    let unsigned = Self.fake.replacing("h=from:subject", with: "h=subject")
    let text = String(decoding: document(unsigned, in: words).text(title: nil), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains(words("dkim_from-not-signed").text) && !text.contains("from-not-signed"))
  }

  @Test(arguments: [
    ("en", "They wrote", "Leads to", "Which service sent it can't be told"),
    ("es", "Escribieron", "Lleva a", "no permite saber qué servicio lo envió"),
    ("hu", "Ezt írták", "Ide vezet", "nem derül ki, melyik szolgáltatás küldte"),
  ])
  func `a mail is taken apart in the language of whoever reads it`(
    language: String, note: String, link: String, service: String
  ) throws {
    let words = Sentences.book[try #require(Language(language))]
    for mail in [Self.report, Self.fake, "", "no header at all", "From: x\nDate: nonsense\nFrom: y\n\nHello."] {
      let text = String(decoding: document(mail, in: words).text(title: nil), as: UTF8.self)
      #expect(!text.contains("message_") && !text.contains("defect_") && !text.contains("{"))
      guard language != "en" else { continue }
      for english in ["Subject", "One message", "forwarded", "written by", "believed", "can't be told", "only the"] {
        #expect(!text.contains(english), "\(english)")
      }
    }
    let text = String(decoding: document(Self.report, in: words).text(title: nil), as: UTF8.self)
      .replacing("\n", with: " ")
    #expect(text.contains(note) && text.contains(link))
    #expect(text.split(separator: " ").joined(separator: " ").contains(service))
  }

  @Test func `a mail's text keeps its lines, with one empty line where there are many, and is cut`() {
    let lines = MessageDocument.lines(of: "\r\n Dear reader,\r\n\r\n\r\n\u{1B}[31mpay   now.\nBye\n\n", columns: 1200)
    #expect(lines.map(\.text) == [" Dear reader,", "", "pay now.", "Bye"])
    #expect(MessageDocument.lines(of: "", columns: 10).isEmpty)
    let cut = MessageDocument.lines(of: "one two\nthree four five\nsix", columns: 20).map(\.text)
    #expect(cut == ["one two", "three four…"])
    #expect(MessageDocument.lines(of: String(repeating: "a\n", count: 5000), columns: 40).count < 30)
    let mail = "From: a@b.example\nTo: c@d.example\nSubject: x\n\nFirst line\nSecond line\n\nA new paragraph.\n"
    let text = String(decoding: document(mail).text(title: nil), as: UTF8.self)
    let shown = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
    let first = shown.firstIndex { $0.hasSuffix("First line") } ?? 0
    #expect(shown[(first + 1)...].prefix(3) == ["Second line", "", "A new paragraph."])
  }
}
