import Casework
import Mail
import Vocabulary

/// A mail that says that a letter of ours came back, or was called unwanted: whom it names, and the letter's id, which must fit together.
package struct NoticeReturn: Sendable, Hashable {
  package enum How: String, Sendable { case bounced, complained }

  /// The sealed mail that says so.
  package let report: ReportNumber
  package let how: How
  /// Each under any address that the report gives them.
  package let recipients: [EmailAddress]
  /// Of the letter, without angle brackets, as Candor gave it.
  package let messageID: String
  /// `5.1.1`, or the kind of complaint; what else the report says is in its mail.
  package let status: String

  package init(report: ReportNumber, how: How, recipients: [EmailAddress], messageID: String, status: String) {
    self.report = report
    self.how = how
    self.recipients = recipients
    self.messageID = messageID
    self.status = status
  }
}

/// What a sealed mail says about letters of ours.
package enum NoticeReturns: Sendable, Hashable {
  /// It is about one of our letters: no report of a fake. Empty where nothing in it is final.
  case ours([NoticeReturn])
  case none

  /// Anybody can write such a mail. That its letter is one of ours is decided by whoever knows the letters.
  /// `owns`: a mail that names another sender or another domain's id is none of ours, whatever mark its sender put on it.
  package init(_ bytes: [UInt8], report: ReportNumber, owns: (Substring) -> Bool) {
    // Most mail is none, and need not be read once more.
    guard HeaderBlock(bytes[...]).value("content-type")?.lowercased().contains("multipart/report") == true else {
      self = .none
      return
    }
    let message = Message(bytes)
    if let status = DeliveryStatus(message), let id = status.returned.flatMap({ Self.id($0, owns) }) {
      let failed = status.recipients.filter { $0.action == .failed }
      self = .ours(
        failed.map { recipient in
          NoticeReturn(
            report: report, how: .bounced, recipients: [recipient.original, recipient.final].compactMap(\.self),
            messageID: id, status: recipient.status ?? "")
        })
    } else if let feedback = FeedbackReport(message), let returned = feedback.returned,
      let id = Self.id(returned, owns)
    {
      // Where the provider leaves the recipient out, the letter's own To may still be there.
      let recipients = feedback.recipients.isEmpty ? returned.to : feedback.recipients
      self = .ours(
        feedback.isComplaint
          ? [
            NoticeReturn(
              report: report, how: .complained, recipients: recipients, messageID: id, status: feedback.type)
          ] : [])
    } else {
      self = .none
    }
  }

  private static func id(_ returned: ReturnedMail, _ owns: (Substring) -> Bool) -> String? {
    guard let id = LoopMark.id(in: returned.header), let at = id.lastIndex(of: "@"), owns(id[id.index(after: at)...]),
      let sender = returned.from, owns(sender.domain)
    else { return nil }
    return id
  }

  package var isOurs: Bool { self != .none }
  package var all: [NoticeReturn] { if case .ours(let all) = self { all } else { [] } }
}
