import Vocabulary

/// One browser that somebody signed in with.
package struct Session: Sendable, Hashable {
  package enum Stage: String, Sendable {
    /// The password was right; the code of the second step is still to come.
    case half
    case full
  }

  /// Of its secret, which only the browser has.
  package let digest: Digest
  package let account: Account.ID
  package let stage: Stage
  package let opened: Timestamp
  package let seen: Timestamp
  /// Where it was opened from.
  package let address: String
  /// What the browser called itself.
  package let agent: String

  package init(
    digest: Digest, account: Account.ID, stage: Stage, opened: Timestamp, seen: Timestamp, address: String,
    agent: String
  ) {
    self.digest = digest
    self.account = account
    self.stage = stage
    self.opened = opened
    self.seen = seen
    self.address = address
    self.agent = String(agent.prefix(200))
  }

  package static let idleSeconds: Int64 = 12 * 3600
  package static let longestSeconds: Int64 = 7 * 86_400
  package static let halfSeconds: Int64 = 600
  /// How old `seen` may grow before it is written anew.
  package static let seenStep: Int64 = 60

  package func isAlive(at now: Timestamp) -> Bool {
    let age = now.seconds - opened.seconds
    let idle = now.seconds - seen.seconds
    switch stage {
    case .half: return age < Self.halfSeconds
    case .full: return age < Self.longestSeconds && idle < Self.idleSeconds
    }
  }
}
