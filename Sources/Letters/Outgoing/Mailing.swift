import Vocabulary

/// Writes a draft that was found good as a message (RFC 5322): 7-bit, CRLF, plain text, marked as what must not be answered by a program.
struct Mailing {
  private let draft: LetterDraft
  private let recipient: AddressSpec
  private let frame: MailingFrame
  private let date: Timestamp

  init(_ draft: LetterDraft, recipient: AddressSpec, sender: AddressSpec, replyTo: AddressSpec?, date: Timestamp) {
    self.draft = draft
    self.recipient = recipient
    self.date = date
    frame = MailingFrame(
      kind: draft.kind, sender: draft.sender, at: sender, replyTo: replyTo, subject: draft.subject, body: draft.body,
      language: draft.language)
  }

  func letter() -> ClearedLetter {
    let id = frame.messageID(key: draft.key)
    return ClearedLetter(
      recipient: draft.recipient, bytes: frame.message(to: recipient, id: id, date: date, thread: draft.thread),
      messageID: id, envelopeSender: draft.kind == .acknowledgement ? nil : draft.sender.address)
  }
}
