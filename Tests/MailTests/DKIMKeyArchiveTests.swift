import Mail
import Testing
import Vocabulary

/// Which of the keys that a name ever had is the one for a mail.
@Suite struct DKIMKeyArchiveTests {
  private static let day: Int64 = 86_400

  /// Keys by the day on which they were seen; nil: nobody knows when.
  private func found(_ kept: [(text: String, day: Int64?)], mail: Int64?) throws -> [String] {
    var archive = DKIMKeyArchive()
    for (text, day) in kept {
      archive.insert(
        DKIMKeyArchive.Entry(text: text, fetched: day.map { Timestamp(seconds: $0 * Self.day) }),
        at: "s._domainkey.shop.test")
    }
    let domain = try #require(DomainName("shop.test"))
    return archive.records(selector: "S", domain: domain, at: mail.map { Timestamp(seconds: $0 * Self.day) }).map(
      \.text)
  }

  @Test(
    arguments: [
      // No key after the mail was asked for: the earlier answer.
      ([("a", 10)], 12, ["a"]), ([("a", 10)], 5, ["a"]),
      // The nearest first, each text once.
      ([("a", 10), ("b", 20)], 11, ["a", "b"]), ([("a", 10), ("b", 20)], 19, ["b", "a"]),
      ([("a", 10), ("a", 11), ("b", 12), ("a", 13)], 11, ["a", "b"]),
      // A week after another key was seen the one before it is over.
      ([("a", 10), ("b", 20)], 27, ["b"]), ([("a", 10), ("b", 20)], 26, ["b", "a"]),
      ([("a", 10), ("b", 20), ("a", 20)], 40, ["b", "a"]), ([("a", 10), ("b", 20), ("c", 60)], 40, ["b", "c"]),
      // One without a time is somebody's own word, and stays.
      ([("a", nil), ("b", 20)], 40, ["a", "b"]),
      ([("a", 10), ("b", 20), ("a", 30)], nil, ["a", "b", "a"]),
    ] as [([(text: String, day: Int64?)], Int64?, [String])])
  func `the key of the time is taken`(kept: [(text: String, day: Int64?)], mail: Int64?, expected: [String]) throws {
    #expect(try found(kept, mail: mail) == expected)
  }
}
