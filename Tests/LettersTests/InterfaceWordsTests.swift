import Letters
import Testing
import Vocabulary

@Suite struct InterfaceWordsTests {
  static func words(_ tag: String, _ texts: [String: String] = [:]) throws -> InterfaceWords {
    InterfaceWords(language: try #require(Language(tag)), texts: texts)
  }

  @Test func `slots are filled, and what stands in them is not looked at again`() throws {
    let words = try Self.words(
      "en", ["hello": "Hello {name}, {count} of {all}{", "a_one": "one", "a_other": "{count} as"])
    #expect(words("hello", ["name": "{count}", "count": "3"]) == "Hello {count}, 3 of {all}{")
    #expect(words("gone") == "gone")
    #expect(words.count("a", 1) == "one" && words.count("a", 0) == "0 as")
    #expect(InterfaceWords.slots(of: "a {b} {c}{") == ["b", "c"])
  }

  @Test(
    arguments: [
      (nil, "es,en", "es"), ("hu", "es", "hu"), ("fr", "es", "es"), (nil, nil, "en"), (nil, "fr;q=1,hu-hu;q=0.2", "hu"),
      (nil, "en;q=0.1,es;q=0.9", "es"), (nil, ";;;,=,q", "en"),
    ] as [(String?, String?, String)])
  func `the account's choice goes before the browser's, and that before the first`(
    chosen: String?, header: String?, expected: String
  ) throws {
    let interface = try #require(Interface([try Self.words("en"), try Self.words("es"), try Self.words("hu")]))
    #expect(interface.words(chosen: chosen.flatMap { Language($0) }, accepting: header).language.tag == expected)
  }
}
