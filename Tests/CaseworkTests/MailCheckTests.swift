import Casework
import Domains
import Forensics
import Mail
import Testing
import Vocabulary

/// What the public check answers about two copied lines.
@Suite struct MailCheckTests {
  private static let subject = "Fake mails in our name (PB-7)"
  private static let day = CalendarDate(days: 16_363)
  private static let sent = ["news@palomberry.com"].compactMap { EmailAddress($0) }.map {
    MailCheck.Sent(subject: subject, sender: $0, day: day)
  }

  private func check(_ fakes: KnownFakes = KnownFakes([])) -> MailCheck {
    MailCheck(
      organization: InventedFakes.organization, fakes: fakes, sent: Self.sent, imitates: { $0.contains("pa1omberry") }
    )
  }

  /// Two people's reports of one fake.
  private static func campaign(people: Int) -> Investigation {
    let findings = (0..<people).map { InventedFakes.report("Your invoice 4\($0)", to: "ada\($0)@example.org") }
    return InventedFakes.investigation(findings)
  }

  static let lines: [(String, String, MailCheck.Answer)] = [
    ("Palomberry <billing@pa1omberry.com>", "", .fakeNew),
    ("Palomberry <billing@palomberry.com>", "Hello", .cannotTell(.senderCanBeForged)),
    ("news@palomberry.com", " fake mails in our NAME (PB-7) ", .ours(.notice(subject: subject, day: day))),
    ("sales@palomberry.com", "Fake mails in our name (PB-7)", .cannotTell(.senderCanBeForged)),
    ("somebody@example.net", "Fake mails in our name (PB-7)", .notOurs),
    ("", "Fake mails in our name (PB-7)", .cannotTell(.tooLittle)),
    ("who knows", "what", .cannotTell(.tooLittle)),
    ("billing@palomberry.com.evil.example", "", .notOurs),
    ("", "see https://pa1omberry.com/pay", .fakeNew),
    ("\"news@palomberry.com\" <x@evil.example>", "Fake mails in our name (PB-7)", .notOurs),
  ]

  @Test(arguments: lines)
  func `a copied sender and subject are answered by what is proven, and not by what anybody can write`(
    _ sender: String, _ subject: String, _ expected: MailCheck.Answer
  ) {
    #expect(check().answer(sender: sender, subject: subject) == expected)
  }

  @Test func `what two people reported is known, by look-alike, sender and subject`() {
    let check = check(KnownFakes([Self.campaign(people: 2)]))
    #expect(check.answer(sender: "pay@palornberry.com", subject: "") == .fakeKnown)
    #expect(check.answer(sender: "x@sub.palornberry.com", subject: "") == .fakeKnown)
    #expect(check.answer(sender: "anybody@example.net", subject: "YOUR INVOICE 99") == .fakeKnown)
    #expect(check.answer(sender: "", subject: "Your invoice 99") == .cannotTell(.subjectOfFakes))
    #expect(check.answer(sender: "news@palomberry.com", subject: "Your invoice 7") == .cannotTell(.subjectOfFakes))
  }

  @Test func `what one person reported is not known to anybody else, since it may be a lie or hold a name`() {
    let fakes = KnownFakes([Self.campaign(people: 1)])
    #expect(fakes.names.isEmpty && fakes.senders.isEmpty && fakes.subjects.isEmpty && fakes.fingerprints.isEmpty)
  }

  @Test func `the company's own addresses never become known senders of fakes, whatever a fake wrote there`() {
    let findings = (0..<2).map {
      InventedFakes.report("Your invoice", to: "ada\($0)@example.org", from: "billing@palomberry.com")
    }
    let check = check(KnownFakes([InventedFakes.investigation(findings)]))
    #expect(check.answer(sender: "billing@palomberry.com", subject: "other") == .cannotTell(.senderCanBeForged))
  }

  @Test func `of a file, a fake among several mails decides, then what is unproven`() {
    let fake = InventedFakes.report("Your invoice", to: "ada@example.org")
    let known = check(KnownFakes([Self.campaign(people: 2)]))
    #expect(known.answer([fake]) == .fakeKnown)
    #expect(check().answer([fake]) == .fakeNew)
    #expect(check().answer([]) == .cannotTell(.noMail))
    for (verdict, answer): (Verdict, MailCheck.Answer) in [
      (.genuine, .ours(.signature)), (.unproven, .cannotTell(.unproven)), (.unrelated, .notOurs),
      (.noMessage, .cannotTell(.noMail)),
    ] {
      let finding = InventedFakes.report("Hello", to: "ada@example.org", verdict: verdict)
      #expect(check().answer([finding]) == answer)
      #expect(check().answer([finding, fake]) == .fakeNew)
    }
  }
}
