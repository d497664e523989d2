import Casework
import Vocabulary

/// A notice taken apart for the rules, with what they judge it by.
struct LintedNotice {
  /// The letter's sentence, or one of the several that a paragraph of a person's own has.
  struct Sentence {
    let id: String
    let text: String
    let words: [ToneText.Word]
    let aim: NoticeWords.Aim?
    let isOwn: Bool
  }

  let letter: NoticeLetter
  /// Subject first.
  let sentences: [Sentence]
  let vocabulary: ToneText.Vocabulary
  let tone: ToneWords
  let facts: NoticeFacts
  let particulars: NoticeParticulars
  let guarded: NoticeLint.Guarded
  let allowsOwnLinks: Bool

  init(
    _ letter: NoticeLetter, tone: ToneWords, facts: NoticeFacts, particulars: NoticeParticulars,
    guarded: NoticeLint.Guarded, allowsOwnLinks: Bool
  ) {
    self.letter = letter
    self.tone = tone
    self.facts = facts
    self.particulars = particulars
    self.guarded = guarded
    self.allowsOwnLinks = allowsOwnLinks
    let sentences = ([letter.subject] + letter.sentences).flatMap { sentence in
      ToneText.sentences(of: sentence.text).map {
        Sentence(id: sentence.id, text: $0, words: ToneText.words(in: $0), aim: sentence.aim, isOwn: sentence.isOwn)
      }
    }
    self.sentences = sentences
    vocabulary = ToneText.Vocabulary(sentences.flatMap { $0.words.map(\.folded) })
  }

  func owns(_ host: String) -> Bool {
    particulars.domains.contains { host == $0.ascii || host.hasSuffix("." + $0.ascii) }
  }

  /// The words that `tone.yaml` has for a rule, wherever they stand; of two that overlap, the longer.
  func findings(of rule: NoticeFinding.Rule) -> [NoticeFinding] {
    let entries = (tone.entries[rule] ?? []).map { entry in
      (entry: entry, phrases: entry.phrases.filter { $0.fits(into: vocabulary) })
    }.filter { !$0.phrases.isEmpty }
    return sentences.flatMap { sentence in
      sentence.longest(
        entries.flatMap { entry, phrases in sentence.ranges(of: phrases, except: entry.except).map { ($0, entry) } }
      )
      .map { range, entry in
        NoticeFinding(
          rule, entry.severity, sentence: sentence.id, quote: sentence.text,
          words: [sentence.text(of: range)], instead: entry.instead, advice: entry.advice)
      }
    }
  }
}

extension LintedNotice.Sentence {
  /// As it stands there, with what is between the words.
  func text(of range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    return String(text[words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound])
  }

  fileprivate func ranges(of phrases: [TonePhrase], except: [TonePhrase]) -> [Range<Int>] {
    let found = phrases.flatMap { $0.matches(in: words) }
    guard !found.isEmpty, !except.isEmpty else { return found }
    // Where what is excepted ends, for each word of it.
    var ends = [Int](repeating: 0, count: words.count)
    for range in except.flatMap({ $0.matches(in: words) }) {
      for index in range { ends[index] = max(ends[index], range.upperBound) }
    }
    return found.filter { ends[$0.lowerBound] < $0.upperBound }
  }

  /// Those that overlap with no longer one, in the sentence's order.
  fileprivate func longest(_ found: [(Range<Int>, ToneWords.Entry)]) -> [(Range<Int>, ToneWords.Entry)] {
    var isTaken = [Bool](repeating: false, count: words.count)
    let kept = found.enumerated().sorted { ($1.element.0.count, $0.offset) < ($0.element.0.count, $1.offset) }
      .map(\.element).filter { range, _ in
        guard !range.contains(where: { isTaken[$0] }) else { return false }
        for index in range { isTaken[index] = true }
        return true
      }
    return kept.sorted { $0.0.lowerBound < $1.0.lowerBound }
  }
}
