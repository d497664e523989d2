/// Words that are looked for in a sentence, whole and without case: `act now`, `azonnal*` with any ending, `within N hours` with any number.
package struct TonePhrase: Sendable, Hashable {
  package let source: String
  private let parts: [Part]

  private enum Part: Sendable, Hashable {
    case word(String)
    case beginning(String)
    case number

    func fits(_ word: String) -> Bool {
      switch self {
      case .word(let own): word == own
      case .beginning(let own): word.hasPrefix(own)
      case .number: word.allSatisfy { ("0"..."9").contains($0) }
      }
    }
  }

  /// nil for a text without words, or a `*` elsewhere than at the end of a word.
  package init?(_ source: String) {
    var parts: [Part] = []
    for piece in source.split(separator: " ") {
      if piece == "N" {
        parts.append(.number)
        continue
      }
      let words = ToneText.words(in: String(piece)).map(\.folded)
      guard !words.isEmpty, piece.dropLast().allSatisfy({ $0 != "*" }) else { return nil }
      parts += words.map { .word($0) }
      if piece.hasSuffix("*"), case .word(let last)? = parts.last { parts[parts.count - 1] = .beginning(last) }
    }
    guard !parts.isEmpty else { return nil }
    self.source = source
    self.parts = parts
  }

  /// Whether it can stand in a text of these words at all.
  func fits(into vocabulary: ToneText.Vocabulary) -> Bool {
    parts.allSatisfy { part in
      switch part {
      case .word(let word): vocabulary.has(word)
      case .beginning(let start): vocabulary.has(beginning: start)
      case .number: true
      }
    }
  }

  /// Each place where it stands, as indices into `words`.
  func matches(in words: [ToneText.Word]) -> [Range<Int>] {
    guard words.count >= parts.count else { return [] }
    return (0...(words.count - parts.count)).compactMap { start in
      for (offset, part) in parts.enumerated() where !part.fits(words[start + offset].folded) { return nil }
      return start..<(start + parts.count)
    }
  }
}
