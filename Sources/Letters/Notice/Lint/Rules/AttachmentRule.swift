/// No attachment, and none spoken of.
enum AttachmentRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] { notice.findings(of: .attachment) }
}
