import Vocabulary

/// Something by which others can know the attacker's work when they meet it.
package struct Indicator: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    /// Registered for the attack: everything under it is the attacker's.
    case domain(DomainName)
    /// One name of a domain that is not the attacker's as a whole.
    case host(DomainName)
    case url(HostileURL)
    case address(EmailAddress)
    /// The sender's account at a mail service, by the service's provider id.
    case account(service: String, id: String)
    case ip(IPAddress)
    /// SHA-256.
    case file(Digest)
  }

  package let value: Value
  package let marking: TrafficLight
  package let firstSeen: Timestamp?
  package let lastSeen: Timestamp?
  /// One sentence without personal data: why it is here.
  package let why: String

  package init(_ value: Value, marking: TrafficLight, firstSeen: Timestamp?, lastSeen: Timestamp?, why: String) {
    self.value = value
    self.marking = marking
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.why = why
  }
}
