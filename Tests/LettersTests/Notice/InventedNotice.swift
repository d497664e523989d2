import Casework
import Foundation
import Operations
import Post
import Testing
import Vocabulary

@testable import Letters

/// A company, what it knows, and the notices that Data has for it.
enum InventedNotice {
  static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data").path()
  static let knowledge = try? KnowledgeFolder.load(data)
  static let languages = ["en", "es", "hu"]

  static func words(_ language: String) throws -> NoticeWords {
    let (knowledge, language) = (try #require(knowledge), try #require(Language(language)))
    return try #require(knowledge.notices[language])
  }

  static func tone(_ language: String) throws -> ToneWords {
    let (knowledge, language) = (try #require(knowledge), try #require(Language(language)))
    return try #require(knowledge.tone[language])
  }

  private static func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(days: 0) }

  private static let values: [NoticeFact: NoticeFacts.Value] = [
    .fakesReported: .number(12), .firstSeen: .date(day("2014-11-11")), .lookAlikes: .names(["harborledqer.com"]),
    .services: .names(["SendGrid"]), .serviceActed: .plain, .warned: .plain, .lookAlikeReported: .plain,
    .store: .names(["Old web app"]), .custodian: .names(["Brickline Studio"]), .storeRetired: .plain,
    .fields: .names(["email", "name", "plan", "card_last4"]),
    .leakWindow: .period(day("2014-02-03"), day("2014-03-10")), .exposed: .number(729), .leakClosed: .plain,
    .authorityTold: .plain, .siteChecked: .plain, .caseClosed: .plain,
  ]

  /// Everything that can be known.
  static let full = facts(values)
  /// What is known when the case opens.
  static let early = facts([.fakesReported: .number(2)])

  static func facts(_ values: [NoticeFact: NoticeFacts.Value]) -> NoticeFacts {
    NoticeFacts(values.mapValues { NoticeFacts.Known($0, .finding("source")) })
  }

  static func full(_ changed: [NoticeFact: NoticeFacts.Value?]) -> NoticeFacts {
    var known = full.known
    for (fact, value) in changed { known[fact] = value.map { NoticeFacts.Known($0, .entry(7)) } }
    return NoticeFacts(known)
  }

  static func particulars(
    organization: String = "Harbor Ledger", reference: String = "HL-4417", speaksAgain: Bool = true,
    status: Bool = true, domains: [String] = ["harborledger.com"]
  ) throws -> NoticeParticulars {
    let (sender, reports) = ("service@harborledger.com", "report@harborledger.com")
    return NoticeParticulars(
      organization: organization, domains: domains.compactMap { DomainName($0) },
      sender: try #require(EmailAddress(sender)), reportAddress: try #require(EmailAddress(reports)),
      reference: reference,
      next: speaksAgain ? NoticeMoment(date: day("2014-11-13"), hour: 18, minute: 0) : nil,
      statusDomain: status ? DomainName("harborledger.com") : nil)
  }

  static func letter(
    _ language: String, _ edition: Edition, _ segment: Segment = .onList, facts: NoticeFacts = full,
    particulars: NoticeParticulars? = nil, without: Set<String> = [], added: [NoticeLetter.Addition] = []
  ) throws -> NoticeLetter {
    let (words, particulars) = (try words(language), try particulars ?? self.particulars())
    return try #require(
      NoticeLetter(
        words, edition: edition, segment: segment, facts: facts, particulars: particulars, without: without,
        added: added))
  }

  static func findings(
    _ letter: NoticeLetter, facts: NoticeFacts = full, particulars: NoticeParticulars? = nil,
    guarded: NoticeLint.Guarded = NoticeLint.Guarded(), allowsOwnLinks: Bool = false
  ) throws -> [NoticeFinding] {
    NoticeLint.findings(
      letter, tone: try tone(letter.language.tag), facts: facts, particulars: try particulars ?? self.particulars(),
      guarded: guarded, allowsOwnLinks: allowsOwnLinks)
  }

  /// What one rule finds in a paragraph of a person's own, within a whole letter.
  static func findings(
    of rule: NoticeFinding.Rule, in text: String, _ language: String = "en", facts: NoticeFacts = full,
    guarded: NoticeLint.Guarded = NoticeLint.Guarded(), allowsOwnLinks: Bool = false
  ) throws -> [NoticeFinding] {
    let letter = try letter(
      language, .warning, facts: facts, added: [NoticeLetter.Addition(id: "own-1", text: text)])
    return try findings(letter, facts: facts, guarded: guarded, allowsOwnLinks: allowsOwnLinks)
      .filter { $0.rule == rule && $0.sentence?.hasPrefix("own-1.") == true }
  }

  /// One finding with these words, which stops; or warns, where the words begin with `~`; none, where they are empty.
  static func check(
    _ rule: NoticeFinding.Rule, _ language: String, _ text: String, _ words: String, facts: NoticeFacts = full
  ) throws {
    let found = try findings(of: rule, in: text, language, facts: facts)
    guard !words.isEmpty else {
      #expect(found.isEmpty, "\(text): \(found.flatMap(\.words))")
      return
    }
    let warns = words.hasPrefix("~")
    #expect(found.map { $0.words.joined(separator: "|") } == [warns ? String(words.dropFirst()) : words], "\(text)")
    #expect(found.allSatisfy { $0.severity == (warns ? .warns : .stops) }, "\(text)")
    #expect(found.allSatisfy { text.contains($0.quote) && !$0.quote.isEmpty }, "\(text)")
  }
}
