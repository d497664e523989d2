import Vocabulary

/// What an administrator does about people. The last administrator can be neither removed nor made anything less.
package struct Membership: Sendable {
  private let ports: AccountPorts
  private let admin: Account
  private let origin: Origin

  package init(_ ports: AccountPorts, by admin: Account, from origin: Origin) {
    self.ports = ports
    self.admin = admin
    self.origin = origin
  }

  /// The link is shown once, to be passed on by hand.
  package func invite(_ role: Role) async throws -> Secret {
    let secret = Secret()
    let expires = ports.now().adding(seconds: OneTimeLink.invitationSeconds)
    try await ports.register.links.issue(
      OneTimeLink(digest: secret.digest, purpose: .invitation(role: role, by: admin.id), expires: expires))
    await note(.invited(role: role), of: nil)
    return secret
  }

  /// They have to sign in again.
  package func change(_ account: Account.ID, to role: Role) async throws -> AccountChange.Outcome {
    let outcome = try await ports.register.change(account, .role(role))
    if case .done = outcome { await note(.roleChanged(role), of: account) }
    return outcome
  }

  package func remove(_ account: Account.ID) async throws -> AccountChange.Outcome {
    let outcome = try await ports.register.change(account, .removed)
    if case .done = outcome { await note(.removed, of: account) }
    return outcome
  }

  private func note(_ kind: AccountEvent.Kind, of account: Account.ID?) async {
    await ports.note(AccountEvent(kind, of: account, by: admin.id, from: origin.address, at: ports.now()))
  }
}
