import Casework
import Foundation
import Mail
import Testing
import Vocabulary

@testable import Letters

/// What customers are told: in every language, edition and segment beside what it was when somebody last read it.
@Suite struct NoticeLetterTests {
  private static let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden/notices")
  private static let records = ProcessInfo.processInfo.environment["CANDOR_RECORD"] == "1"

  private static func compare(_ letter: NoticeLetter, _ name: String) throws {
    let lines = FlowedText.lines(letter.body).map { String($0).trimming { $0 == " " } }
    let output = "\(letter.subject.text)\n\n" + lines.joined(separator: "\n")
    let file = golden.appending(path: name + ".txt")
    if records {
      try FileManager.default.createDirectory(at: golden, withIntermediateDirectories: true)
      try Data(output.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == output)
  }

  @Test(arguments: InventedNotice.languages, Edition.allCases)
  func `a notice with everything known is as recorded`(language: String, edition: Edition) throws {
    for segment in Segment.allCases {
      try Self.compare(
        InventedNotice.letter(language, edition, segment), "\(language)-\(edition.rawValue)-\(segment.rawValue)")
    }
  }

  @Test(arguments: InventedNotice.languages, Edition.allCases)
  func `a notice with only the fakes known is as recorded`(language: String, edition: Edition) throws {
    try Self.compare(
      InventedNotice.letter(
        language, edition, .unknown, facts: InventedNotice.early,
        particulars: InventedNotice.particulars(status: false)), "\(language)-\(edition.rawValue)-early")
  }

  @Test(arguments: InventedNotice.languages, Edition.allCases)
  func `a notice passes the guardrails, comes back as it was, and has no link and no hole`(
    language: String, edition: Edition
  ) throws {
    for segment in Segment.allCases {
      for facts in [InventedNotice.full, InventedNotice.early] {
        let letter = try InventedNotice.letter(language, edition, segment, facts: facts)
        let base = try GuardrailsTests.draft()
        let draft = letter.draft(to: base.recipient, from: base.sender, key: "n")
        #expect(draft.kind == .notice && draft.language.tag == language)
        #expect(GuardrailsTests.refusal(draft) == nil)
        #expect(TextLinks.find(in: letter.body).isEmpty)
        let text = letter.subject.text + letter.body
        #expect(!text.contains("{") && !text.contains("http") && !text.contains("  ") && !text.contains(" ,"))
        #expect(text.contains("HL-4417") && text.contains("Harbor Ledger"))
        #expect(letter.body.utf8.count < 6_000)
      }
    }
  }

  @Test(arguments: InventedNotice.languages, Edition.allCases)
  func `each segment is told what is true for it`(language: String, edition: Edition) throws {
    func ids(_ segment: Segment) throws -> Set<String> {
      Set(try InventedNotice.letter(language, edition, segment).sentences.map(\.id))
    }
    let (on, off, unknown) = (try ids(.onList), try ids(.notOnList), try ids(.unknown))
    guard edition != .warning else {
      #expect(on == off && off == unknown)
      return
    }
    #expect(on.contains("you-are-on-it.on-it") && on.contains("you-are-on-it.fields"))
    #expect(off.contains("you-are-not-on-it.not-on-it") && unknown.contains("we-cannot-tell.cannot-tell"))
    #expect(on.isDisjoint(with: ["you-are-not-on-it.not-on-it", "we-cannot-tell.cannot-tell"]))
    #expect(off.isDisjoint(with: ["you-are-on-it.on-it", "we-cannot-tell.cannot-tell"]))
    #expect(unknown.isDisjoint(with: ["you-are-on-it.on-it", "you-are-not-on-it.not-on-it"]))
  }

  @Test(arguments: InventedNotice.languages, Edition.allCases)
  func `without a fact, no sentence stands that rests on it, and none has a hole`(
    language: String, edition: Edition
  ) throws {
    for fact in NoticeFact.allCases {
      for segment in Segment.allCases {
        let letter = try InventedNotice.letter(language, edition, segment, facts: InventedNotice.full([fact: nil]))
        #expect(!letter.sentences.contains { $0.basis.contains { $0.fact == fact } })
        #expect(
          !letter.sentences.contains { $0.text.contains("{") || $0.text.contains("„”") || $0.text.contains("«»") })
        let whole = try InventedNotice.letter(language, edition, segment)
        let rested = whole.sentences.filter { $0.basis.contains { $0.fact == fact } }.map(\.id)
        #expect(Set(letter.unsaid.map(\.id)).isSuperset(of: rested.filter { !$0.hasSuffix(".lead") }))
      }
    }
  }

  @Test(arguments: InventedNotice.languages, Edition.allCases)
  func `no service is named before it acted`(language: String, edition: Edition) throws {
    let letter = try InventedNotice.letter(
      language, edition, .onList, facts: InventedNotice.full([.serviceActed: nil]))
    #expect(!letter.body.contains("SendGrid"))
    if edition != .warning {
      #expect(try InventedNotice.letter(language, edition, .onList).body.contains("SendGrid"))
    }
  }

  @Test func `a list's lead goes with its last point, and a left-out sentence is gone`() throws {
    let points: Set = ["done.services", "done.look-alike", "done.leak", "done.site", "done.authority"]
    let letter = try InventedNotice.letter("en", .update, without: points)
    #expect(!letter.body.contains("What has been done"))
    #expect(!letter.sentences.contains { $0.id.hasPrefix("done.") })
    #expect(try InventedNotice.letter("en", .update).body.contains("What has been done"))
  }

  @Test func `one and many are told apart, in each language that needs it`() throws {
    let one = InventedNotice.full([.fakesReported: .number(1), .exposed: .number(1)])
    #expect(try InventedNotice.letter("en", .warning, facts: one).body.contains("one person has shown us"))
    #expect(try InventedNotice.letter("es", .update, facts: one).body.contains("hay un solo cliente"))
    #expect(try InventedNotice.letter("hu", .warning, facts: one).body.contains("Eddig egy ember"))
    let few = InventedNotice.full([.fakesReported: .number(2)])
    #expect(try InventedNotice.letter("hu", .warning, facts: few).body.contains("Eddig két ember"))
    let own = NoticeLetter.Addition(id: "own-1", text: "{people} have called us.")
    #expect(try InventedNotice.letter("en", .warning, facts: few, added: [own]).body.contains("\nTwo have called us."))
    let two = InventedNotice.full([.lookAlikes: .names(["a-x.com", "b-x.com"]), .services: .names(["A", "Ionos"])])
    #expect(try InventedNotice.letter("en", .update, facts: two).body.contains("reported the false names"))
    #expect(try InventedNotice.letter("en", .warning, facts: two).body.contains("a-x[.]com and b-x[.]com"))
    #expect(try InventedNotice.letter("es", .update, facts: two).body.contains("A e Ionos"))
  }

  @Test(arguments: ["en", "es", "hu"], [Edition.update, .closing])
  func `who kept the list is not named unless somebody writes it`(language: String, edition: Edition) throws {
    let facts = InventedNotice.full([.custodian: .names(["Ionos"])])
    #expect(try !InventedNotice.letter(language, edition, facts: facts).body.contains("Ionos"))
  }

  // MARK: a person's own paragraphs

  @Test func `own paragraphs stand where they are put, before the signature otherwise`() throws {
    let added = [
      NoticeLetter.Addition(id: "own-1", after: "fakes", text: "We are \t on the phone.\n\n{people} have called us.\n"),
      NoticeLetter.Addition(id: "own-2", text: "Maria, who runs this company"),
      NoticeLetter.Addition(id: "own-3", after: "gone", text: "{leak_windw} and {services}"),
    ]
    let letter = try InventedNotice.letter(
      "en", .warning, facts: InventedNotice.full([.serviceActed: nil]), added: added)
    let blocks = letter.blocks.map(\.id)
    #expect(blocks.firstIndex(of: "own-1") == blocks.firstIndex(of: "fakes").map { $0 + 1 })
    #expect(Array(blocks.suffix(3)) == ["own-2", "own-3", "signature"])
    let own = letter.sentences.filter(\.isOwn)
    #expect(own.map(\.id) == ["own-1.1", "own-1.2", "own-2.1", "own-3.1"])
    #expect(own.map(\.text).first == "We are on the phone.")
    #expect(own[1].text == "12 have called us." && own[1].basis.map(\.fact) == [.fakesReported])
    #expect(own[3].text == "{leak_windw} and {services}")
    let without = try InventedNotice.letter("en", .warning, without: ["own-1.2"], added: added)
    #expect(without.sentences.filter(\.isOwn).map(\.id) == ["own-1.1", "own-2.1", "own-3.1"])
  }

  // MARK: hostile values

  @Test(arguments: InventedNotice.languages)
  func `names from elsewhere come out short and harmless`(language: String) throws {
    let names = NoticeFacts.Value.names([Hostile.text, "", " \u{200B}"])
    let facts = InventedNotice.full([
      .store: names, .custodian: names, .services: names, .fields: names,
      .lookAlikes: .names(["harborledqer.com", "xn--hrborledger-t8a.com"]),
    ])
    for edition in Edition.allCases {
      let letter = try InventedNotice.letter(
        language, edition, facts: facts, particulars: InventedNotice.particulars(organization: Hostile.text))
      let base = try GuardrailsTests.draft()
      #expect(GuardrailsTests.refusal(letter.draft(to: base.recipient, from: base.sender, key: "n")) == nil)
      #expect(!letter.body.contains("\r") && !letter.body.contains("\u{202E}") && !letter.body.contains("\u{1B}"))
      #expect(letter.sentences.allSatisfy { $0.text.utf8.count < 1_500 && !$0.text.contains("https://") })
    }
  }

  @Test func `empty and absurd values count as not known`() throws {
    let facts = InventedNotice.full([
      .fakesReported: .number(0), .exposed: .number(-4), .store: .names([" "]), .custodian: .names([]),
      .leakWindow: .plain, .firstSeen: .names(["x"]), .services: .plain, .lookAlikes: .number(3),
    ])
    for language in InventedNotice.languages {
      let letter = try InventedNotice.letter(language, .update, facts: facts)
      #expect(
        letter.sentences.map(\.id).allSatisfy {
          !["source.list", "source.custodian", "source.when", "source.how-many", "done.services"].contains($0)
        })
    }
  }

  @Test func `a long list is cut and counted, and what comes twice is said once`() throws {
    let names = (1...40).map { "store\($0)" }
    let facts = InventedNotice.full([.services: .names(names), .fields: .names(["email", "email", "shoe_size"])])
    let letter = try InventedNotice.letter("en", .update, facts: facts)
    #expect(letter.body.contains("store1, store2, store3, store4, store5 and 35 more"))
    #expect(letter.body.contains("email address and \"shoe_size\"."))
  }
}
