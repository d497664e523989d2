/// The letter as a whole is easy to read by its language's own measure, and so is what a person added, which the rest would hide; where it is not,
/// the hardest sentences are named. 97 % of 161 real notices were hard to read (Zou, Danino, Sun, Schaub, "You 'Might' Be Affected", CHI 2019).
enum ReadabilityRule: NoticeRule {
  /// Fewer words are no text to measure.
  static let fewest = 30
  /// Of a person's own.
  static let fewestOwn = 20
  /// Sentences that are named.
  static let named = 3

  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    let sentences = notice.sentences.filter { $0.id != "subject" }
    let found = findings(sentences, of: notice, fewest: fewest)
    return found.isEmpty ? findings(sentences.filter(\.isOwn), of: notice, fewest: fewestOwn) : found
  }

  private static func findings(_ sentences: [LintedNotice.Sentence], of notice: LintedNotice, fewest: Int)
    -> [NoticeFinding]
  {
    let limits = notice.tone.readability
    let sample = Readability.Sample(sentences.map(\.text), language: notice.tone.language)
    guard sample.words >= fewest else { return [] }
    let score = limits.formula.score(sample)
    guard let severity = limits.severity(of: score) else { return [] }
    let scored = sentences.map { sentence in
      (sentence, limits.formula.score(Readability.Sample([sentence.text], language: notice.tone.language)))
    }.filter { Readability.words(of: $0.0.text).count >= 6 }
    let hardest = scored.enumerated().sorted { left, right in
      left.element.1 == right.element.1
        ? left.offset < right.offset : limits.formula.isHarder(left.element.1, than: right.element.1)
    }.prefix(named).map(\.element.0)
    let slots = ["score": Readability.rounded(score), "limit": Readability.rounded(limits.warns)]
    return hardest.map { sentence in
      NoticeFinding(
        .readability, severity, sentence: sentence.id, quote: sentence.text,
        words: Readability.longest(of: sentence.text, language: notice.tone.language), advice: "hard-to-read",
        slots: slots)
    }
  }
}
