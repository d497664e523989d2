import Vocabulary

/// What everything about accounts needs: what is remembered, how passwords are hashed, the time, and where it is written down.
package struct AccountPorts: Sendable {
  package let register: AccountRegister
  package let hashing: PasswordHashing
  /// Its name must not be anybody's password.
  package let organization: String
  package let now: @Sendable () -> Timestamp
  package let note: @Sendable (AccountEvent) async -> Void

  package init(
    register: AccountRegister, hashing: PasswordHashing, organization: String,
    now: @escaping @Sendable () -> Timestamp, note: @escaping @Sendable (AccountEvent) async -> Void
  ) {
    self.register = register
    self.hashing = hashing
    self.organization = organization
    self.now = now
    self.note = note
  }
}

/// From where somebody acts.
package struct Origin: Sendable, Hashable {
  package let address: String
  package let agent: String

  package init(address: String, agent: String) {
    self.address = address
    self.agent = agent
  }
}
