import Vocabulary

/// What somebody does about their own account. Whatever would keep a thief in asks for the password again.
package struct OwnAccount: Sendable {
  package enum PasswordOutcome: Sendable {
    /// Every other session has ended, and this one has a new secret.
    case changed(Secret)
    case wrongPassword
    case fault(PasswordRule.Fault)
    case notRepeated
  }

  private let ports: AccountPorts
  private let account: Account
  private let session: Session
  private let origin: Origin

  package init(_ ports: AccountPorts, of account: Account, in session: Session, from origin: Origin) {
    self.ports = ports
    self.account = account
    self.session = session
    self.origin = origin
  }

  package func changePassword(from old: String, to new: String, again: String) async throws -> PasswordOutcome {
    guard try await isPassword(old) else { return .wrongPassword }
    if let fault = PasswordRule.fault(
      in: new, email: account.email, name: account.name, organization: ports.organization)
    {
      return .fault(fault)
    }
    guard new == again else { return .notRepeated }
    let hash = try await ports.hashing.hash(new)
    _ = try await ports.register.change(account.id, .password(hash: hash, keeping: session.digest))
    await note(.passwordChanged)
    return .changed(
      try await SigningIn(ports, from: origin).open(.full, for: account.id, replacing: session.digest))
  }

  /// The codes for a lost phone, to be shown once; nil where the code is not that of the secret.
  package func switchOn(_ code: TimedCode, typed: String) async throws -> [RecoveryCode]? {
    let now = ports.now()
    guard let step = code.step(of: typed, at: now) else { return nil }
    let recovery = (0..<RecoveryCode.count).map { _ in RecoveryCode() }
    let digests = recovery.map { RecoveryCode.digest(of: $0.text) }
    _ = try await ports.register.change(account.id, .timedSecret(code.secret, recovery: digests))
    _ = try await ports.register.spendStep(account.id, step)
    await note(.timedCodeOn)
    return recovery
  }

  /// False where the password is wrong.
  package func switchOff(password: String) async throws -> Bool {
    guard try await isPassword(password) else { return false }
    _ = try await ports.register.change(account.id, .timedSecret(nil, recovery: []))
    await note(.timedCodeOff)
    return true
  }

  package func choose(_ language: Language?) async throws {
    _ = try await ports.register.change(account.id, .language(language))
  }

  package func sessions() async throws -> [Session] { try await ports.register.sessions.of(account.id, ports.now()) }

  package func end(_ other: Digest) async throws {
    if try await ports.register.sessions.end(account.id, other) { await note(.sessionEnded) }
  }

  package enum TokenOutcome: Sendable {
    /// To be shown once.
    case made(String)
    case noName
    case wrongPassword
    case tooMany
  }

  package func tokens() async throws -> [AccessToken] { try await ports.register.tokens.of(account.id) }

  package func makeToken(_ name: String, password: String) async throws -> TokenOutcome {
    guard !name.isEmpty else { return .noName }
    guard try await isPassword(password) else { return .wrongPassword }
    let secret = Secret()
    let shown = String(name.prefix(AccessToken.longestName))
    guard try await ports.register.tokens.make(account.id, shown, secret.digest, ports.now()) else { return .tooMany }
    await note(.tokenMade)
    return .made(AccessToken.text(secret))
  }

  package func endToken(_ id: Int64) async throws {
    if try await ports.register.tokens.end(account.id, id) { await note(.tokenEnded) }
  }

  /// Tries of it count, so that an open browser does not let anybody guess on.
  private func isPassword(_ typed: String) async throws -> Bool {
    let now = ports.now()
    let about = Digest(of: Array("own \(account.id)".utf8))
    let mayTry = try await ports.register.attempts.take(
      about, now, now.adding(seconds: -SigningIn.lockSeconds), SigningIn.triesBeforeLock)
    let hash = try await ports.register.credentials(account.id)?.passwordHash
    guard try await ports.hashing.matches(typed, hash), mayTry else { return false }
    try await ports.register.attempts.clear(about)
    return true
  }

  private func note(_ kind: AccountEvent.Kind) async {
    await ports.note(AccountEvent(kind, of: account.id, from: origin.address, at: ports.now()))
  }
}
