import Vocabulary

/// What a mailbox provider passes on when a recipient calls a mail unwanted (RFC 5965).
package struct FeedbackReport: Sendable {
  /// Lower case: `abuse`, `fraud`, `not-spam`, `opt-out` …
  package let type: String
  /// Whom the mail went to; many providers leave it out.
  package let recipients: [EmailAddress]
  package let returned: ReturnedMail?

  /// nil where the mail is no feedback report.
  package init?(_ message: Message) {
    guard message.root.contentType.value == "multipart/report",
      let part = message.root.children.prefix(10).first(where: { $0.contentType.value == "message/feedback-report" }),
      let fields = part.fieldGroups(most: 1).first,
      let type = fields.value("feedback-type")?.lowercased().trimming({ $0.isWhitespace }), !type.isEmpty
    else { return nil }
    self.type = String(type.prefix(40))
    recipients = fields.all("original-rcpt-to").prefix(DeliveryStatus.mostRecipients).compactMap { field in
      EmailAddress(fields.value(of: field).trimming { " <>\t".contains($0) })
    }
    returned = ReturnedMail(in: message)
  }

  /// Everything but the report that a mail was no spam.
  package var isComplaint: Bool { type != "not-spam" }
}
