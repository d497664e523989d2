import Casework
import Domains
import Forensics
import Mail
import Testing
import Vocabulary

/// What the public check answers about two copied lines.
@Suite struct MailCheckTests {
  private static let subject = "Fake mails in our name (PB-1-7)"
  private static let day = CalendarDate(days: 16_363)
  private static let senders = ["news@palomberry.com"].compactMap { EmailAddress($0) }
  private static let letters = SentLetters(
    senders.flatMap { sender in
      [subject, "Correos falsos (PB-1-7)"].map {
        SentLetters.Letter(reference: "PB-1-7", subject: $0, sender: sender, day: day)
      }
    }, leaving: ["PB-1-8"], prefix: "PB")
  private static let number = MailCheck.Answer.ourNumber(
    SentLetters.Numbered(
      reference: "PB-1-7", subjects: [subject, "Correos falsos (PB-1-7)"], senders: senders, day: day))

  private func check(_ fakes: KnownFakes = KnownFakes([])) -> MailCheck {
    MailCheck(
      organization: InventedFakes.organization, fakes: fakes, letters: Self.letters,
      imitates: { $0.contains("pa1omberry") })
  }

  /// Two people's reports of one fake.
  private static func campaign(people: Int) -> Investigation {
    let findings = (0..<people).map { InventedFakes.report("Your invoice 4\($0)", to: "ada\($0)@example.org") }
    return InventedFakes.investigation(findings)
  }

  static let lines: [(String, String, MailCheck.Answer)] = [
    ("Palomberry <billing@pa1omberry.com>", "", .fakeNew),
    ("Palomberry <billing@palomberry.com>", "Hello", .cannotTell(.senderCanBeForged)),
    ("news@palomberry.com", " fake mails in our NAME (PB-1-7) ", .ours(.notice(subject: subject, day: day))),
    ("Palomberry S.L. <news@palomberry.com>", subject, .ours(.notice(subject: subject, day: day))),
    ("sales@palomberry.com", subject, number), ("somebody@example.net", subject, .notOurs), ("", subject, number),
    ("", "PB-1-7", number), ("pb\u{2011}1\u{2011}7", "", number), ("", "Re: correos (PB-1-7)", number),
    ("", "PB-1-9", .noSuchNumber("PB-1-9")), ("", "\u{201C}pb-1-9\u{201D}.", .noSuchNumber("PB-1-9")),
    ("news@palomberry.com", "Your invoice (PB-1-9)", .cannotTell(.senderCanBeForged)),
    ("x@example.net", "PB-1-9", .notOurs), ("", "PB-1-8", .cannotTell(.tooLittle)),
    ("", "Your order PB-2014-17 is ready", .cannotTell(.tooLittle)), ("", "PB-1-7-2", .cannotTell(.tooLittle)),
    ("", "XY-1-7", .cannotTell(.tooLittle)), ("palomberry[.]com", "", .cannotTell(.senderCanBeForged)),
    ("billing [at] pa1omberry.com", "", .fakeNew), ("pa1omberry(dot)com", "", .fakeNew),
    ("somebody [at] example[.]net", "Hello", .notOurs), ("", "pay at the station (at) noon", .cannotTell(.tooLittle)),
    ("who knows", "what", .cannotTell(.tooLittle)),
    ("billing@palomberry.com.evil.example", "", .notOurs),
    ("", "see https://pa1omberry.com/pay", .fakeNew),
    ("\"news@palomberry.com\" <x@evil.example>", subject, .notOurs),
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

  @Test(arguments: [
    "palornberry[.]com", "palornberry.com", "renewals [at] palornberry.com", "renewals@palornberry[.]com",
    "renewals (at) palornberry(dot)com", "renewals at palornberry.com", "Renewals <renewals[at]pay.palornberry{.}com>",
    "hxxps://palornberry[.]com/pay",
  ])
  func `a known fake is known where it is written so that nobody clicks on it, in either field`(written: String) {
    let check = check(KnownFakes([Self.campaign(people: 2)]))
    #expect(check.answer(sender: written, subject: "") == .fakeKnown)
    #expect(check.answer(sender: "", subject: written) == .fakeKnown)
  }

  @Test func `our own letter may name the fakes as it does, and lead nobody there`() {
    let check = check(KnownFakes([Self.campaign(people: 2)]))
    #expect(check.answer(sender: "news@palomberry.com", subject: "PB-1-7: not palornberry[.]com") == Self.number)
    #expect(check.answer(sender: "", subject: "PB-1-7 https://palornberry.com/pay") == .fakeKnown)
    #expect(check.answer(sender: "palornberry[.]com", subject: Self.subject) == .fakeKnown)
  }

  @Test(arguments: [
    "news [at] palomberry.com <x@evil.example>", "news@palomberry.com x@evil.example",
    "news at palomberry.com, evil[.]example",
  ])
  func `two senders in one line never make a mail ours`(sender: String) {
    if case .ours = check().answer(sender: sender, subject: Self.subject) { Issue.record("ours") }
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
      (.genuine, .cannotTell(.unchecked)), (.unproven, .cannotTell(.unproven)), (.unrelated, .notOurs),
      (.noMessage, .cannotTell(.noMail)),
    ] {
      let finding = InventedFakes.report("Hello", to: "ada@example.org", verdict: verdict)
      #expect(check().answer([finding]) == answer)
      #expect(check().answer([finding, fake]) == .fakeNew)
    }
    let signed = InventedFakes.report("Hello", to: "ada@example.org", verdict: .genuine, isSignedByUs: true)
    let other = InventedFakes.report("Hello", to: "ada@example.org", from: "x@y.example", verdict: .unrelated)
    let said = InventedFakes.report("Hello", to: "ada@example.org", verdict: .genuine)
    #expect(check().answer([signed]) == .ours(.signature))
    // What is hung on to a mail proves nothing of that mail.
    #expect(check().answer([signed, other]) == .notOurs)
    #expect(check().answer([signed, said]) == .cannotTell(.unchecked))
    let unsigned = InventedFakes.report(
      Self.subject, to: "ada@example.org", from: "news@palomberry.com", verdict: .unproven)
    #expect(check().answer([unsigned]) == Self.number)
    let stray = InventedFakes.report("PB-1-9", to: "ada@example.org", from: "news@palomberry.com", verdict: .unproven)
    #expect(check().answer([stray]) == .cannotTell(.unproven))
    #expect(check().answer([unsigned, stray]) == .cannotTell(.unproven))
    let nobodys = InventedFakes.report("Hello", to: "ada@example.org", from: "", verdict: .unrelated)
    #expect(check().answer([nobodys]) == .cannotTell(.noSender))
  }
}
