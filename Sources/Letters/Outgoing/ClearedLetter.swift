import Vocabulary

/// A mail that the guardrails let pass: the only thing that Post can send. Nothing outside Letters can make one.
package struct ClearedLetter: Sendable, Hashable {
  package let recipient: EmailAddress
  /// The whole message (RFC 5322), CRLF line ends, 7-bit.
  package let bytes: [UInt8]
  /// Without angle brackets; made from the idempotency key, so that a second copy can be told by its receiver.
  package let messageID: String
  /// `MAIL FROM`; nil is the null path `<>`, as RFC 3834 wants it of automatic answers.
  package let envelopeSender: EmailAddress?

  init(recipient: EmailAddress, bytes: [UInt8], messageID: String, envelopeSender: EmailAddress?) {
    self.recipient = recipient
    self.bytes = bytes
    self.messageID = messageID
    self.envelopeSender = envelopeSender
  }
}
