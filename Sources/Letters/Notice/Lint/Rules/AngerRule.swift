/// No anger and no insults: the attacker reads it too, and customers need calm.
enum AngerRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] { notice.findings(of: .anger) }
}
