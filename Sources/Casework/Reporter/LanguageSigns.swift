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
}
