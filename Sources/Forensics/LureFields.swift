import Vocabulary

/// Which fields of a customer's record the lure itself shows: whoever wrote it had a list that holds them.
package struct LureFields: Sendable {
  private let greetings: [String]
  private let impersonal: Set<String>
  private let cardPhrases: [[ArraySlice<UInt8>]]
  private let planWords: Set<ArraySlice<UInt8>>
  private let planGeneric: Set<ArraySlice<UInt8>>
  private let owners: Set<ArraySlice<UInt8>>

  /// Words in lower case: greetings (`dear`), what follows them where no name is known (`customer`), phrases before the last digits of a card
  /// (`ending in`), words for a plan (`plan`), words that own it (`your`), and adjectives beside it that name none (`same`).
  package init(
    greetings: [String], impersonal: [String], cardPhrases: [String], planWords: [String],
    planOwners: [String],
    planGeneric: [String]
  ) {
    func words(_ text: String) -> [ArraySlice<UInt8>] {
      FoldedText(text).bytes.split(separator: 0x20)
    }
    // The longest first: "good morning" before "good".
    self.greetings = greetings.sorted { $0.utf8.count > $1.utf8.count }
    self.impersonal = Set(impersonal)
    self.cardPhrases = cardPhrases.map(words)
    self.planWords = Set(planWords.flatMap(words))
    self.planGeneric = Set(planGeneric.flatMap(words))
    owners = Set(planOwners.flatMap(words))
  }

  /// Contract field words (`name`, `first_name`, `plan`, `card_last4`) that stand in `text`. A greeting with one word shows a first name, with more a name.
  package func shown(in text: String) -> Set<String> {
    var found: Set<String> = []
    let head = text.utf8.prefix(4000)
    for line in String(Substring(head)).split(whereSeparator: \.isNewline).prefix(40) {
      if let words = greeted(line) {
        found.insert(words == 1 ? "first_name" : "name")
        break
      }
    }
    let words = FoldedText(text, limit: 20_000).bytes.split(separator: 0x20)
    for (index, word) in words.enumerated() {
      if isCardDigits(word), follows(cardPhrases, words[..<index]) { found.insert("card_last4") }
      if planWords.contains(word), index >= 2, owners.contains(words[index - 2]),
        !planGeneric.contains(words[index - 1])
      {
        found.insert("plan")
      }
    }
    return found
  }

  /// The number of name words after a greeting that opens `line`; nil where it opens with none or names nobody.
  private func greeted(_ line: Substring) -> Int? {
    let trimmed = String(line).trimmingBlanks
    let lower = trimmed.lowercased()
    for greeting in greetings where lower.hasPrefix(greeting + " ") {
      let rest = trimmed.dropFirst(greeting.count + 1).prefix {
        !",:;!?.…–—".contains($0) || $0 == "."
      }
      guard rest.utf8.count <= 80 else { return nil }
      let words = rest.split(separator: " ").map { String($0) }.filter {
        $0.contains(where: \.isLetter)
      }
      guard let first = words.first, words.count <= 7, first.first?.isUppercase == true else {
        return nil
      }
      if words.contains(where: { impersonal.contains($0.lowercased().filter(\.isLetter)) }) {
        return nil
      }
      return words.count
    }
    return nil
  }

  private func isCardDigits(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == 4 && word.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  private func follows(_ phrases: [[ArraySlice<UInt8>]], _ words: ArraySlice<ArraySlice<UInt8>>)
    -> Bool
  {
    phrases.contains { phrase in words.suffix(phrase.count).elementsEqual(phrase) }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " || $0 == "\t" || $0 == ">" || $0 == "\u{A0}" })
  }
}
