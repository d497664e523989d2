import Vocabulary

/// How accounts come to be: the first administrator by the set-up link that the server prints, everybody else by invitation.
package struct Joining: Sendable {
  package enum Outcome: Sendable {
    case joined(Secret, Account)
    case faults(Faults)
    /// The link was used, has expired, or was never ours.
    case void
  }

  /// What is wrong with what was typed.
  package struct Faults: Sendable, Hashable {
    package var name = false
    package var email: EmailFault?
    package var password: PasswordRule.Fault?
    package var repeated = false

    package enum EmailFault: String, Sendable { case wrong, taken }

    package init() {}

    package var isEmpty: Bool { self == Faults() }
  }

  /// As somebody typed it.
  package struct Form: Sendable {
    package let name: String
    package let email: String
    package let password: String
    package let again: String

    package init(name: String, email: String, password: String, again: String) {
      self.name = name
      self.email = email
      self.password = password
      self.again = again
    }
  }

  private let ports: AccountPorts
  private let origin: Origin

  package init(_ ports: AccountPorts, from origin: Origin) {
    self.ports = ports
    self.origin = origin
  }

  /// A fresh set-up link; nil where there is an administrator already.
  package static func setUpLink(_ ports: AccountPorts) async throws(StoreTrouble) -> Secret? {
    guard try await !ports.register.people().contains(where: { $0.role == .admin }) else { return nil }
    let secret = Secret()
    let expires = ports.now().adding(seconds: OneTimeLink.setUpSeconds)
    try await ports.register.links.issue(OneTimeLink(digest: secret.digest, purpose: .setUp, expires: expires))
    return secret
  }

  package func link(_ secret: Secret) async throws -> OneTimeLink? {
    try await ports.register.links.find(secret.digest, ports.now())
  }

  /// Makes the account and signs its owner in.
  package func join(_ form: Form, by secret: Secret, language: Language?) async throws -> Outcome {
    guard let link = try await link(secret) else { return .void }
    var faults = Faults()
    let name = Account.name(form.name)
    let email = EmailAddress(form.email.split(separator: " ").joined())
    if name == nil { faults.name = true }
    if email == nil { faults.email = .wrong }
    faults.password = PasswordRule.fault(
      in: form.password, email: email, name: name ?? "", organization: ports.organization)
    if faults.password == nil, form.password != form.again { faults.repeated = true }
    guard faults.isEmpty, let name, let email else { return .faults(faults) }
    let hash = try await ports.hashing.hash(form.password)
    let account = NewAccount(email: email, name: name, passwordHash: hash, language: language)
    switch try await ports.register.links.redeem(secret.digest, account, ports.now()) {
    case .void: return .void
    case .emailTaken:
      faults.email = .taken
      return .faults(faults)
    case .made(let account):
      let event: AccountEvent.Kind = link.purpose == .setUp ? .setUp : .joined(role: account.role)
      await ports.note(AccountEvent(event, of: account.id, from: origin.address, at: ports.now()))
      return .joined(try await SigningIn(ports, from: origin).open(.full, for: account.id, replacing: nil), account)
    }
  }
}
