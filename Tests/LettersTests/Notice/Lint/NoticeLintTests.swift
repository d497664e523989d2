import Casework
import Operations
import Testing
import Vocabulary

@testable import Letters

/// The lint as a whole: the shipped letters pass it, and what it finds can be told to a person in any language.
@Suite struct NoticeLintTests {
  @Test(arguments: InventedNotice.languages, Edition.allCases)
  func `every shipped notice passes, with everything known and with only the fakes`(
    language: String, edition: Edition
  ) throws {
    for segment in Segment.allCases {
      for facts in [InventedNotice.full, InventedNotice.early] {
        for status in [true, false] {
          let particulars = try InventedNotice.particulars(status: status)
          let letter = try InventedNotice.letter(language, edition, segment, facts: facts, particulars: particulars)
          let found = try InventedNotice.findings(letter, facts: facts, particulars: particulars)
          #expect(found.isEmpty, "\(segment): \(found)")
        }
      }
    }
  }

  @Test func `every rule has a title and every finding advice, in each language`() throws {
    let tone = try #require(InventedNotice.knowledge).tone
    let text = """
      Dear customer! You MUST act now. It might be your fault, you idiots, but never again. Click here or see the \
      attached incident at www.evil.com, {name}. We have identified the SendGrid account.
      """
    let particulars = try InventedNotice.particulars(reference: "", speaksAgain: false)
    let all = try Set(InventedNotice.letter("en", .warning).sentences.map(\.id))
    let letter = try InventedNotice.letter(
      "en", .warning, particulars: particulars, without: all,
      added: [.init(id: "own-1", text: text + " " + Array(repeating: text, count: 3).joined(separator: " and "))])
    let found = try InventedNotice.findings(letter, particulars: particulars)
    #expect(
      Set(found.map(\.rule)).isSuperset(of: [.hedge, .blame, .anger, .promise, .urgency, .shouting, .lure, .fog]))
    #expect(
      Set(found.map(\.rule)).isSuperset(of: [
        .link, .attachment, .reference, .whatToDo, .realMail, .nextTime, .emptyPlace,
      ]))
    for language in InventedNotice.languages {
      let reader = try #require(Language(language))
      for finding in found {
        let advice = tone.advice(finding, in: reader)
        #expect(advice.count > 20 && !advice.contains("{"), "\(finding.advice)")
        #expect(finding.slots.values.allSatisfy { advice.contains($0) })
      }
      for rule in NoticeFinding.Rule.allCases { #expect(tone.title(rule, in: reader) != rule.rawValue) }
    }
    let (french, english) = (try #require(Language("fr")), try #require(Language("en")))
    #expect(tone.title(.hedge, in: french) == tone.title(.hedge, in: english))
  }

  @Test func `what stops comes first, each kind in the order of the letter`() throws {
    let added = [
      NoticeLetter.Addition(id: "own-1", after: "greeting", text: "Perhaps. It might be."),
      NoticeLetter.Addition(id: "own-2", text: "Maybe. We guarantee it."),
    ]
    let letter = try InventedNotice.letter("en", .warning, without: ["next.time"], added: added)
    let found = try InventedNotice.findings(letter)
    #expect(found.map(\.severity) == found.map(\.severity).sorted(by: >))
    #expect(found.map { $0.words.first ?? $0.advice } == ["lacks-next-time", "might", "guarantee", "Perhaps", "Maybe"])
  }

  @Test func `an override ends when the sentence is worded anew`() throws {
    let first = try InventedNotice.findings(of: .hedge, in: "It might be so.")
    let again = try InventedNotice.findings(of: .hedge, in: "It might be so.")
    let other = try InventedNotice.findings(of: .hedge, in: "It might be otherwise.")
    #expect(first.map(\.key) == again.map(\.key) && first.map(\.key) != other.map(\.key))
  }

  @Test func `the subject is read too`() throws {
    let particulars = try InventedNotice.particulars(reference: "URGENT")
    let letter = try InventedNotice.letter("en", .warning, particulars: particulars)
    let found = try InventedNotice.findings(letter, particulars: particulars)
    #expect(found.contains { $0.rule == .urgency && $0.sentence == "subject" && $0.quote == letter.subject.text })
  }

  @Test func `hostile text of any length is read to its end`() throws {
    let pieces = [
      "{", "}", "[", "might", "!", "\u{202E}", "https://", "evil.com", "é", "’", "'", "%", "N", "*", ".", ":", "…", " ",
      "A", "1", "\u{0301}", "👩‍👩‍👧", "ß", "İ",
    ]
    var generator = FixedGenerator(state: 5)
    for _ in 0..<60 {
      let text = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined(separator: Bool.random(using: &generator) ? " " : "")
      let letter = try InventedNotice.letter("en", .warning, added: [.init(id: "own-1", text: text)])
      for finding in try InventedNotice.findings(letter) where finding.sentence?.hasPrefix("own-") == true {
        #expect(letter.body.contains(finding.quote))
      }
    }
    let long = String(repeating: "We might {go} to evil.com! ", count: 2_000)
    #expect(try !InventedNotice.findings(of: .hedge, in: long).isEmpty)
  }
}
