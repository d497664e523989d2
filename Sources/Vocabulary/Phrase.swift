/// Something to be told to people before it is told in a language: which sentence, and what goes into its places.
///
/// The sentences themselves are data (`Data/letters/*/sheet.yaml`); Letters says them.
package struct Phrase: Sendable, Hashable, Comparable {
  package enum Value: Sendable, Hashable {
    /// As it was found: a name, an address, a number in a header. Nothing about it is safe yet.
    case text(String)
    case count(Int)
    case phrase(Phrase)
    /// With the language's mark between them.
    case list([Phrase])
  }

  package struct Place: Sendable, Hashable {
    package let name: String
    package let value: Value
  }

  package enum Content: Sendable, Hashable {
    /// `count` picks the form for one or for many, and stands in the place of that name.
    case sentence(String, count: Int?, [Place])
    /// Already words, of a source that speaks one language only.
    case verbatim(String)
  }

  package let content: Content

  package init(_ sentence: String, count: Int? = nil, _ places: KeyValuePairs<String, Value> = [:]) {
    content = .sentence(sentence, count: count, places.map { Place(name: $0.key, value: $0.value) })
  }

  private init(verbatim text: String) { content = .verbatim(text) }

  package static func verbatim(_ text: String) -> Phrase { Phrase(verbatim: text) }

  /// The name of the sentence; nil for what is words already.
  package var sentence: String? {
    guard case .sentence(let name, _, _) = content else { return nil }
    return name
  }

  /// What goes into a place, where it is a text.
  package func text(at name: String) -> String? {
    guard case .sentence(_, _, let places) = content, let place = places.first(where: { $0.name == name }) else {
      return nil
    }
    switch place.value {
    case .text(let text): return text
    case .phrase(let phrase): return phrase.places.lazy.compactMap { phrase.text(at: $0.name) }.first
    case .count, .list: return nil
    }
  }

  /// For an order that stays the same, whatever the language.
  package static func < (left: Phrase, right: Phrase) -> Bool { left.trace < right.trace }

  private var trace: String {
    guard case .sentence(let name, let count, let places) = content else {
      guard case .verbatim(let text) = content else { return "" }
      return text
    }
    return places.reduce("\(name) \(count ?? 0)") { trace, place in
      switch place.value {
      case .text(let text): "\(trace) \(text)"
      case .count(let count): "\(trace) \(count)"
      case .phrase(let phrase): "\(trace) \(phrase.trace)"
      case .list(let list): list.reduce(trace) { "\($0) \($1.trace)" }
      }
    }
  }

  package var places: [Place] {
    guard case .sentence(_, _, let places) = content else { return [] }
    return places
  }
}
