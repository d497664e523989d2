import Casework

/// Until the last edition, customers are told when they hear from the company again.
enum NextTimeRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    guard notice.letter.edition != .closing else { return [] }
    if let next = notice.letter.nextTime, notice.letter.body.contains(next) {
      guard notice.particulars.isTooLate else { return [] }
      return [NoticeFinding(.nextTime, .stops, sentence: nil, advice: "next-time-past")]
    }
    return [NoticeFinding(.nextTime, .stops, sentence: nil, advice: "lacks-next-time")]
  }
}
