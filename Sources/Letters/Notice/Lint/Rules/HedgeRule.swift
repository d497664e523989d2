/// What is not known is said as not known, never softened. 70 % of 161 real notices hedged (Zou, Danino, Sun, Schaub, "You 'Might' Be Affected", CHI 2019).
enum HedgeRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] { notice.findings(of: .hedge) }
}
