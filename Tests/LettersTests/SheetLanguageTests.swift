import Attribution
import Casework
import Domains
import Forensics
import Foundation
import Testing
import Vocabulary

@testable import Letters

/// The finding sheet in every language: whole, with the right plurals, and as recorded when somebody last read it.
@Suite struct SheetLanguageTests {
  private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  private static let records = ProcessInfo.processInfo.environment["CANDOR_RECORD"] == "1"
  static let languages = ["en", "es", "hu"]

  static func words(_ tag: String) throws -> SheetWords { Sentences.book[try #require(Language(tag))] }

  /// A case of which every action is due, as the program itself would find it.
  static let due: [Action] = NextActionsCases.all

  @Test(arguments: ["es", "hu"], ["two-waves", "one-report-outside", "unproven-only"])
  func `a sheet in another language is as recorded`(language: String, name: String) throws {
    let investigation =
      switch name {
      case "two-waves": Invented.twoWaves
      case "one-report-outside": Invented.oneReportOutside
      default: Invented.unprovenOnly
      }
    let text = FindingSheetText(investigation, in: try Self.words(language)).text(isTerminal: false)
    let file = Self.golden.appending(path: "\(name)-\(language).txt")
    if Self.records { try Data(text.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test(arguments: languages)
  func `no place is left open, and no sentence is called by its key`(language: String) throws {
    let words = try Self.words(language)
    for investigation in [
      Invented.twoWaves, Invented.oneReportOutside, Invented.unprovenOnly, Invented.empty, Invented.onlyOwn,
    ] {
      let page = String(decoding: FindingSheetPage(investigation, in: words).html(), as: UTF8.self)
      let body = page.split(separator: "</style>").last ?? ""
      #expect(!body.contains("{") && !body.contains("}"))
      for key in words.keys where key.contains("_") { #expect(!body.contains(">\(key)<"), "\(key)") }
      #expect(page.contains("<html lang=\"\(language)\">"))
    }
    for action in Self.due {
      for phrase in [action.title, action.why] {
        let said = words.said(phrase)
        #expect(said != phrase.sentence && !said.contains("{") && !said.contains("_"), "\(said)")
      }
    }
  }

  @Test(arguments: languages)
  func `whatever the program can find has a sentence`(language: String) throws {
    let words = try Self.words(language)
    let keys =
      Technique.allCases.flatMap { ["technique_\($0.rawValue)", "technique_term_\($0.rawValue)"] }
      + Playbook.ActionID.allCases.map { "step_\($0.rawValue)" } + Sheet.Question.allCases.map { "question_\($0)" }
      + DailySeries.Unit.allCases.flatMap { unit in
        ["title", "most", "caption"].map { "counts_\($0)_\(unit.rawValue)" }
      } + (1...12).flatMap { ["month_\($0)", "short_month_\($0)"] } + (2...10).map { "number_\($0)" }
    #expect(keys.filter { !words.has($0) }.isEmpty)
  }

  @Test(arguments: [
    ("en", 1, "1 report"), ("en", 2, "2 reports"), ("en", 12_345, "12,345 reports"), ("es", 1, "1 aviso"),
    ("es", 12_345, "12\u{A0}345 avisos"), ("hu", 1, "1 bejelentés"), ("hu", 2, "2 bejelentés"),
  ])
  func `one is one, and more are many`(language: String, number: Int, text: String) throws {
    #expect(try Self.words(language).count("reports", number).text == text)
  }

  @Test(arguments: [
    ("en", "2 March 2013", "over 99%"), ("es", "2 de marzo de 2013", "más del 99\u{A0}%"),
    ("hu", "2013. március 2.", "több mint 99%"),
  ])
  func `days and chances are written as the language writes them`(language: String, day: String, chance: String) throws
  {
    let words = try Self.words(language)
    #expect(words.day(Invented.day("2013-03-02")).text == day)
    #expect(words.percent(0.999).text == chance)
  }

  @Test func `what a mail holds is safe in a sentence, and a phrase says it as it was`() throws {
    let words = try SheetWords(
      language: try #require(Language("en")),
      texts: [
        "a": "{who} wrote {what}", "b_one": "one", "b_other": "{count}",
        "digits_apart": ".",
      ])
    #expect(words("a", ["who": "\("x\u{1B}[31m\n")", "what": "{who}"]).text == "x wrote {who}")
    #expect(words.said(Phrase("a", ["who": .text("{what}"), "what": .count(1200)])) == "{what} wrote 1.200")
    #expect(words.said(Phrase("b", count: 1)) == "one" && words.said(.verbatim("{a}")) == "{a}")
  }

  @Test(arguments: ["", "a {b", "a } b", "a\nb"])
  func `a sentence with a mistake is refused`(text: String) throws {
    let language = try #require(Language("en"))
    #expect(throws: SheetWords.Trouble.self) { try SheetWords(language: language, texts: ["a": text]) }
  }

  @Test func `without English there is no book, and an unknown language is answered in it`() throws {
    let german = try #require(Language("de"))
    #expect(SheetBook([try SheetWords(language: german, texts: [:])]) == nil)
    #expect(Sentences.book[german].language.tag == "en")
    #expect(Sentences.book[try #require(Language("es-mx"))].language.tag == "es")
  }

  @Test func `figures lead to what shows them`() {
    let sheet = FindingSheet(Invented.twoWaves, in: Sentences.english).sheet
    let answers = sheet.facts.flatMap(\.answer.runs).compactMap(\.evidence)
    #expect(answers.contains(.section("source")) && answers.contains(.section("exposure")))
    #expect(sheet.lead.flatMap(\.runs).contains { $0.evidence == .reports(campaign: nil) && $0.text == "8 people" })
    let mails = sheet.sections.first { $0.id == "fake-mails" }?.blocks ?? []
    let facts = mails.flatMap { block -> [Sheet.Fact] in
      guard case .facts(let facts) = block else { return [] }
      return facts
    }
    let campaigns = facts.flatMap(\.answer.runs).compactMap(\.evidence)
    #expect(campaigns.contains(.reports(campaign: "c1")) && campaigns.contains(.reports(campaign: "c2")))
  }
}

/// One of every action, with the phrases that the playbook's rules make.
enum NextActionsCases {
  static let all: [Action] = {
    let fakes = [1, 2].map {
      Invented.finding($0, .impersonation, recipient: "reader\($0)@mail.example", seen: "2014-11-01T10:00:00Z")
    }
    let open = [Invented.finding(1, .unproven, recipient: nil, seen: "2014-11-01T10:00:00Z")]
    let playbook = Playbook(
      entries: Dictionary(uniqueKeysWithValues: Playbook.ActionID.allCases.map { ($0, Playbook.Entry(hours: 1)) }))
    func actions(_ findings: [Finding], _ campaigns: [Campaign]) -> [Action] {
      NextActions.list(
        organization: Invented.organization, findings: findings, campaigns: campaigns,
        suspicion: Invented.twoWaves.suspicion, stores: Invented.stores, playbook: playbook,
        now: Timestamp(seconds: 0))
    }
    return actions(fakes, Invented.twoWaves.campaigns.map { Invented.narrowed($0) }) + actions(open, [])
      + actions([Invented.finding(1, .genuine, recipient: nil, seen: "2014-11-01T10:00:00Z")], [])
  }()
}

extension Invented {
  /// The same campaign with members among the first two findings.
  static func narrowed(_ campaign: Campaign) -> Campaign {
    Campaign(
      id: campaign.id, members: [0, 1], files: campaign.files, recipients: campaign.recipients,
      firstSeen: campaign.firstSeen, lastSeen: campaign.lastSeen, lookAlikes: campaign.lookAlikes,
      links: campaign.links, service: campaign.service, claimedServices: campaign.claimedServices,
      subjects: campaign.subjects, lureFields: campaign.lureFields, testAccounts: campaign.testAccounts)
  }
}
