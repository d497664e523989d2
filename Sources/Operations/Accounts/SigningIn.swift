import Vocabulary

/// Password, then the second step where one is on; each gives the browser a new secret. Nothing here tells whether an address has an account:
/// the work is the same, and so are the words.
package struct SigningIn: Sendable {
  package enum Outcome: Sendable {
    case signedIn(Secret, Account)
    case codeWanted(Secret)
    /// Wrong, unknown, or locked.
    case refused
  }

  package static let triesBeforeLock = 10
  package static let lockSeconds: Int64 = 900

  private let ports: AccountPorts
  private let origin: Origin

  package init(_ ports: AccountPorts, from origin: Origin) {
    self.ports = ports
    self.origin = origin
  }

  /// `replacing`: the browser's session until now.
  package func signIn(email typed: String, password: String, replacing: Secret?) async throws -> Outcome {
    let now = ports.now()
    let email = EmailAddress(typed)
    let about = Self.key("password", email?.text ?? String(typed.prefix(320)).lowercased())
    let mayTry = try await ports.register.attempts.take(
      about, now, now.adding(seconds: -Self.lockSeconds), Self.triesBeforeLock)
    let found: (account: Account, credentials: Credentials)? =
      if let email { try await ports.register.find(email) } else { nil }
    let right = try await ports.hashing.matches(password, found?.credentials.passwordHash)
    guard mayTry else {
      await note(.lockedOut, found?.account.id)
      return .refused
    }
    guard right, let found else {
      await note(.signInFailed(known: found != nil), found?.account.id)
      return .refused
    }
    try await ports.register.attempts.clear(about)
    if ports.hashing.isOutdated(found.credentials.passwordHash) {
      _ = try await ports.register.change(found.account.id, .rehashed(try await ports.hashing.hash(password)))
    }
    if found.credentials.timedSecret != nil {
      return .codeWanted(try await open(.half, for: found.account.id, replacing: replacing?.digest))
    }
    let secret = try await open(.full, for: found.account.id, replacing: replacing?.digest)
    await note(.signedIn, found.account.id)
    return .signedIn(secret, found.account)
  }

  /// The second step: a code of the app, or one from paper.
  package func confirm(code typed: String, half: Session, account: Account) async throws -> Outcome {
    let now = ports.now()
    let about = Self.key("code", String(account.id))
    let mayTry = try await ports.register.attempts.take(
      about, now, now.adding(seconds: -Self.lockSeconds), Self.triesBeforeLock)
    guard half.stage == .half, mayTry,
      let secret = try await ports.register.credentials(account.id)?.timedSecret,
      try await isRight(typed, secret: secret, account: account.id, now: now)
    else {
      await note(mayTry ? .codeFailed : .lockedOut, account.id)
      return .refused
    }
    try await ports.register.attempts.clear(about)
    let session = try await open(.full, for: account.id, replacing: half.digest)
    await note(.signedIn, account.id)
    return .signedIn(session, account)
  }

  package func signOut(_ session: Session) async throws {
    if try await ports.register.sessions.end(session.account, session.digest) {
      await note(.signedOut, session.account)
    }
  }

  /// A full session for somebody who has just proved who they are.
  package func open(_ stage: Session.Stage, for account: Account.ID, replacing: Digest?) async throws -> Secret {
    let secret = Secret()
    let now = ports.now()
    try await ports.register.sessions.open(
      Session(
        digest: secret.digest, account: account, stage: stage, opened: now, seen: now, address: origin.address,
        agent: origin.agent), replacing)
    return secret
  }

  private func isRight(_ typed: String, secret: [UInt8], account: Account.ID, now: Timestamp) async throws -> Bool {
    if let step = TimedCode(secret: secret).step(of: typed, at: now) {
      return try await ports.register.spendStep(account, step)
    }
    guard typed.utf8.count < 64 else { return false }
    let used = try await ports.register.spendRecoveryCode(account, RecoveryCode.digest(of: typed))
    if used { await note(.recoveryCodeUsed, account) }
    return used
  }

  private func note(_ kind: AccountEvent.Kind, _ account: Account.ID?) async {
    await ports.note(AccountEvent(kind, of: account, from: origin.address, at: ports.now()))
  }

  private static func key(_ what: String, _ whom: String) -> Digest { Digest(of: Array("\(what) \(whom)".utf8)) }
}
