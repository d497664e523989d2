import Vocabulary

/// The sentences of a finding sheet in one language, each by its key, with places for what is made safe as it is put in.
package struct SheetWords: Sendable {
  /// What is wrong with the sentence of a key.
  package struct Trouble: Error, Sendable, Hashable {
    package let key: String
    package let why: String
  }

  private enum Piece: Sendable { case text(String), place(String) }

  package let language: Language
  private let sentences: [String: [Piece]]

  /// `{name}` is a place; a brace without its other half is trouble.
  package init(language: Language, texts: [String: String]) throws(Trouble) {
    self.language = language
    var sentences: [String: [Piece]] = [:]
    for (key, text) in texts { sentences[key] = try Self.pieces(text, key) }
    self.sentences = sentences
  }

  /// What a store can hold of a customer, by the contract's words.
  package var fields: [String] {
    sentences.keys.filter { $0.hasPrefix(Self.fieldStart) }.map { String($0.dropFirst(Self.fieldStart.count)) }.sorted()
  }

  private static let fieldStart = "field_"

  fileprivate func field(called typed: String) -> String? {
    for (key, pieces) in sentences where key.hasPrefix(Self.fieldStart) {
      let id = String(key.dropFirst(Self.fieldStart.count))
      if case .text(let text)? = pieces.first, text.lowercased() == typed || id == typed { return id }
    }
    return nil
  }

  private static func pieces(_ text: String, _ key: String) throws(Trouble) -> [Piece] {
    guard !text.isEmpty else { throw Trouble(key: key, why: "the sentence is empty") }
    guard !text.contains(where: \.isNewline) else { throw Trouble(key: key, why: "a sentence is one line") }
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw Trouble(key: key, why: "a brace without its other half")
      }
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.place(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  package var keys: Set<String> { Set(sentences.keys) }

  func has(_ key: String) -> Bool { sentences[key] != nil }

  package func places(of key: String) -> Set<String> {
    Set(
      (sentences[key] ?? []).compactMap { piece in
        guard case .place(let name) = piece else { return nil }
        return name
      })
  }

  /// A sentence with its places filled. The key itself where there is none, which the tests rule out.
  package func callAsFunction(_ key: String, _ places: KeyValuePairs<String, Words> = [:]) -> Words {
    guard let pieces = sentences[key] else { return "\(literal: key)" }
    return pieces.reduce(Words()) { words, piece in
      switch piece {
      case .text(let text): words + Words(stringLiteral: text)
      case .place(let name): words + (places.first { $0.key == name }?.value ?? "{\(name)}")
      }
    }
  }

  /// `key_one` for 1 and `key_other` for every other number, which stands in the place `count`.
  package func count(_ key: String, _ number: Int, _ places: KeyValuePairs<String, Words> = [:]) -> Words {
    let more = places.map { ($0.key, $0.value) } + [("count", self.number(number))]
    guard let pieces = sentences[form(key, number)] else { return "\(literal: key)" }
    return pieces.reduce(Words()) { words, piece in
      switch piece {
      case .text(let text): words + Words(stringLiteral: text)
      case .place(let name): words + (more.first { $0.0 == name }?.1 ?? "{\(name)}")
      }
    }
  }

  private func form(_ key: String, _ number: Int) -> String { key + (number == 1 ? "_one" : "_other") }

  /// A phrase in this language. What came from a mail or a file stands in it as it was found: it has to be made safe wherever it is shown.
  package func said(_ phrase: Phrase) -> String {
    switch phrase.content {
    case .verbatim(let text): return text
    case .sentence(let name, let count, let places):
      let key = count.map { form(name, $0) } ?? name
      guard let pieces = sentences[key] else { return key }
      return pieces.reduce(into: "") { text, piece in
        switch piece {
        case .text(let own): text += own
        case .place("count") where count != nil: text += number(count ?? 0).text
        case .place(let name): text += places.first { $0.name == name }.map { said($0.value) } ?? "{\(name)}"
        }
      }
    }
  }

  private func said(_ value: Phrase.Value) -> String {
    switch value {
    case .text(let text): text
    case .count(let count): number(count).text
    case .phrase(let phrase): said(phrase)
    case .list(let list): list.map { said($0) }.joined(separator: self("list_comma").text)
    }
  }
}

/// The finding sheet in every language that there is; English among them, which documents for programs are written in.
package struct SheetBook: Sendable {
  private let words: [Language: SheetWords]
  package let english: SheetWords

  /// nil without English.
  package init?(_ words: [SheetWords]) {
    guard let english = words.first(where: { $0.language.tag == "en" }) else { return nil }
    self.english = english
    self.words = Dictionary(words.map { ($0.language, $0) }) { first, _ in first }
  }

  package var languages: [Language] { words.keys.sorted() }

  /// The name by which attribution knows what a store holds, for what a person typed in any of the languages: `name` for `nombre`.
  package func field(called typed: String) -> String {
    let plain = typed.lowercased()
    return languages.lazy.compactMap { words[$0]?.field(called: plain) }.first ?? typed
  }

  /// Those of which attribution cannot tell whether a fake mail shows them.
  package func unknown(_ fields: [String]) -> [String] {
    let known = Set(english.fields)
    return fields.filter { !known.contains(field(called: $0)) }
  }

  /// The language itself, or without its region; English where there is neither.
  package subscript(language: Language) -> SheetWords {
    words.nearest(language)
      ?? english
  }
}
