import Domains
import Forensics
import Mail
import Vocabulary

/// Whom nothing may be sent to, and whose names no letter may carry alive: what the fakes of an incident were sent from and led to.
package struct Adversary: Sendable, Hashable {
  /// Of senders and answer addresses.
  package private(set) var addresses: Set<EmailAddress> = []
  /// Names made to pass for the organization's: all that is under them is the adversary's.
  package private(set) var domains: Set<DomainName> = []
  /// Hosts that links led to. Many are everybody's, so that an address there is no reason against its owner.
  package private(set) var hosts: Set<DomainName> = []

  package static let unknown = Adversary()

  package init() {}

  /// Only fakes count. A forged sender of the organization's own, or the reporter's, is a victim.
  package init(findings: some Sequence<Finding>, organization: Organization) {
    for finding in findings where finding.judgement.verdict == .impersonation {
      let victims = [finding.reporter, finding.original?.recipient].compactMap(\.self)
      if let sender = finding.original?.from, !victims.contains(sender) { add(sender, of: organization) }
      for lookAlike in finding.lookAlikes where !lookAlike.techniques.contains(.path) {
        if let domain = DomainName(lookAlike.accused), !organization.owns(domain.ascii) { add(lookAlike: domain) }
      }
      for link in finding.links {
        if let host = link.url.host.flatMap({ DomainName($0) }), !organization.owns(host.ascii) { add(host: host) }
      }
    }
  }

  /// A sender or answer address, unless it is the organization's own.
  package mutating func add(_ address: EmailAddress, of organization: Organization) {
    if !organization.owns(address.domain) { addresses.insert(address) }
  }

  package mutating func add(lookAlike domain: DomainName) { domains.insert(domain) }
  package mutating func add(host: DomainName) { hosts.insert(host) }

  package enum Kind: String, Sendable, CaseIterable { case address, domain, host }

  /// Every name with its kind, the surest kind first, in the order of the alphabet.
  package var names: [(kind: Kind, name: String)] {
    addresses.map(\.text).sorted().map { (.address, $0) } + domains.map(\.ascii).sorted().map { (.domain, $0) }
      + hosts.map(\.ascii).sorted().map { (.host, $0) }
  }

  /// One of `names`; what is no address or domain changes nothing.
  package mutating func add(_ kind: Kind, _ name: String) {
    switch kind {
    case .address: if let address = EmailAddress(name) { addresses.insert(address) }
    case .domain: if let domain = DomainName(name) { domains.insert(domain) }
    case .host: if let host = DomainName(name) { hosts.insert(host) }
    }
  }

  package mutating func formUnion(_ other: Adversary) {
    addresses.formUnion(other.addresses)
    domains.formUnion(other.domains)
    hosts.formUnion(other.hosts)
  }
}
