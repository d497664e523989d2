/// No hurry: that is how the fakes speak.
enum UrgencyRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] { notice.findings(of: .urgency) }
}
