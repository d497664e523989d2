import Casework
import Foundation
import Testing

@testable import Letters

/// Approved sentences, held against what is known now.
@Suite struct NoticeStandingTests {
  private static func sentence(_ id: String, _ edition: Edition = .update, facts: NoticeFacts = InventedNotice.full)
    throws -> NoticeSentence
  {
    try #require(try InventedNotice.letter("en", edition, facts: facts).sentences.first { $0.id == id })
  }

  @Test func `a sentence stands while what it shows is the same`() throws {
    let sentence = try Self.sentence("known.people", .warning)
    #expect(sentence.standing(in: InventedNotice.full) == .stands)
    #expect(sentence.standing(in: InventedNotice.full([.store: nil])) == .stands)
  }

  @Test func `another ground for the same fact changes nothing, nor another order of names`() throws {
    let facts = InventedNotice.full([.services: .names(["SendGrid", "Mailgun"])])
    let sentence = try Self.sentence("done.services", facts: facts)
    let turned = InventedNotice.full([.services: .names(["Mailgun", "SendGrid"]), .serviceActed: .plain])
    #expect(turned[.services]?.ground == facts[.services]?.ground && turned[.serviceActed] != facts[.serviceActed])
    #expect(sentence.standing(in: turned) == .stands)
  }

  @Test func `another value is said, as it was and as it is`() throws {
    let sentence = try Self.sentence("known.people", .warning)
    let changed = sentence.standing(in: InventedNotice.full([.fakesReported: .number(15)]))
    #expect(changed == .changed([.init(fact: .fakesReported, was: .number(12), is: .number(15))]))
  }

  @Test func `a value that it does not show may change`() throws {
    let sentence = try Self.sentence("thanks.thanks")
    #expect(sentence.basis.map(\.fact) == [.fakesReported, .store] && !sentence.basis.contains(where: \.isShown))
    #expect(sentence.standing(in: InventedNotice.full([.fakesReported: .number(15)])) == .stands)
  }

  @Test func `a fact that nobody knows any more withdraws it`() throws {
    let sentence = try Self.sentence("source.list")
    #expect(sentence.standing(in: InventedNotice.full([.store: nil])) == .withdrawn([.store]))
    #expect(try Self.sentence("fakes.sent", .warning).standing(in: InventedNotice.facts([:])) == .stands)
  }

  @Test func `what was said not to be known is overtaken when it is`() throws {
    let sentence = try Self.sentence("known.source-unknown", .warning, facts: InventedNotice.early)
    #expect(sentence.absent == [.store])
    #expect(sentence.standing(in: InventedNotice.early) == .stands)
    #expect(sentence.standing(in: InventedNotice.full) == .overtaken([.store]))
  }

  @Test func `a stored sentence comes back the same`() throws {
    let sentences = try InventedNotice.letter("hu", .update).sentences
    let stored = try JSONEncoder().encode(sentences)
    #expect(try JSONDecoder().decode([NoticeSentence].self, from: stored) == sentences)
  }

  @Test func `a value is read by a person`() throws {
    let values = try InventedNotice.words("es").values
    #expect(values.text(of: .number(12_345), for: .exposed) == "12 345")
    #expect(values.text(of: .number(1_234), for: .exposed) == "1234")
    #expect(values.text(of: .plain, for: .leakClosed).isEmpty)
  }
}
