import Casework
import Domains
import Forensics
import Foundation
import Mail
import Operations
import Post
import Testing
import Vocabulary

@testable import Letters

/// The answers to reporters, in every language, beside what they were when somebody last read them.
@Suite struct AcknowledgementTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let data = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data").path()
  private static let golden = tests.appending(path: "Golden")
  private static let records = ProcessInfo.processInfo.environment["CANDOR_RECORD"] == "1"
  static let book = (try? KnowledgeFolder.load(data))?.letters ?? LetterBook([])
  static let languages = ["en", "es", "hu"]

  static func words(_ language: String) throws -> LetterWords {
    let language = try #require(Language(language))
    return try #require(book[language])
  }

  static func acknowledgement(
    _ situation: Acknowledgement.Situation, subject: String? = "Your invoice 4711 is due", asksFor: MailClient? = nil,
    status: Bool = true
  ) -> Acknowledgement {
    Acknowledgement(
      organization: "Harbor Ledger", situation: situation, subject: subject, asksFor: asksFor,
      statusDomain: status ? DomainName("harborledger.com") : nil, reference: "C-12")
  }

  @Test(arguments: languages, Acknowledgement.Situation.allCases)
  func `a letter is as recorded`(language: String, situation: Acknowledgement.Situation) throws {
    let words = try Self.words(language)
    let letter = Self.acknowledgement(situation, asksFor: situation == .impersonation ? .gmail : nil)
    let lines = FlowedText.lines(letter.text(words)).map { String($0).trimming { $0 == " " } }
    let output = "\(letter.title(words))\n\n" + lines.joined(separator: "\n")
    let file = Self.golden.appending(path: "acknowledgement-\(language)-\(situation.rawValue).txt")
    if Self.records { try Data(output.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == output)
  }

  @Test(arguments: languages, Acknowledgement.Situation.allCases)
  func `a letter passes the guardrails, comes back as it was, and has no link`(
    language: String, situation: Acknowledgement.Situation
  ) throws {
    let words = try Self.words(language)
    for client in MailClient.allCases {
      let letter = Self.acknowledgement(situation, asksFor: client)
      let base = try GuardrailsTests.draft()
      try MailingTests.check(letter.draft(words, to: base.recipient, from: base.sender, key: "a"))
      let text = letter.text(words)
      #expect(TextLinks.find(in: text).isEmpty && !text.contains("@") && !text.contains("{") && !text.contains("http"))
      #expect(text.contains("C-12") && text.contains("Harbor Ledger") && text.contains("Your invoice 4711 is due"))
      #expect(text.utf8.count < 5_000)
    }
  }

  @Test func `there are letters in each language, and each has every key`() {
    #expect(Self.book.languages.map(\.tag) == Self.languages)
    for words in Self.book.words.values {
      #expect(Set(words.situations.keys) == Set(Acknowledgement.Situation.allCases))
      #expect(Set(words.clients.keys) == Set(MailClient.allCases))
    }
  }

  @Test(arguments: languages)
  func `the languages say the same number of things`(language: String) throws {
    let (words, english) = (try Self.words(language), try Self.words("en"))
    func shape(_ blocks: [LetterWords.Block]) -> [Int] {
      blocks.map { if case .points(let items) = $0 { items.count } else { 0 } }
    }
    for situation in Acknowledgement.Situation.allCases {
      #expect(shape(words.situations[situation] ?? []) == shape(english.situations[situation] ?? []), "\(situation)")
    }
    for client in MailClient.allCases {
      #expect(words.clients[client]?.steps.count == english.clients[client]?.steps.count, "\(client)")
    }
  }

  @Test(arguments: languages)
  func `sentences are short`(language: String) throws {
    let words = try Self.words(language)
    for situation in Acknowledgement.Situation.allCases {
      let sentences = Self.acknowledgement(situation).text(words)
        .split { ".:!?\n".contains($0) }.map { $0.split(separator: " ").count }.filter { $0 > 0 }
      #expect(Double(sentences.reduce(0, +)) / Double(sentences.count) < 12, "\(situation)")
      #expect(sentences.allSatisfy { $0 <= 28 }, "\(situation)")
    }
  }

  @Test(arguments: [
    ("Pay at https://evil.example/x?y", "evil.example"), ("evil2.com", "evil2.com"), ("mail a@evil.com", "a@evil.com"),
    ("www.evil.com/x", "www.evil"), ("evil。com", "evil。com"), ("see evil.com/renew now", "evil.com"),
    ("a\r\nBcc: x@y.example", "\r"), ("\u{202E}evil", "\u{202E}"), ("tel:+1 900", "tel:+"),
    (String(repeating: "long ", count: 100), "long long long long long long long long long long long long long long"),
  ])
  func `a hostile subject is quoted without teeth`(subject: String, forbidden: String) throws {
    let words = try Self.words("en")
    let letter = Self.acknowledgement(.unrelated, subject: subject)
    #expect(!letter.text(words).contains(forbidden))
    let base = try GuardrailsTests.draft()
    let draft = letter.draft(words, to: base.recipient, from: base.sender, key: "a")
    #expect(GuardrailsTests.refusal(draft) == nil)
  }

  @Test func `no subject keeps a reporter from being answered`() throws {
    let words = try Self.words("hu")
    let base = try GuardrailsTests.draft()
    let pieces = [
      "pay.example", "boss@badmail.example", "https://", "http:", "/", ".", "@", "tel:", "mailto:", "www.",
      "könyvel.hu",
      "\r\n", "\0", "\u{202E}", "\u{200B}", " ", "{domain}", "\"", "：", "。", "hxxp://", "[.]", "x", "ftp://", "[at]",
      "\\", "-",
      "harbor-ledger.example", "%2e", "_", "=?utf-8?Q?a?=", "\u{1B}[31m", "data:", "javascript:", "..", "１",
      "docs.google.com",
    ]
    var generator = FixedGenerator(state: 11)
    for _ in 0..<400 {
      let subject = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      let letter = Self.acknowledgement(.impersonation, subject: subject)
      let draft = letter.draft(words, to: base.recipient, from: base.sender, key: "a")
      let refusal = GuardrailsTests.refusal(draft)
      #expect(refusal == nil, "\(subject.debugDescription)")
    }
  }

  @Test func `without a subject or a status page nothing is said of them`() throws {
    let words = try Self.words("en")
    let text = Self.acknowledgement(.impersonation, subject: " \u{200B} ", status: false).text(words)
    #expect(!text.contains("with the subject") && !text.contains("harborledger.com"))
    #expect(Self.acknowledgement(.pictureOnly).text(words).contains("Forward as attachment"))
    #expect(!Self.acknowledgement(.genuine, status: true).text(words).contains("harborledger.com"))
  }

  @Test(arguments: [
    ("a {organisation} b", "unknown place {organisation}"), ("{domain}", "unknown place"), ("a { b", "brace"),
    ("a } b", "brace"), ("  ", "empty"), ("a\nb", "one line"), ("no place", "{organization} is missing"),
  ])
  func `a template with a mistake is refused`(text: String, why: String) {
    do throws(LetterText.Trouble) {
      _ = try LetterText(text, allowed: [.organization], wanted: [.organization])
      Issue.record("taken")
    } catch {
      #expect(error.why.contains(why))
    }
  }

  @Test func `a verdict has its letter`() {
    for (verdict, carrier, isSigned, situation) in [
      (.noMessage, .image, true, .pictureOnly), (.noMessage, .none, true, .noMessage),
      (.impersonation, .inline, true, .impersonation), (.genuine, .attachment, true, .genuine),
      (.genuine, .attachment, false, .receiverSays), (.unproven, .attachment, false, .unproven),
    ] as [(Verdict, Carrier, Bool, Acknowledgement.Situation)] {
      #expect(Acknowledgement.Situation(verdict, carrier: carrier, isSignedByUs: isSigned) == situation)
    }
  }

  @Test(arguments: languages)
  func `nobody is told to trust a mail that was not verified here`(language: String) throws {
    let words = try Self.words(language)
    let sure = Self.acknowledgement(.genuine, asksFor: nil).text(words)
    let said = Self.acknowledgement(.receiverSays, asksFor: nil).text(words)
    let trust = ["en": "you can trust it", "es": "puede confiar", "hu": "megbízhat"]
    let word = try #require(trust[language])
    #expect(sure.contains(word) && !said.contains(word))
  }
}
