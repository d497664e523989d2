import Vocabulary

/// Something that happened around accounts, for the log. It holds no password, code or link.
package struct AccountEvent: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case setUp
    case joined(role: Role)
    case invited(role: Role)
    case signedIn
    /// `known`: there is such an account; the person who tried is not told.
    case signInFailed(known: Bool)
    case codeFailed
    case recoveryCodeUsed
    case lockedOut
    case signedOut
    case sessionEnded
    case tokenMade
    case tokenEnded
    case passwordChanged
    case timedCodeOn
    case timedCodeOff
    case roleChanged(Role)
    case removed
  }

  package let kind: Kind
  /// Whom it is about; nil where nobody is known by the address that was typed.
  package let account: Account.ID?
  /// Who did it, where that is somebody else.
  package let by: Account.ID?
  package let address: String
  package let at: Timestamp

  package init(_ kind: Kind, of account: Account.ID?, by: Account.ID? = nil, from address: String, at: Timestamp) {
    self.kind = kind
    self.account = account
    self.by = by
    self.address = address
    self.at = at
  }
}
