/// No blame: of customers, of colleagues, of the firm that kept the list.
enum BlameRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] { notice.findings(of: .blame) }
}
