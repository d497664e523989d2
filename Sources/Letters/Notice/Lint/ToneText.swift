/// A sentence taken apart into the words that rules look at.
enum ToneText {
  struct Word: Sendable, Hashable {
    /// Small letters, straight apostrophes.
    let folded: String
    let range: Range<String.Index>
  }

  /// Every word of a text once.
  struct Vocabulary: Sendable {
    private let words: [String]
    private let known: Set<String>

    init(_ words: some Sequence<String>) {
      known = Set(words)
      self.words = known.sorted()
    }

    func has(_ word: String) -> Bool { known.contains(word) }

    /// Whether one begins so; those stand side by side behind the first that is not before it.
    func has(beginning: String) -> Bool {
      var (low, high) = (0, words.count)
      while low < high {
        let middle = (low + high) / 2
        if words[middle] < beginning { low = middle + 1 } else { high = middle }
      }
      return low < words.count && words[low].hasPrefix(beginning)
    }
  }

  /// Letters and digits, apostrophes between them, and `%`; punctuation is passed over.
  static func words(in text: String) -> [Word] {
    var words: [Word] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "%" {
        words.append(Word(folded: "%", range: index..<text.index(after: index)))
        index = text.index(after: index)
        continue
      }
      let start = index
      while index < text.endIndex, isPart(text, index, start) { index = text.index(after: index) }
      if start == index {
        index = text.index(after: index)
      } else {
        words.append(Word(folded: folded(text[start..<index]), range: start..<index))
      }
    }
    return words
  }

  private static func isPart(_ text: String, _ index: String.Index, _ start: String.Index) -> Bool {
    let letter = text[index]
    if letter.isLetter || letter.isNumber { return true }
    guard isApostrophe(letter), index > start else { return false }
    let next = text.index(after: index)
    return next < text.endIndex && text[next].isLetter
  }

  private static func isApostrophe(_ letter: Character) -> Bool { letter == "'" || letter == "’" || letter == "ʼ" }

  private static func folded(_ word: Substring) -> String {
    String(word.lowercased().map { isApostrophe($0) ? "'" : $0 })
  }

  /// Sentences: what ends in `.`, `!`, `?`, `…` or `:` before a blank and a capital, a digit or an opening mark. A date's full stop
  /// (`2014. március`) and an abbreviation before a small letter end none; nor does a single capital (`J. Smith`).
  static func sentences(of text: String) -> [String] {
    var out: [String] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if ".!?…:".contains(text[index]), ends(text, from: start, at: index) {
        let closed = text[next...].prefix { "\"'”’»)".contains($0) }.endIndex
        out.append(String(text[start..<closed]))
        start = closed
        index = closed
      } else {
        index = next
      }
    }
    out.append(String(text[start...]))
    return out.map { $0.trimmingPrefix(while: \.isWhitespace) }.map { String($0) }.filter { !$0.isEmpty }
  }

  private static func ends(_ text: String, from start: String.Index, at index: String.Index) -> Bool {
    let rest = text[text.index(after: index)...].drop { "\"'”’»)".contains($0) }
    guard let blank = rest.first else { return true }
    guard blank.isWhitespace, let letter = rest.first(where: { !$0.isWhitespace }) else { return blank.isWhitespace }
    if text[index] == ":" { return letter.isUppercase }
    guard letter.isUppercase || letter.isNumber || "¿¡«„“\"'(-".contains(letter) else { return false }
    guard text[index] == "." else { return true }
    let word = text[start..<index].reversed().prefix { !$0.isWhitespace }
    if word.count == 1, let only = word.first, only.isUppercase { return false }
    return !(word.allSatisfy(\.isNumber) && letter.isNumber)
  }
}
