import Casework
import Forensics
import Mail
import Testing
import Vocabulary

@testable import Letters

/// What may not leave does not, each for its own reason.
@Suite struct GuardrailsTests {
  static let now = Timestamp(rfc3339: "2014-11-14T09:00:00Z") ?? Timestamp(seconds: 0)
  static let own = ["harborledger.com"].compactMap { DomainName($0) }
  static let adversary: Adversary = {
    var found = Adversary()
    let organization = Organization(name: "Harbor Ledger", domains: own)
    for text in ["boss@badmail.example", "e.vil@gmail.com", "billing@harborledger.com"] {
      if let address = EmailAddress(text) { found.add(address, of: organization) }
    }
    for name in ["harbor-ledger.example", "xn--knyvel-wxa.hu"] {
      if let name = DomainName(name) { found.add(lookAlike: name) }
    }
    for name in ["pay.example", "docs.google.com"] { if let name = DomainName(name) { found.add(host: name) } }
    return found
  }()
  static let context = Guardrails.Context(
    ownDomains: own, intake: Set(["report@harborledger.com"].compactMap { EmailAddress($0) }), adversary: adversary)

  static func draft(
    to recipient: String = "customer@example.org", name: String = "Harbor Ledger",
    from sender: String = "support@harborledger.com", replyTo: String? = nil, subject: String = "We have your message",
    body: String = "Hello,\n\nthank you.\n", kind: LetterDraft.Kind = .acknowledgement, key: String = "ack/1/c1",
    thread: LetterThread = .none
  ) throws -> LetterDraft {
    LetterDraft(
      kind: kind, recipient: try #require(EmailAddress(recipient)),
      sender: LetterDraft.Sender(name: name, address: try #require(EmailAddress(sender))),
      replyTo: try replyTo.map { try #require(EmailAddress($0)) }, subject: subject, body: body,
      language: try #require(Language("en")), key: key, thread: thread)
  }

  static func refusal(_ draft: LetterDraft) -> LetterRefusal? {
    if case .failure(let refusal) = Guardrails.clear(draft, context: context, now: now) { refusal } else { nil }
  }

  @Test func `a plain letter passes`() throws {
    let letter = try Guardrails.clear(Self.draft(), context: Self.context, now: Self.now).get()
    #expect(letter.recipient.text == "customer@example.org" && letter.envelopeSender == nil)
    let notice = try Guardrails.clear(Self.draft(kind: .notice), context: Self.context, now: Self.now).get()
    #expect(notice.envelopeSender?.text == "support@harborledger.com")
  }

  @Test(arguments: [
    ("boss@badmail.example", "adversary-address"), ("boss+tag@badmail.example", "adversary-address"),
    ("BOSS@BadMail.example", "adversary-address"), ("evil@gmail.com", "adversary-address"),
    ("ev.il+x@googlemail.com", "adversary-address"), ("anybody@harbor-ledger.example", "adversary-domain"),
    ("a@mail.harbor-ledger.example", "adversary-domain"), ("a@könyvel.hu", "adversary-domain"),
    ("x%harbor-ledger.example@example.org", "adversary-domain"),
    ("harbor-ledger.example!x@example.org", "adversary-domain"),
    ("report@harborledger.com", "own-intake"), ("report+7@harborledger.com", "own-intake"),
    ("support@harborledger.com", "own-intake"), ("a,b@example.org", "bad-address"),
    ("victim@x.org,b@example.org", "bad-address"), ("\"a b\"@example.org", "bad-address"),
    ("jürgen@example.org", "bad-address"), ("a@localhost", "bad-address"), ("a..b@example.org", "bad-address"),
  ])
  func `a recipient is refused`(recipient: String, code: String) throws {
    #expect(Self.refusal(try Self.draft(to: recipient))?.code == code)
  }

  @Test(arguments: ["other@gmail.com", "someone@badmail.example", "a@docs.google.com", "sales@harborledger.com"])
  func `who only shares a host with the attacker gets an answer`(recipient: String) throws {
    #expect(Self.refusal(try Self.draft(to: recipient)) == nil)
  }

  @Test func `only the company's own addresses send`() throws {
    #expect(Self.refusal(try Self.draft(from: "me@example.net"))?.code == "sender-not-ours")
    #expect(Self.refusal(try Self.draft(replyTo: "me@example.net"))?.code == "sender-not-ours")
    #expect(Self.refusal(try Self.draft(replyTo: "report@harborledger.com")) == nil)
  }

  @Test(arguments: [
    "a\r\nBcc: x@example.org", "a\nb", "a\rb", "a\0b", "a\u{7}b", "a\u{85}b", "a\u{2028}b", "a\u{202E}b", "a\u{7F}",
  ])
  func `a control in a header is refused`(text: String) throws {
    #expect(Self.refusal(try Self.draft(subject: text)) == .control(.subject))
    #expect(Self.refusal(try Self.draft(name: text)) == .control(.sender))
    if text != "a\nb" { #expect(Self.refusal(try Self.draft(body: text)) == .control(.body)) }
  }

  @Test(arguments: [
    "Pay at https://pay.example/x now", "see pay.example", "see PAY.EXAMPLE.", "at www.pay.example", "(pay.example)",
    "sub.pay.example", "pay。example", "pay\u{200B}.example", "_pay.example_", "pay.example-ről", "a pay.example's page",
    "go to könyvel.hu", "xn--knyvel-wxa.hu", "write to boss@badmail.example", "x@harbor-ledger.example",
    "以pay.exampleへ", "docs.google.com/forms/d/1", "Hello.pay.example",
  ])
  func `a hostile name that would be a link is refused`(text: String) throws {
    #expect(Self.refusal(try Self.draft(body: text))?.code == "hostile-name")
  }

  @Test(arguments: [
    "see pay[.]example", "hxxps://pay[.]example/x", "see mypay.example", "prepay.example", "pay example",
    "Hotel: two nights", "Which data: your name", "Tel: 1 234",
    "harborledger.com", "https://harborledger.com/status", "Gmail, Docs, 3.5 and e.g. this", "badmail.example",
  ])
  func `what is no live hostile link passes`(text: String) throws {
    #expect(Self.refusal(try Self.draft(body: text)) == nil)
  }

  @Test(arguments: [
    "https://other.example/", "www.other.example", "other.example/renew", "http://10.0.0.1/", "hxxp://other.example/",
    "http://other[.]example/", "ftp://other.example", "mailto:x", "javascript:alert(1)", "(tel:123)",
  ])
  func `a link to anybody else's site is refused`(text: String) throws {
    #expect(Self.refusal(try Self.draft(body: text))?.code == "foreign-link")
  }

  @Test func `nothing empty and nothing endless leaves`() throws {
    #expect(Self.refusal(try Self.draft(body: " \n ")) == .empty(.body))
    #expect(Self.refusal(try Self.draft(subject: "")) == .empty(.subject))
    #expect(Self.refusal(try Self.draft(body: String(repeating: "a", count: 64_001))) == .tooLong(.body, limit: 64_000))
    #expect(Self.refusal(try Self.draft(subject: String(repeating: "a", count: 301)))?.code == "too-long")
  }

  @Test func `every refusal says in words what it is`() throws {
    let address = try #require(EmailAddress("a@b.example"))
    #expect(LetterRefusal.adversaryAddress(address).description.contains("Nothing is sent to the attacker"))
    #expect(LetterRefusal.hostileName("pay[.]example", .body).description.contains("body"))
  }

  static let refusals: [LetterRefusal] = {
    guard let address = EmailAddress("a@harb0rledger.com"), let domain = DomainName("harb0rledger.com") else {
      return []
    }
    return [
      .adversaryAddress(address), .adversaryDomain(address, domain), .ownIntake(address),
      .senderNotOurs(address), .badAddress(.recipient), .control(.subject), .hostileName("evil[.]example", .body),
      .foreignLink("other[.]example", .body), .tooLong(.subject, limit: 998), .empty(.body),
    ]
  }()

  @Test(arguments: refusals)
  func `a refusal is read back from the record, wherever in a text it stands`(refusal: LetterRefusal) throws {
    for text in [refusal.record, "the text in en for listed is \(refusal.record)"] {
      let read = try #require(LetterRefusal.read(record: text))
      #expect(read.code == refusal.code && read.detail == refusal.detail ?? "")
    }
    #expect(!(refusal.detail ?? "").contains("@"))
  }

  @Test func `every refusal has a code of its own, and other answers are none`() {
    #expect(Set(Self.refusals.map(\.code)).count == Self.refusals.count && Self.refusals.count == 10)
    for text in ["", "550 5.1.1 no such user", "held back (", "held back (x", "held back (): "] {
      #expect(LetterRefusal.read(record: text) == nil)
    }
  }
}
