import Letters
import Operations
import Post
import Testing

/// The finding sheet's sentences: those that the code says are there, and those that are there are said.
@Suite struct SentenceTests {
  static let floors: Set<String> = ["Letters", "Casework", "Forensics"]

  static func code() throws -> [SwiftText] {
    try Repository.sources.filter { floors.contains($0.module) }.map { SwiftText(try $0.text()) }
  }

  static func keys() throws -> Set<String> {
    try KnowledgeFolder.load(Repository.path("Data")).sheets.english.keys
  }

  /// `words("key"`, `Phrase("key"`, `column("key"`, `self("key"` and `count("key"`, without those that something is put into.
  static func said(in text: SwiftText) -> [String] {
    let tokens = text.tokens
    return tokens.indices.dropFirst(2).compactMap { index in
      guard tokens[index].text.first == "\"", tokens[index - 1].text == "(",
        ["words", "Phrase", "column", "self", "count"].contains(tokens[index - 2].text)
      else { return nil }
      let key = String(tokens[index].text.dropFirst())
      return key.hasSuffix("_") || key.contains(" ") || key.isEmpty ? nil : key
    }
  }

  @Test func `every sentence that is said is there`() throws {
    let keys = try Self.keys()
    let missing = Set(try Self.code().flatMap(Self.said)).filter {
      !keys.contains($0) && !(keys.contains($0 + "_one") && keys.contains($0 + "_other"))
    }
    #expect(missing.isEmpty)
  }

  @Test func `every sentence that is there is said`() throws {
    let strings = Set(try Self.code().flatMap { $0.strings.map(\.text) })
    let stems = strings.filter { $0.hasSuffix("_") && $0.count > 3 }
    let unsaid = try Self.keys().filter { key in
      let plain = ["_one", "_other"].first { key.hasSuffix($0) }.map { String(key.dropLast($0.count)) } ?? key
      return !strings.contains(key) && !strings.contains(plain) && !stems.contains { key.hasPrefix($0) }
    }
    #expect(unsaid.isEmpty)
  }

  @Test func `a sentence that nobody wrote is found`() {
    let text = SwiftText(#"let a = words("gone", ["b": words.count("people", 2)]) + words("month_\(m)")"#)
    #expect(Self.said(in: text) == ["gone", "people"])
  }
}
