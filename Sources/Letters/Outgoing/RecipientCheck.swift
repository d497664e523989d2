import Casework
import Domains
import Vocabulary

/// Whom a letter may not go to, put together once for however many recipients it has.
struct RecipientCheck: Sendable {
  /// Identities of mailboxes: where the letter would come back from, and the adversary's.
  private let own: Set<String>
  private let adversary: Set<String>
  private let domains: Set<String>

  init(_ context: Guardrails.Context, sender: EmailAddress) {
    own = Set(context.intake.union([sender]).map { AddressSpec.identity(of: $0) })
    adversary = Set(context.adversary.addresses.map { AddressSpec.identity(of: $0) })
    domains = Set(context.adversary.domains.map(\.ascii).filter { !context.owns($0) })
  }

  func check(_ address: EmailAddress, _ spec: AddressSpec) throws(LetterRefusal) {
    let identity = AddressSpec.identity(of: address)
    if own.contains(identity) { throw .ownIntake(address) }
    if adversary.contains(identity) { throw .adversaryAddress(address) }
    guard !domains.isEmpty else { return }
    // `victim%bad.example@relay.example` asks a relay to pass it on.
    for host in [spec.domain] + spec.routes {
      if let domain = hostile(host) { throw .adversaryDomain(address, domain) }
    }
  }

  /// The name itself or one that it is below.
  private func hostile(_ host: DomainName) -> DomainName? {
    var name = host.ascii[...]
    while true {
      if domains.contains(String(name)) { return DomainName(name) }
      guard let dot = name.firstIndex(of: ".") else { return nil }
      name = name[name.index(after: dot)...]
    }
  }
}
