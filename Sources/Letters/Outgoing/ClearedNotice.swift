import Vocabulary

/// One text of a notice before the guardrails have looked at it: what all who get it get.
package struct NoticeMail: Sendable, Hashable {
  package let language: Language
  package let sender: LetterDraft.Sender
  package let replyTo: EmailAddress?
  package let subject: String
  /// One line a paragraph, or list item.
  package let body: String

  package init(
    language: Language, sender: LetterDraft.Sender, replyTo: EmailAddress? = nil, subject: String, body: String
  ) {
    self.language = language
    self.sender = sender
    self.replyTo = replyTo
    self.subject = subject
    self.body = body
  }
}

/// A notice's text that the guardrails let pass, encoded once: what is left to look at is each recipient. Nothing outside Letters can make one.
package struct ClearedNotice: Sendable {
  package let mail: NoticeMail
  private let frame: MailingFrame
  private let check: RecipientCheck

  init(_ mail: NoticeMail, frame: MailingFrame, check: RecipientCheck) {
    self.mail = mail
    self.frame = frame
    self.check = check
  }

  /// The letter to one of them. `key` makes a second copy the same letter; `now` is its date.
  package func addressed(
    to recipient: EmailAddress, key: String, now: Timestamp
  ) -> Result<ClearedLetter, LetterRefusal> {
    do throws(LetterRefusal) {
      let mailbox = try AddressSpec(recipient, .recipient)
      try check.check(recipient, mailbox)
      let id = frame.messageID(key: key)
      return .success(
        ClearedLetter(
          recipient: EmailAddress(mailbox.text) ?? recipient, bytes: frame.message(to: mailbox, id: id, date: now),
          messageID: id, envelopeSender: mail.sender.address))
    } catch {
      return .failure(error)
    }
  }

  /// Without angle brackets; what a bounce of that letter names.
  package func messageID(key: String) -> String { frame.messageID(key: key) }
}

extension Guardrails {
  /// Looks at the text once, for all who get it.
  package static func clear(_ mail: NoticeMail, context: Context) -> Result<ClearedNotice, LetterRefusal> {
    do throws(LetterRefusal) {
      try checkTexts(
        [(.sender, mail.sender.name), (.subject, mail.subject), (.body, mail.body)], context.limits)
      let sender = try AddressSpec(mail.sender.address, .sender)
      let replyTo: AddressSpec? = if let address = mail.replyTo { try AddressSpec(address, .replyTo) } else { nil }
      try checkOwn(mail.sender.address, sender, mail.replyTo, replyTo, context)
      // Aligned: what DMARC holds against the company's signature is the domain after From.
      guard context.owns(sender.domain.ascii) else { throw .senderNotOurs(mail.sender.address) }
      try checkNames([(.sender, mail.sender.name), (.subject, mail.subject), (.body, mail.body)], context)
      let frame = MailingFrame(
        kind: .notice, sender: mail.sender, at: sender, replyTo: replyTo, subject: mail.subject, body: mail.body,
        language: mail.language)
      return .success(
        ClearedNotice(mail, frame: frame, check: RecipientCheck(context, sender: mail.sender.address)))
    } catch {
      return .failure(error)
    }
  }

  /// What is the same for two addresses of one mailbox.
  package static func identity(of address: EmailAddress) -> String { AddressSpec.identity(of: address) }
}
