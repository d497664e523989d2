import Casework
import Vocabulary

/// What of a mail is the same whoever it goes to: the fields around recipient, date and id, and the text.
struct MailingFrame: Sendable {
  let senderDomain: DomainName
  private let from: String
  private let subject: String
  private let marks: String
  private let body: [UInt8]

  init(
    kind: LetterDraft.Kind, sender: LetterDraft.Sender, at mailbox: AddressSpec, replyTo: AddressSpec?, subject: String,
    body: String, language: Language
  ) {
    senderDomain = mailbox.domain
    from = EncodedField.mailbox("From", sender.name, mailbox.text)
    self.subject =
      (replyTo.map { EncodedField.lines("Reply-To", ["<\($0.text)>"]) } ?? "") + EncodedField.text("Subject", subject)
    var marks = "Auto-Submitted: \(kind == .acknowledgement ? "auto-replied" : "auto-generated")\r\n"
    marks += "X-Auto-Response-Suppress: All\r\n"
    marks += "MIME-Version: 1.0\r\n"
    marks += "Content-Type: text/plain; charset=utf-8; format=flowed\r\n"
    marks += "Content-Transfer-Encoding: quoted-printable\r\n"
    marks += "Content-Language: \(language.tag)\r\n\r\n"
    self.marks = marks
    self.body = QuotedPrintable.encode(FlowedText.lines(body))
  }

  /// Without angle brackets.
  func messageID(key: String) -> String { LoopMark.messageID(key: key, domain: senderDomain) }

  /// The whole message.
  func message(to recipient: AddressSpec, id: String, date: Timestamp, thread: LetterThread = .none) -> [UInt8] {
    var head = from
    head.reserveCapacity(1_000)
    head += EncodedField.lines("To", ["<\(recipient.text)>"])
    head += subject
    head += "Date: \(Self.written(date))\r\n"
    head += EncodedField.lines("Message-ID", ["<\(id)>"])
    head += EncodedField.lines(LoopMark.field, ["<\(id)>"])
    if let id = thread.inReplyTo { head += EncodedField.lines("In-Reply-To", [id]) }
    if !thread.references.isEmpty { head += EncodedField.lines("References", thread.references) }
    head += marks
    var bytes: [UInt8] = []
    bytes.reserveCapacity(head.utf8.count + body.count)
    bytes += head.utf8
    bytes += body
    return bytes
  }

  /// `Fri, 14 Nov 2014 09:00:00 +0000`.
  private static func written(_ time: Timestamp) -> String {
    let seconds = min(max(time.seconds, 0), 253_402_300_799)
    let (year, month, day) = Timestamp(seconds: seconds).date.civil
    let (weekday, second) = (Int(seconds / 86_400 + 4) % 7, Int(seconds % 86_400))
    func two(_ number: Int) -> String { Decimal.padded(number, to: 2) }
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return "\(weekdays[weekday]), \(two(day)) \(months[month - 1]) \(year) \(clock) +0000"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
