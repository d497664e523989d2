import Vocabulary

/// What is remembered of people and how they sign in. Each call is one transaction.
package struct AccountRegister: Sendable {
  package let people: @Sendable () async throws(StoreTrouble) -> [Account]
  package let find: @Sendable (EmailAddress) async throws(StoreTrouble) -> (Account, Credentials)?
  package let credentials: @Sendable (Account.ID) async throws(StoreTrouble) -> Credentials?
  package let change: @Sendable (Account.ID, AccountChange) async throws(StoreTrouble) -> AccountChange.Outcome
  /// True once for a step of the clock; false for that step or an earlier one.
  package let spendStep: @Sendable (Account.ID, Int64) async throws(StoreTrouble) -> Bool
  /// True once for each recovery code.
  package let spendRecoveryCode: @Sendable (Account.ID, Digest) async throws(StoreTrouble) -> Bool
  package let links: Links
  package let sessions: Sessions
  package let attempts: Attempts
  package let tokens: Tokens

  package init(
    people: @escaping @Sendable () async throws(StoreTrouble) -> [Account],
    find: @escaping @Sendable (EmailAddress) async throws(StoreTrouble) -> (Account, Credentials)?,
    credentials: @escaping @Sendable (Account.ID) async throws(StoreTrouble) -> Credentials?,
    change: @escaping @Sendable (Account.ID, AccountChange) async throws(StoreTrouble) -> AccountChange.Outcome,
    spendStep: @escaping @Sendable (Account.ID, Int64) async throws(StoreTrouble) -> Bool,
    spendRecoveryCode: @escaping @Sendable (Account.ID, Digest) async throws(StoreTrouble) -> Bool,
    links: Links, sessions: Sessions, attempts: Attempts, tokens: Tokens
  ) {
    self.people = people
    self.find = find
    self.credentials = credentials
    self.change = change
    self.spendStep = spendStep
    self.spendRecoveryCode = spendRecoveryCode
    self.links = links
    self.sessions = sessions
    self.attempts = attempts
    self.tokens = tokens
  }
}

/// What somebody is checked against.
package struct Credentials: Sendable {
  package let passwordHash: String
  /// Of the second step; nil where it is off.
  package let timedSecret: [UInt8]?

  package init(passwordHash: String, timedSecret: [UInt8]?) {
    self.passwordHash = passwordHash
    self.timedSecret = timedSecret
  }
}

/// One thing about an account made different.
package enum AccountChange: Sendable {
  case language(Language?)
  /// Ends every session but the one named, and every access token.
  case password(hash: String, keeping: Digest?)
  /// The same password, hashed by today's measure.
  case rehashed(String)
  /// nil switches the second step off. `recovery`: digests of the codes for a lost phone.
  case timedSecret([UInt8]?, recovery: [Digest])
  /// Ends every session.
  case role(Role)
  case removed

  package enum Outcome: Sendable {
    case done
    /// It would leave nobody who can run the place.
    case lastAdmin
    case unknown
  }
}

extension AccountRegister {
  package struct Links: Sendable {
    /// Replaces an earlier set-up link.
    package let issue: @Sendable (OneTimeLink) async throws(StoreTrouble) -> Void
    /// nil where it is used up, expired or a set-up link that came too late.
    package let find: @Sendable (Digest, Timestamp) async throws(StoreTrouble) -> OneTimeLink?
    package let redeem: @Sendable (Digest, NewAccount, Timestamp) async throws(StoreTrouble) -> Redemption

    package init(
      issue: @escaping @Sendable (OneTimeLink) async throws(StoreTrouble) -> Void,
      find: @escaping @Sendable (Digest, Timestamp) async throws(StoreTrouble) -> OneTimeLink?,
      redeem: @escaping @Sendable (Digest, NewAccount, Timestamp) async throws(StoreTrouble) -> Redemption
    ) {
      self.issue = issue
      self.find = find
      self.redeem = redeem
    }
  }

  package struct Sessions: Sendable {
    /// `replacing` ends with it: the same browser, another secret.
    package let open: @Sendable (Session, _ replacing: Digest?) async throws(StoreTrouble) -> Void
    /// nil where there is none or it has run out.
    package let find: @Sendable (Digest, Timestamp) async throws(StoreTrouble) -> (Session, Account)?
    package let of: @Sendable (Account.ID, Timestamp) async throws(StoreTrouble) -> [Session]
    /// True where it was one of that account's.
    package let end: @Sendable (Account.ID, Digest) async throws(StoreTrouble) -> Bool

    package init(
      open: @escaping @Sendable (Session, _ replacing: Digest?) async throws(StoreTrouble) -> Void,
      find: @escaping @Sendable (Digest, Timestamp) async throws(StoreTrouble) -> (Session, Account)?,
      of: @escaping @Sendable (Account.ID, Timestamp) async throws(StoreTrouble) -> [Session],
      end: @escaping @Sendable (Account.ID, Digest) async throws(StoreTrouble) -> Bool
    ) {
      self.open = open
      self.find = find
      self.of = of
      self.end = end
    }
  }

  /// Failed tries, by the digest of whom they were about.
  package struct Attempts: Sendable {
    /// Counts one more, unless there were `limit` of them since the given time already: then false.
    package let take:
      @Sendable (Digest, _ now: Timestamp, _ since: Timestamp, _ limit: Int)
        async throws(StoreTrouble) -> Bool
    package let clear: @Sendable (Digest) async throws(StoreTrouble) -> Void

    package init(
      take:
        @escaping @Sendable (Digest, _ now: Timestamp, _ since: Timestamp, _ limit: Int)
        async throws(StoreTrouble) -> Bool,
      clear: @escaping @Sendable (Digest) async throws(StoreTrouble) -> Void
    ) {
      self.take = take
      self.clear = clear
    }
  }
}
