import Mail
import Vocabulary

/// Chooses the language in which a reporter is answered, out of those that there are letters in.
package struct ReporterLanguage: Sendable {
  private let signs: LanguageSigns
  private let lexicon: ForwardLexicon
  /// The organization's order; the first one is for those of whom nothing is known.
  private let offered: [Language]

  /// nil where no language is offered.
  package init?(offered: [Language], signs: LanguageSigns, lexicon: ForwardLexicon) {
    guard !offered.isEmpty else { return nil }
    self.offered = offered
    self.signs = signs
    self.lexicon = lexicon
  }

  package func choice(for report: Report) -> Language {
    // A file that is itself the suspicious mail says nothing of its reporter.
    guard report.carrier != .original else { return offered[0] }
    let scores = scores(of: report)
    return offered.max { (scores[$0] ?? 0, rank($1)) < (scores[$1] ?? 0, rank($0)) } ?? offered[0]
  }

  private func rank(_ language: Language) -> Int { offered.firstIndex(of: language) ?? offered.count }

  /// Own words count most, then what the mail program prints, then settings, places and the language that the fake was written in for them.
  func scores(of report: Report) -> [Language: Int] {
    var scores: [Language: Int] = [:]
    func add(_ points: Int, _ tag: Substring) {
      for language in offered where Self.primary(language) == tag { scores[language, default: 0] += points }
    }
    let own = LanguageSigns.words(report.note ?? "")
    for language in offered {
      guard let known = sign(language) else { continue }
      scores[language, default: 0] += 3 * min(own.count { known.words.contains($0) }, 8)
    }
    let printed = lexicon.languages(ofForwardsIn: report.carrier == .inline ? MessageText(report.outer).text : "")
    // Programs in other languages print some labels in English.
    let isForeign = printed.keys.contains { language in
      language.tag != "en" && offered.contains { Self.primary($0) == Self.primary(language) }
    }
    for (language, count) in printed where language.tag != "en" || !isForeign {
      // Programs are in English for many who read another language.
      add(language.tag == "en" ? min(count, 2) : 3 * min(count, 4), Self.primary(language))
    }
    if let text = report.originals.first?.text, let language = signs.language(of: String(text.prefix(4000))) {
      add(3, Self.primary(language))
    }
    if let prefix = report.outer.subject?.split(separator: ":").first?.lowercased() {
      for language in offered where sign(language)?.prefixes.contains(prefix) ?? false {
        scores[language, default: 0] += 4
      }
    }
    for key in ["content-language", "accept-language", "x-accept-language"] {
      guard let value = report.outer.header.value(key)?.lowercased().prefix(100) else { continue }
      add(3, value.prefix { $0.isASCII && $0.isLetter })
      break
    }
    if let zone = report.outer.from.first?.address?.domain.split(separator: ".").last.map(String.init) {
      for language in offered where sign(language)?.zones.contains(zone) ?? false { scores[language, default: 0] += 3 }
    }
    return scores
  }

  private func sign(_ language: Language) -> LanguageSigns.Signs? {
    signs.signs[language] ?? Language(Self.primary(language)).flatMap { signs.signs[$0] }
  }

  private static func primary(_ language: Language) -> Substring { language.tag.prefix { $0 != "-" } }
}
