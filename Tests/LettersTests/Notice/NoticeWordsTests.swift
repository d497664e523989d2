import Casework
import Operations
import Testing
import Vocabulary

@testable import Letters

/// The notices' files, language beside language.
@Suite struct NoticeWordsTests {
  /// What is the same in every language, whatever the words are.
  private struct Shape: Hashable {
    let id: String
    let facts: Set<NoticeFact>
    let unless: Set<NoticeFact>
    let segments: Set<Segment>
    let places: Set<NoticePlace>
    let aim: NoticeWords.Aim?

    init(_ line: NoticeWords.Line) {
      id = line.id
      facts = line.facts
      unless = line.unless
      segments = line.segments
      places = Set(line.text.slots)
      aim = line.aim
    }
  }

  @Test func `there are notices and words of tone in each language`() throws {
    let knowledge = try #require(InventedNotice.knowledge)
    #expect(knowledge.notices.languages.map(\.tag) == InventedNotice.languages)
    #expect(knowledge.tone.languages == knowledge.notices.languages)
    #expect(knowledge.letters.languages == knowledge.notices.languages)
  }

  @Test(arguments: InventedNotice.languages, Edition.allCases)
  func `the languages say the same things with the same places`(language: String, edition: Edition) throws {
    let own = try #require(try InventedNotice.words(language)[edition])
    let english = try #require(try InventedNotice.words("en")[edition])
    #expect(own.parts.map(\.id) == english.parts.map(\.id))
    for (part, other) in zip(own.parts, english.parts) {
      #expect(part.shape == other.shape && (part.lead == nil) == (other.lead == nil), "\(part.id)")
      #expect(part.lines.map(Shape.init) == other.lines.map(Shape.init), "\(part.id)")
    }
  }

  @Test(arguments: InventedNotice.languages)
  func `the languages know the same fields, and how each is called`(language: String) throws {
    let (own, english) = (try InventedNotice.words(language), try InventedNotice.words("en"))
    #expect(Set(own.values.forms.fields.keys) == Set(english.values.forms.fields.keys))
    #expect(own.values.forms.fields.values.allSatisfy { !$0.isEmpty })
  }

  @Test(arguments: InventedNotice.languages)
  func `the languages give the same advice for the same kinds of words`(language: String) throws {
    let (own, english) = (try InventedNotice.tone(language), try InventedNotice.tone("en"))
    #expect(Set(own.advice.keys) == Set(english.advice.keys))
    for (rule, entries) in english.entries {
      #expect(Set(own.entries[rule]?.map(\.advice) ?? []) == Set(entries.map(\.advice)), "\(rule)")
    }
    #expect(own.advice.values.allSatisfy { $0.hasSuffix(".") || $0.hasSuffix("?") })
  }

  @Test func `every fact has a sentence, or is there for others to ask about`() throws {
    let told = try Set(
      Edition.allCases.flatMap { edition in
        try #require(try InventedNotice.words("en")[edition]).parts.flatMap {
          $0.lines.flatMap { $0.facts.union($0.unless) }
        }
      })
    #expect(Set(NoticeFact.allCases).subtracting(told) == [.caseClosed])
  }

  @Test(arguments: InventedNotice.languages)
  func `a region is served by its language`(language: String) throws {
    let knowledge = try #require(InventedNotice.knowledge)
    let regional = try #require(Language(language + "-xx"))
    #expect(knowledge.notices[regional]?.language.tag == language)
    #expect(knowledge.tone[regional]?.language.tag == language)
    let french = try #require(Language("fr"))
    #expect(knowledge.notices[french] == nil)
  }
}
