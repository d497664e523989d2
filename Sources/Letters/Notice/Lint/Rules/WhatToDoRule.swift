import Casework
import Vocabulary

/// A warning says what not to do, what to do if it is done already, and where to send what looks odd; the later editions still say the last.
enum WhatToDoRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    let wanted: [(NoticeWords.Aim, String)] =
      notice.letter.edition == .warning
      ? [(.doNot, "lacks-do-not"), (.ifDone, "lacks-if-done"), (.report, "lacks-report")] : [(.report, "lacks-report")]
    var aims = Set(notice.sentences.compactMap(\.aim))
    // In a person's own words too.
    if notice.sentences.contains(where: { $0.isOwn && $0.text.contains(notice.particulars.reportAddress.text) }) {
      aims.insert(.report)
    }
    return wanted.filter { !aims.contains($0.0) }.map {
      NoticeFinding(.whatToDo, .stops, sentence: nil, advice: $0.1)
    }
  }
}
