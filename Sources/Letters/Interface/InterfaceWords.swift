import Vocabulary

/// The words of the pages in one language: a key for each sentence, `{slots}` for what is put in.
package struct InterfaceWords: Sendable {
  package let language: Language
  /// Whose clocks the pages show.
  package let zone: ClockZone
  private let texts: [String: String]

  package init(language: Language, texts: [String: String], zone: ClockZone = .utc) {
    self.language = language
    self.texts = texts
    self.zone = zone
  }

  package var keys: Set<String> { Set(texts.keys) }

  /// The key itself where there is no such text, which a test of the house rules out.
  package subscript(_ key: String) -> String { texts[key] ?? key }

  package func callAsFunction(_ key: String, _ slots: KeyValuePairs<String, String> = [:]) -> String {
    let text = self[key]
    guard !slots.isEmpty else { return text }
    var out = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      out += rest[..<open]
      let name = rest[rest.index(after: open)..<close]
      out += slots.first { $0.key == name }?.value ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  /// `key_one` for 1 and `key_other` for every other number; `{count}` is the number.
  package func count(_ key: String, _ number: Int) -> String {
    self(number == 1 ? key + "_one" : key + "_other", ["count": String(number)])
  }

  /// The names of the slots that a text has.
  package static func slots(of text: String) -> Set<String> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
        piece.firstIndex(of: "}").map { String(piece[..<$0]) }
      })
  }
}

/// Every language that the pages speak.
package struct Interface: Sendable {
  package let languages: [InterfaceWords]

  /// nil where there is none; the first is the organization's own.
  package init?(_ languages: [InterfaceWords]) {
    guard !languages.isEmpty else { return nil }
    self.languages = languages
  }

  /// The account's choice, else the best of `Accept-Language` (RFC 9110 section 12.5.4), else the first.
  package func words(chosen: Language?, accepting header: String?) -> InterfaceWords {
    if let chosen, let words = words(of: chosen) { return words }
    let wishes = (header ?? "").prefix(400).split(separator: ",").compactMap { wish -> (Language, Double)? in
      let parts = wish.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      guard let tag = parts.first, let language = Language(tag) else { return nil }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return weight > 0 ? (language, weight) : nil
    }
    let order = wishes.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
    return order.lazy.compactMap { words(of: $0.element.0) }.first ?? languages[0]
  }

  /// `es-mx` is served by `es`.
  private func words(of language: Language) -> InterfaceWords? {
    let primary = language.tag.prefix { $0 != "-" }
    return languages.first { $0.language == language } ?? languages.first { $0.language.tag == primary }
  }
}
