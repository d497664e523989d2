/// A sentence that a tired reader on a phone gets to the end of.
enum SentenceLengthRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    let limits = notice.tone.readability
    return notice.sentences.compactMap { sentence -> NoticeFinding? in
      let count = Readability.words(of: sentence.text).count
      guard count > limits.longSentence else { return nil }
      return NoticeFinding(
        .sentenceLength, count > limits.longestSentence ? .stops : .warns, sentence: sentence.id, quote: sentence.text,
        advice: "long-sentence", slots: ["count": String(count), "limit": String(limits.longSentence)])
    }
  }
}
