import Vocabulary

/// What gives a language away, for each language that letters are written in.
package struct LanguageSigns: Sendable {
  package struct Signs: Sendable {
    /// Small words that stand in nearly every sentence, lower case.
    package let words: Set<String>
    /// Of a forwarded subject, lower case, without the colon.
    package let prefixes: Set<String>
    /// Top-level domains of where it is spoken most.
    package let zones: Set<String>

    package init(words: [String], prefixes: [String], zones: [String]) {
      self.words = Set(words.map { $0.lowercased() })
      self.prefixes = Set(prefixes.map { $0.lowercased() })
      self.zones = Set(zones.map { $0.lowercased() })
    }
  }

  package let signs: [Language: Signs]

  package init(_ signs: [Language: Signs]) { self.signs = signs }

  /// The language most of whose small words stand in a text; nil where fewer than three do, or two languages are as likely.
  package func language(of text: String) -> Language? {
    let words = Self.words(text)
    let counts = signs.map { language, signs in (language, count: words.count { signs.words.contains($0) }) }
      .sorted { $0.count > $1.count }
    guard let first = counts.first, first.count >= 3, counts.dropFirst().first?.count != first.count else { return nil }
    return first.0
  }

  static func words(_ text: String) -> [String] {
    text.prefix(2_000).lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init)
  }
}
