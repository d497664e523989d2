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
    sentences = ([letter.subject] + letter.sentences).flatMap { sentence in
      ToneText.sentences(of: sentence.text).map {
        Sentence(id: sentence.id, text: $0, words: ToneText.words(in: $0), aim: sentence.aim, isOwn: sentence.isOwn)
      }
    }
  }

  func owns(_ host: String) -> Bool {
    particulars.domains.contains { host == $0.ascii || host.hasSuffix("." + $0.ascii) }
  }

  /// The words that `tone.yaml` has for a rule, wherever they stand; of two that overlap, the longer.
  func findings(of rule: NoticeFinding.Rule) -> [NoticeFinding] {
    let entries = tone.entries[rule] ?? []
    return sentences.flatMap { sentence -> [NoticeFinding] in
      var found: [(range: Range<Int>, entry: ToneWords.Entry)] = []
      for entry in entries {
        let fine = entry.except.flatMap { $0.matches(in: sentence.words) }
        let ranges = entry.phrases.flatMap { $0.matches(in: sentence.words) }
          .filter { range in !fine.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound } }
        found += ranges.map { ($0, entry) }
      }
      let whole = found.enumerated().filter { index, one in
        !found.enumerated().contains { other, longer in
          other != index && longer.range.overlaps(one.range)
            && (longer.range.count, -other) > (one.range.count, -index)
        }
      }
      return whole.map(\.element).sorted { $0.range.lowerBound < $1.range.lowerBound }.map { range, entry in
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
}
