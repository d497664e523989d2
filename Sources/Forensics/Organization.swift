import Vocabulary

/// The company in whose name somebody writes: what it calls itself and which domains are its own.
package struct Organization: Sendable {
  package let name: String
  /// Every one of its own; nothing within them is ever accused.
  package let domains: [DomainName]
  package let website: String?
  package let languages: [Language]
  /// Bulk services that it uses itself, by provider id.
  package let senders: [String]
  /// Where reports are sent.
  package let intake: [EmailAddress]
  /// authserv-ids and hosts whose added lines are believed.
  package let trustedReceivers: [DomainName]

  package init(
    name: String, domains: [DomainName], website: String? = nil, languages: [Language] = [],
    senders: [String] = [],
    intake: [EmailAddress] = [], trustedReceivers: [DomainName] = []
  ) {
    self.name = name
    self.domains = domains
    self.website = website
    self.languages = languages
    self.senders = senders
    self.intake = intake
    self.trustedReceivers = trustedReceivers
  }

  /// Whether a host (lower case, ASCII) is one of its own domains or below one.
  package func owns(_ host: some StringProtocol) -> Bool {
    let host = String(host)
    for index in domains.indices where DomainName.isWithin(host, domains[index].ascii) { return true }
    return false
  }
}
