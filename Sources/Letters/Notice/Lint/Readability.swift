import Mail
import Vocabulary

/// How hard a text is to read, by the formula that was made or argued for its language.
package enum Readability {
  package enum Formula: String, Sendable, CaseIterable {
    /// US school grade. Kincaid, Fishburne, Rogers, Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel", Research Branch
    /// Report 8-75, 1975: 0.39 words/sentences + 11.8 syllables/words - 15.59.
    case fleschKincaid = "flesch-kincaid"
    /// Ease, about 0 to 100. Szigriszt Pazos, "Sistemas predictivos de legibilidad del mensaje escrito", Madrid 1992: 206.835 - 62.3 syllables/words
    /// - words/sentences. Read by the INFLESZ scale (Barrio-Cantalejo and others, An. Sist. Sanit. Navar. 31(2), 2008): under 40 very hard, to 55
    /// somewhat hard, to 65 normal, to 80 quite easy.
    case szigrisztPazos = "szigriszt-pazos"
    /// Läsbarhetsindex. Björnsson, "Läsbarhet", Stockholm 1968: words/sentences + 100 words of more than six letters / words. Counts letters, so it
    /// asks nothing of a language; Anderson, "Lix and Rix", Journal of Reading 26(6), 1983. For Hungarian there is no formula of its own; one
    /// by letters is the best start (Bogdán, Iskolakultúra; Lukács, Rácz, Kas, Magyar Pedagógia 122(2), 2022).
    case lix

    package func score(_ sample: Sample) -> Double {
      guard sample.words > 0, sample.sentences > 0 else { return 0 }
      let length = Double(sample.words) / Double(sample.sentences)
      let syllables = Double(sample.syllables) / Double(sample.words)
      return switch self {
      case .fleschKincaid: 0.39 * length + 11.8 * syllables - 15.59
      case .szigrisztPazos: 206.835 - 62.3 * syllables - length
      case .lix: length + 100 * Double(sample.longWords) / Double(sample.words)
      }
    }

    func isHarder(_ left: Double, than right: Double) -> Bool { self == .szigrisztPazos ? left < right : left > right }
  }

  /// When a letter is called hard, and when it is stopped.
  package struct Limits: Sendable, Hashable {
    package let formula: Formula
    package let warns: Double
    package let stops: Double
    /// Words of a sentence.
    package let longSentence: Int
    package let longestSentence: Int

    package init(formula: Formula, warns: Double, stops: Double, longSentence: Int, longestSentence: Int) {
      self.formula = formula
      self.warns = warns
      self.stops = stops
      self.longSentence = longSentence
      self.longestSentence = longestSentence
    }

    func severity(of score: Double) -> NoticeFinding.Severity? {
      if formula.isHarder(score, than: stops) { return .stops }
      return formula.isHarder(score, than: warns) ? .warns : nil
    }
  }

  /// What the formulas count.
  package struct Sample: Sendable, Hashable {
    package let sentences: Int
    package let words: Int
    package let syllables: Int
    /// Of more than six letters.
    package let longWords: Int

    package init(_ sentences: [String], language: Language) {
      let spoken = sentences.map { Readability.words(of: $0) }.filter { !$0.isEmpty }
      let all = spoken.flatMap { $0 }
      self.sentences = spoken.count
      words = all.count
      syllables = all.reduce(0) { $0 + Syllables.count(in: $1, language: language) }
      longWords = all.count { $0.count > 6 }
    }
  }

  /// Small letters. Addresses, domain names, dates in digits and references are looked at, not read, and count as no words.
  static func words(of text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).filter { piece in
      let inner = String(piece).trimming { ".,;:!?…".contains($0) }
      return !inner.contains { $0 == "@" || $0 == "." || $0.isNumber }
    }.flatMap { ToneText.words(in: String($0)).map(\.folded) }.filter { $0.contains(where: \.isLetter) }
  }

  /// The words that make a sentence hard, three at most.
  static func longest(of text: String, language: Language) -> [String] {
    let words = words(of: text)
    var seen: Set<String> = []
    let long = words.indices.filter { words[$0].count > 6 && seen.insert(words[$0]).inserted }
    return long.sorted {
      let (left, right) = (
        Syllables.count(in: words[$0], language: language), Syllables.count(in: words[$1], language: language)
      )
      return (right, words[$1].count, $0) < (left, words[$0].count, $1)
    }.prefix(3).sorted().map { words[$0] }
  }

  /// One digit behind the point.
  static func rounded(_ score: Double) -> String {
    guard score.isFinite, abs(score) < 1e6 else { return "0" }
    let tenths = Int((score * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
