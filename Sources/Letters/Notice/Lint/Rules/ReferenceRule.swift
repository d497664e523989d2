/// The reference stands in the subject and in the text, so that a customer can ask whether this mail is ours.
enum ReferenceRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    let reference = notice.particulars.reference
    func has(_ text: String) -> Bool {
      !reference.allSatisfy(\.isWhitespace) && text.contains(PlainText.clean(reference, width: 40))
    }
    var found: [NoticeFinding] = []
    if !has(notice.letter.subject.text) {
      found.append(
        NoticeFinding(
          .reference, .stops, sentence: "subject", quote: notice.letter.subject.text, advice: "lacks-reference"))
    }
    if !has(notice.letter.body) {
      found.append(NoticeFinding(.reference, .stops, sentence: nil, advice: "lacks-reference"))
    }
    return found
  }
}
