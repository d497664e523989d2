import Casework
import Vocabulary

/// A warning says what not to do, what to do if it is done already, and where to send what looks odd; the later editions still say the last.
enum WhatToDoRule: NoticeRule {
  /// Ends of the ids of sentences without which a warning does not warn.
  private static let vital: [NoticeWords.Aim: [String]] = [
    .doNot: [".click", ".pay"], .ifDone: [".paid", ".password"],
  ]

  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    let wanted: [(NoticeWords.Aim, String)] =
      notice.letter.edition == .warning
      ? [(.doNot, "lacks-do-not"), (.ifDone, "lacks-if-done"), (.report, "lacks-report")] : [(.report, "lacks-report")]
    var aims = Set(notice.sentences.compactMap(\.aim))
    // In a person's own words too.
    if notice.sentences.contains(where: { $0.isOwn && $0.text.contains(notice.particulars.reportAddress.text) }) {
      aims.insert(.report)
    }
    let ids = Set(notice.sentences.map(\.id))
    func isWhole(_ aim: NoticeWords.Aim) -> Bool {
      // A part of which only the comfort is left says nothing to do.
      guard notice.letter.edition == .warning, let parts = vital[aim] else { return aims.contains(aim) }
      return aims.contains(aim) && parts.allSatisfy { part in ids.contains { $0.hasSuffix(part) } }
    }
    return wanted.filter { !isWhole($0.0) }.map { NoticeFinding(.whatToDo, .stops, sentence: nil, advice: $0.1) }
  }
}
