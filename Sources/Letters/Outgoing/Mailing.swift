import Casework
import Vocabulary

/// Writes a draft that was found good as a message (RFC 5322): 7-bit, CRLF, plain text, marked as what must not be answered by a program.
struct Mailing {
  private let draft: LetterDraft
  private let recipient: AddressSpec
  private let sender: AddressSpec
  private let replyTo: AddressSpec?
  private let date: Timestamp

  init(_ draft: LetterDraft, recipient: AddressSpec, sender: AddressSpec, replyTo: AddressSpec?, date: Timestamp) {
    self.draft = draft
    self.recipient = recipient
    self.sender = sender
    self.replyTo = replyTo
    self.date = date
  }

  func letter() -> ClearedLetter {
    let id = LoopMark.messageID(key: draft.key, domain: sender.domain)
    return ClearedLetter(
      recipient: draft.recipient, bytes: Array(header(id: id).utf8) + body, messageID: id,
      envelopeSender: draft.kind == .acknowledgement ? nil : draft.sender.address)
  }

  private func header(id: String) -> String {
    var out = EncodedField.mailbox("From", draft.sender.name, sender.text)
    out += EncodedField.lines("To", ["<\(recipient.text)>"])
    if let replyTo { out += EncodedField.lines("Reply-To", ["<\(replyTo.text)>"]) }
    out += EncodedField.text("Subject", draft.subject)
    out += "Date: \(Self.written(date))\r\n"
    out += EncodedField.lines("Message-ID", ["<\(id)>"])
    if let id = draft.thread.inReplyTo { out += EncodedField.lines("In-Reply-To", [id]) }
    if !draft.thread.references.isEmpty { out += EncodedField.lines("References", draft.thread.references) }
    out += "Auto-Submitted: \(draft.kind == .acknowledgement ? "auto-replied" : "auto-generated")\r\n"
    out += "X-Auto-Response-Suppress: All\r\n"
    out += EncodedField.lines(LoopMark.field, [sender.domain.ascii])
    out += "MIME-Version: 1.0\r\n"
    out += "Content-Type: text/plain; charset=utf-8; format=flowed\r\n"
    out += "Content-Transfer-Encoding: quoted-printable\r\n"
    out += "Content-Language: \(draft.language.tag)\r\n"
    return out + "\r\n"
  }

  private var body: [UInt8] { QuotedPrintable.encode(FlowedText.lines(draft.body)) }

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
