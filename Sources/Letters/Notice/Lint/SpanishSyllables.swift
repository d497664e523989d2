/// Spanish spelling says exactly how many: a strong vowel (a, e, o, and í, ú) is one, a weak one leans on its neighbour, and `h` parts nothing (RAE,
/// "Ortografía de la lengua española", 2010, II 2.2).
enum SpanishSyllables {
  static func count(_ word: [Character]) -> Int {
    let letters = word.filter { $0 != "h" && $0 != "'" }
    var count = 0
    var index = 0
    while index < letters.count {
      guard isVowel(letters, index) else {
        index += 1
        continue
      }
      var strong = 0
      while index < letters.count, isVowel(letters, index) {
        if "aeoáéóíú".contains(letters[index]) { strong += 1 }
        index += 1
      }
      count += max(1, strong)
    }
    return max(1, count)
  }

  /// `y` is one by itself and at the end of a word.
  private static func isVowel(_ letters: [Character], _ index: Int) -> Bool {
    "aeiouáéíóúü".contains(letters[index]) || (letters[index] == "y" && index == letters.count - 1)
  }
}
