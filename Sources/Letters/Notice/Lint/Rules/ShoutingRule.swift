/// Words in capitals and exclamation marks are how the fakes look.
enum ShoutingRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    // The company's own name and reference may be written so.
    let named = [notice.particulars.organization, notice.particulars.reference]
    let own = Set(named.flatMap { ToneText.words(in: $0).map(\.folded) })
    let greeting = notice.letter.sentences.first?.id
    return notice.sentences.compactMap { sentence -> NoticeFinding? in
      let spoken = sentence.words.map { String(sentence.text[$0.range]) }
      var loud = spoken.filter { word in
        word.count > 3 && word.allSatisfy { $0.isUppercase } && !own.contains(word.lowercased())
      }
      let marks = sentence.text.filter { $0 == "!" }
      // A greeting ends in one where that is the custom.
      let isGreeting = sentence.id == greeting && !sentence.isOwn && marks.count == 1
      if !marks.isEmpty, !isGreeting { loud.append(String(marks)) }
      guard !loud.isEmpty else { return nil }
      return NoticeFinding(
        .shouting, marks.count > 1 ? .stops : .warns, sentence: sentence.id, quote: sentence.text, words: loud,
        advice: "shouting")
    }
  }
}
