import Vocabulary

/// Which fields of a customer's record the lure itself shows: whoever wrote it had a list that holds them.
package struct LureFields: Sendable {
  private let greetings: [String]
  private let impersonal: Set<String>
  private let cardPhrases: [String]
  private let planWords: [String]
  private let planGeneric: Set<String>

  /// Words in lower case: greetings (`dear`), what follows them where no name is known (`customer`), phrases before the last digits of a card
  /// (`ending in`), words for a plan (`plan`), and adjectives beside it that name none (`same`).
  package init(greetings: [String], impersonal: [String], cardPhrases: [String], planWords: [String], planGeneric: [String]) {
    self.greetings = greetings
    self.impersonal = Set(impersonal)
    self.cardPhrases = cardPhrases
    self.planWords = planWords
    self.planGeneric = Set(planGeneric)
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
    let folded = Folding.words(String(Substring(text.utf8.prefix(20_000))))
    if cardPhrases.contains(where: { digitsFollow($0, in: folded) }) { found.insert("card_last4") }
    if namesPlan(folded) { found.insert("plan") }
    return found
  }

  /// The number of name words after a greeting that opens `line`; nil where it opens with none or names nobody.
  private func greeted(_ line: Substring) -> Int? {
    let trimmed = String(line).trimmingBlanks
    let lower = trimmed.lowercased()
    for greeting in greetings where lower.hasPrefix(greeting + " ") {
      let rest = trimmed.dropFirst(greeting.count + 1).prefix { !",:;!?.…–—".contains($0) || $0 == "." }
      guard rest.utf8.count <= 80 else { return nil }
      let words = rest.split(separator: " ").map { String($0) }.filter { $0.contains(where: \.isLetter) }
      guard let first = words.first, words.count <= 7, first.first?.isUppercase == true else { return nil }
      if words.contains(where: { impersonal.contains($0.lowercased().filter(\.isLetter)) }) { return nil }
      return words.count
    }
    return nil
  }

  private func digitsFollow(_ phrase: String, in folded: String) -> Bool {
    let wanted = Array(" \(phrase) ".utf8)
    let bytes = Array(folded.utf8)
    guard bytes.count >= wanted.count + 4 else { return false }
    var index = 0
    while index + wanted.count + 4 <= bytes.count {
      if bytes[index] == 0x20, bytes[index..<index + wanted.count].elementsEqual(wanted) {
        let digits = bytes[(index + wanted.count)...].prefix { $0 >= 0x30 && $0 <= 0x39 }
        if digits.count == 4 { return true }
      }
      index += 1
    }
    return false
  }

  /// `your Pro plan`, `su plan Pro`: a plan word with a capital beside it is lost by folding, so the neighbours must be none of the generic words.
  private func namesPlan(_ folded: String) -> Bool {
    let words = folded.split(separator: " ")
    for (index, word) in words.enumerated() where planWords.contains(String(word)) {
      let before = index >= 2 ? String(words[index - 1]) : ""
      let owner = index >= 2 ? String(words[index - 2]) : ""
      if ["your", "the", "su", "az", "a"].contains(owner), !before.isEmpty, !planGeneric.contains(before) { return true }
    }
    return false
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " || $0 == "\t" || $0 == ">" || $0 == "\u{A0}" })
  }
}
