/// No number of a bank account (IBAN): to pay somewhere else is what the fakes ask for.
enum PayElsewhereRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    notice.sentences.compactMap { sentence -> NoticeFinding? in
      let accounts = accounts(in: sentence.text)
      guard !accounts.isEmpty else { return nil }
      return NoticeFinding(
        .lure, .stops, sentence: sentence.id, quote: sentence.text, words: accounts.map { String(sentence.text[$0]) },
        advice: "pay-elsewhere")
    }
  }

  /// Two letters and two digits, then 11 to 30 capitals or digits, at least eight of them digits, in groups or not.
  static func accounts(in text: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard isPart(text[index]) else {
        index = text.index(after: index)
        continue
      }
      if let account = account(in: text, at: index) {
        found.append(account)
        index = account.upperBound
      } else {
        index = text[index...].firstIndex { !isPart($0) } ?? text.endIndex
      }
    }
    return found
  }

  /// Small letters are taken where nothing is between them: with blanks, every sentence would be one.
  private static func account(in text: String, at start: String.Index) -> Range<String.Index>? {
    let first = text[start...].prefix(while: isPart)
    guard first.count >= 4, first.prefix(2).allSatisfy(isLetter), first.dropFirst(2).prefix(2).allSatisfy(isDigit)
    else { return nil }
    var (end, length, digits) = (first.endIndex, first.count, first.dropFirst(4).count(where: isDigit))
    while end < text.endIndex, text[end] == " " || text[end] == "\u{A0}" {
      let group = text[text.index(after: end)...].prefix(while: isPart)
      guard !group.isEmpty, group.allSatisfy({ isDigit($0) || $0.isUppercase }), length + group.count <= 34
      else { break }
      (end, length, digits) = (group.endIndex, length + group.count, digits + group.count(where: isDigit))
    }
    return (15...34).contains(length) && digits >= 8 ? start..<end : nil
  }

  private static func isLetter(_ letter: Character) -> Bool { letter.isASCII && letter.isLetter }

  private static func isDigit(_ letter: Character) -> Bool { ("0"..."9").contains(letter) }

  private static func isPart(_ letter: Character) -> Bool { isLetter(letter) || isDigit(letter) }
}
