/// No promise that nobody can keep.
enum PromiseRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] { notice.findings(of: .promise) }
}
