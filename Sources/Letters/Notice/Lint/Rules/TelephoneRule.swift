/// No telephone number: the fakes give one to call, and a customer cannot tell one from the other.
enum TelephoneRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    notice.sentences.compactMap { sentence -> NoticeFinding? in
      let numbers = numbers(in: sentence.text)
      guard !numbers.isEmpty else { return nil }
      return NoticeFinding(
        .lure, .stops, sentence: sentence.id, quote: sentence.text, words: numbers, advice: "lure-action")
    }
  }

  /// As they stand there, without those within the number of a bank account.
  private static func numbers(in text: String) -> [String] {
    var accounts = PayElsewhereRule.accounts(in: text)[...]
    var found: [String] = []
    var index = text.startIndex
    while index < text.endIndex {
      if let account = accounts.first, account.lowerBound <= index {
        index = account.upperBound
        accounts.removeFirst()
      } else if isDigit(text[index]) {
        let (parts, end) = groups(in: text, from: index)
        let before = text[..<index].last
        let opening = text[..<index].suffix(2).reversed().prefix { "+(".contains($0) }.count
        if before.map({ !isJoined($0) }) ?? true, isTelephone(parts, hasPlus: before == "+") {
          found.append(String(text[text.index(index, offsetBy: -opening)..<end]))
        }
        index = end
      } else {
        index = text.index(after: index)
      }
    }
    return found
  }

  /// Digits, and more of them behind a blank, a hyphen, a slash or a bracket.
  private static func groups(in text: String, from start: String.Index) -> ([Substring], end: String.Index) {
    var groups: [Substring] = []
    var (index, end) = (start, start)
    while index < text.endIndex, isDigit(text[index]) {
      let group = text[index...].prefix(while: isDigit)
      groups.append(group)
      end = group.endIndex
      index = end
      if index < text.endIndex, text[index] == ")" { index = text.index(after: index) }
      if index < text.endIndex, " \u{A0}-/".contains(text[index]) { index = text.index(after: index) }
    }
    return (groups, end)
  }

  /// With `+` or `0` in front, or in groups as Americans and Spaniards write it; a day (`03-03-2014`) is none.
  private static func isTelephone(_ written: [Substring], hasPlus: Bool) -> Bool {
    let isDay = written.count > 2 && written[0].count <= 2 && written[1].count <= 2 && written[2].count == 4 && !hasPlus
    let groups = isDay ? Array(written[3...]) : written
    let sizes = groups.map(\.count)
    guard (7...15).contains(sizes.reduce(0, +)), let first = groups.first?.first
    else { return false }
    if hasPlus { return true }
    if first == "0" { return sizes.count > 1 || sizes[0] >= 9 }
    if sizes == [3, 3, 4] || (sizes == [1, 3, 3, 4] && first == "1") { return true }
    return (sizes == [3, 3, 3] || sizes == [3, 2, 2, 2]) && ("6"..."9").contains(first)
  }

  /// What makes a part of a longer word or number of it: `HL-0044123`, `0.0123456`.
  private static func isJoined(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || ".,-/_".contains(letter)
  }

  private static func isDigit(_ letter: Character) -> Bool { ("0"..."9").contains(letter) }
}
