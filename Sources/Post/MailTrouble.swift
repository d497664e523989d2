/// Why a mail server could not be talked to, in words that a founder can act on.
package struct MailTrouble: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// A setting that cannot be right.
    case setting
    case unreachable
    case certificate
    /// No encryption where it is required.
    case encryption
    case login
    case mailbox
    /// The other side said what cannot be understood, or more than it may.
    case protocolBroken
    case timeout
  }

  package let code: Code
  package let reason: String

  package init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }

  package var description: String { reason }
}
