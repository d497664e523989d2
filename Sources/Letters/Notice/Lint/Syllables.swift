import Vocabulary

/// How many syllables a word has, by the rules of its language; at least one.
package enum Syllables {
  /// `word` in small letters.
  package static func count(in word: String, language: Language) -> Int {
    let letters = Array(word)
    let found =
      switch language.tag.prefix(while: { $0 != "-" }) {
      case "en": EnglishSyllables.count(letters)
      case "es": SpanishSyllables.count(letters)
      // Every vowel is one.
      case "hu": letters.count { "aáeéiíoóöőuúüű".contains($0) }
      default: groups(letters)
      }
    return max(1, found)
  }

  /// Vowels that stand together count as one: exact for no language, fair for many.
  private static func groups(_ letters: [Character]) -> Int {
    let vowels = letters.map { "aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœőűąęėįųūīēāýěů".contains($0) }
    return vowels.indices.count { vowels[$0] && ($0 == 0 || !vowels[$0 - 1]) }
  }
}
