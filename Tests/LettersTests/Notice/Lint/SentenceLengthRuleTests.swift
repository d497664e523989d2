import Testing

@testable import Letters

/// Long sentences are named with their length.
@Suite struct SentenceLengthRuleTests {
  private static func sentence(_ words: Int) -> String {
    "We " + (1..<words).map { _ in "go" }.joined(separator: " ") + "."
  }

  @Test(
    arguments: [
      ("en", 25, nil), ("en", 26, "26/25"), ("en", 36, "36/25!"), ("es", 28, nil), ("es", 29, "29/28"),
      ("hu", 23, "23/22"), ("hu", 31, "31/22!"),
    ]
      as [(String, Int, String?)])
  func `a sentence of so many words`(language: String, words: Int, expected: String?) throws {
    let found = try InventedNotice.findings(of: .sentenceLength, in: Self.sentence(words) + " So it is.", language)
    let texts = found.map { "\($0.slots["count"] ?? "")/\($0.slots["limit"] ?? "")\($0.severity == .stops ? "!" : "")" }
    #expect(texts == (expected.map { [$0] } ?? []))
    #expect(found.allSatisfy { $0.quote == Self.sentence(words) })
  }
}
