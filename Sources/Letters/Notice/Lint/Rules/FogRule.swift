/// Words of people, not of lawyers and press offices.
enum FogRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] { notice.findings(of: .fog) }
}
