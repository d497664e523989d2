import Vocabulary

/// A mail that somebody wants to send, before the guardrails have looked at it.
package struct LetterDraft: Sendable, Hashable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// The automatic answer to a report; no bounce of it comes back (RFC 3834 section 3.3).
    case acknowledgement
    /// What a person had sent; bounces come back to the sender's address.
    case notice
  }

  package let kind: Kind
  package let recipient: EmailAddress
  package let sender: Sender
  package let replyTo: EmailAddress?
  package let subject: String
  /// One line a paragraph, or list item; the writer breaks them.
  package let body: String
  package let language: Language
  /// What makes a second copy the same letter.
  package let key: String
  package let thread: LetterThread

  package struct Sender: Sendable, Hashable {
    package let name: String
    package let address: EmailAddress

    package init(name: String, address: EmailAddress) {
      self.name = name
      self.address = address
    }
  }

  package init(
    kind: Kind, recipient: EmailAddress, sender: Sender, replyTo: EmailAddress? = nil, subject: String, body: String,
    language: Language, key: String, thread: LetterThread = .none
  ) {
    self.kind = kind
    self.recipient = recipient
    self.sender = sender
    self.replyTo = replyTo
    self.subject = subject
    self.body = body
    self.language = language
    self.key = key
    self.thread = thread
  }
}
