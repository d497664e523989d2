import Casework
import Forensics
import Mail
import Testing
import Vocabulary

@testable import Letters

/// A text is looked at once, each recipient by themselves; what leaves is what a single letter would be.
@Suite struct ClearedNoticeTests {
  private func mail(
    from sender: String = "support@harborledger.com", replyTo: String? = "help@harborledger.com",
    subject: String = "Hamis számlák a nevünkben", body: String = "Kedves ügyfelünk!\n\n- Ne kattintson.\n.\nFrom us"
  ) throws -> NoticeMail {
    NoticeMail(
      language: try #require(Language("hu")),
      sender: LetterDraft.Sender(name: "Harbor Ledger", address: try #require(EmailAddress(sender))),
      replyTo: try replyTo.map { try #require(EmailAddress($0)) }, subject: subject, body: body)
  }

  private func refusal(_ mail: NoticeMail) -> String? {
    if case .failure(let why) = Guardrails.clear(mail, context: GuardrailsTests.context) { why.code } else { nil }
  }

  @Test(arguments: ["customer@example.org", "jane+shop@example.org", "péter@példa.hu", "jane@példa.hu"])
  func `a letter of a notice is byte for byte the letter that the same draft would be`(address: String) throws {
    let mail = try mail()
    let recipient = try #require(EmailAddress(address))
    let draft = LetterDraft(
      kind: .notice, recipient: recipient, sender: mail.sender, replyTo: mail.replyTo, subject: mail.subject,
      body: mail.body, language: mail.language, key: "notice:1:7:x")
    let single = Guardrails.clear(draft, context: GuardrailsTests.context, now: GuardrailsTests.now)
    let many = try Guardrails.clear(mail, context: GuardrailsTests.context).get()
      .addressed(to: recipient, key: "notice:1:7:x", now: GuardrailsTests.now)
    switch (single, many) {
    case (.success(let single), .success(let many)):
      #expect(single.bytes == many.bytes && single.messageID == many.messageID)
      #expect(single.envelopeSender == many.envelopeSender)
      #expect(many.recipient.text.utf8.allSatisfy { $0 < 0x80 })
    case (.failure(let single), .failure(let many)): #expect(single == many)
    default: Issue.record("\(single) \(many)")
    }
  }

  @Test(arguments: [
    ("boss@badmail.example", "adversary-address"), ("ev.il+x@googlemail.com", "adversary-address"),
    ("a@mail.harbor-ledger.example", "adversary-domain"), ("x%harbor-ledger.example@example.org", "adversary-domain"),
    ("report@harborledger.com", "own-intake"), ("support+1@harborledger.com", "own-intake"),
    ("a,b@example.org", "bad-address"), ("customer@localhost", "bad-address"),
  ])
  func `nothing goes to the attacker, in a circle, or to what is no address`(address: String, code: String) throws {
    let notice = try Guardrails.clear(try mail(), context: GuardrailsTests.context).get()
    let refused = notice.addressed(to: try #require(EmailAddress(address)), key: "k", now: GuardrailsTests.now)
    #expect(throws: LetterRefusal.self) { try refused.get() }
    if case .failure(let why) = refused { #expect(why.code == code) }
  }

  @Test func `a text is held back for what a letter is held back for`() throws {
    #expect(refusal(try mail()) == nil)
    #expect(refusal(try mail(body: "See pay.example now")) == "hostile-name")
    #expect(refusal(try mail(body: "See https://elsewhere.example/x")) == "foreign-link")
    #expect(refusal(try mail(subject: "a\r\nBcc: x@y.example")) == "control-character")
    #expect(refusal(try mail(body: " \n")) == "empty")
    #expect(refusal(try mail(from: "support@elsewhere.example")) == "sender-not-ours")
    #expect(refusal(try mail(replyTo: "help@elsewhere.example")) == "sender-not-ours")
  }

  @Test func `a notice comes from the company's own domain, even where reports are taken in elsewhere`() throws {
    let intake = try #require(EmailAddress("harbor@inbox.example"))
    let context = Guardrails.Context(ownDomains: GuardrailsTests.own, intake: [intake], adversary: .unknown)
    guard case .failure(.senderNotOurs) = Guardrails.clear(try mail(from: intake.text), context: context) else {
      Issue.record("it may come from \(intake)")
      return
    }
  }

  @Test func `a notice is no marketing and no answer`() throws {
    let notice = try Guardrails.clear(try mail(), context: GuardrailsTests.context).get()
    let recipient = try #require(EmailAddress("customer@example.org"))
    let letter = try notice.addressed(to: recipient, key: "k", now: GuardrailsTests.now).get()
    let text = String(decoding: letter.bytes, as: UTF8.self)
    #expect(text.contains("\r\nAuto-Submitted: auto-generated\r\n") && !text.lowercased().contains("list-unsubscribe"))
    #expect(letter.messageID == notice.messageID(key: "k") && LoopMark.isOurs(letter.messageID))
  }
}
