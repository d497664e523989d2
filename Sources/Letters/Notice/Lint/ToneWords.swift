import Vocabulary

/// What the lint of one language knows: words that hurt and what to say instead, how hard a letter may be to read, and the better ways as advice.
package struct ToneWords: Sendable {
  package let language: Language
  package let readability: Readability.Limits
  package let entries: [NoticeFinding.Rule: [Entry]]
  /// By key, in this language; `{slots}` are filled.
  package let advice: [String: String]
  /// What a person sees of a rule: "Perhaps and maybe".
  package let titles: [NoticeFinding.Rule: String]

  package struct Entry: Sendable, Hashable {
    package let phrases: [TonePhrase]
    /// Where one of these stands around it, nothing is found.
    package let except: [TonePhrase]
    package let instead: String?
    package let advice: String
    package let severity: NoticeFinding.Severity

    package init(
      phrases: [TonePhrase], except: [TonePhrase] = [], instead: String? = nil, advice: String,
      severity: NoticeFinding.Severity = .stops
    ) {
      self.phrases = phrases
      self.except = except
      self.instead = instead
      self.advice = advice
      self.severity = severity
    }
  }

  package init(
    language: Language, readability: Readability.Limits, entries: [NoticeFinding.Rule: [Entry]],
    advice: [String: String], titles: [NoticeFinding.Rule: String]
  ) {
    self.language = language
    self.readability = readability
    self.entries = entries
    self.advice = advice
    self.titles = titles
  }
}

/// The words of tone in every language that there is.
package struct ToneBook: Sendable {
  package let words: [Language: ToneWords]

  package init(_ words: [ToneWords]) {
    self.words = Dictionary(words.map { ($0.language, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package var languages: [Language] { words.keys.sorted() }

  /// The language itself, or without its region.
  package subscript(language: Language) -> ToneWords? {
    words.nearest(language)
  }

  /// The better way for a person who reads `language`; English where there is none in it.
  package func advice(_ finding: NoticeFinding, in language: Language) -> String {
    let words = self[language] ?? Language("en").flatMap { self[$0] }
    var text = words?.advice[finding.advice] ?? finding.advice
    for (name, value) in finding.slots { text = text.replacing("{\(name)}", with: value) }
    return text
  }

  package func title(_ rule: NoticeFinding.Rule, in language: Language) -> String {
    let words = self[language] ?? Language("en").flatMap { self[$0] }
    return words?.titles[rule] ?? rule.rawValue
  }
}
