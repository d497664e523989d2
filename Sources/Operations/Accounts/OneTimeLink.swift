import Vocabulary

/// A link that makes one account, once: the first administrator's, or that of somebody invited.
package struct OneTimeLink: Sendable, Hashable {
  package enum Purpose: Sendable, Hashable {
    /// Good for as long as there is no administrator.
    case setUp
    case invitation(role: Role, by: Account.ID)
  }

  package let digest: Digest
  package let purpose: Purpose
  package let expires: Timestamp

  package init(digest: Digest, purpose: Purpose, expires: Timestamp) {
    self.digest = digest
    self.purpose = purpose
    self.expires = expires
  }

  package static let setUpSeconds: Int64 = 7 * 86_400
  package static let invitationSeconds: Int64 = 3 * 86_400

  package var role: Role {
    switch purpose {
    case .setUp: .admin
    case .invitation(let role, _): role
    }
  }
}

/// What became of a link that somebody used.
package enum Redemption: Sendable {
  case made(Account)
  /// Used before, expired, or never ours.
  case void
  case emailTaken
}
