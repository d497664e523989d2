/// Nothing that asks of a customer what the fakes ask for: to sign in, to confirm, to click.
enum LureRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] { notice.findings(of: .lure) }
}
