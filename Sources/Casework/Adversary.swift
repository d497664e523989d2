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

  package mutating func formUnion(_ other: Adversary) {
    addresses.formUnion(other.addresses)
    domains.formUnion(other.domains)
    hosts.formUnion(other.hosts)
  }
}
