/// All services with their marks indexed, so that a mail is looked up by the few names it holds instead of being held against every service.
package struct ProviderCatalog: Sendable {
  package let providers: [Provider]
  /// How the operators among them receive mail, for `DeliveryPath`.
  package let receivers: [Provider.Receiver]
  private let byID: [String: Int]
  let dkim: DomainIndex<Int>
  let bounces: DomainIndex<Int>
  let hosts: DomainIndex<Int>
  /// Telling headers by their lower-case names.
  let marks: [String: [(provider: Int, pattern: FieldPattern?)]]
  let feedbackIDs: [(provider: Int, pattern: FieldPattern)]
  let envelopes: [(provider: Int, pattern: FieldPattern)]
  /// Services whose customers send from names of their own: known by envelope and inner hops alone.
  let branded: [Int]
  /// Services without hosts of their own.
  let riders: [Int]

  package init(_ providers: [Provider]) {
    self.providers = providers
    receivers = providers.compactMap(\.receiver)
    byID = Dictionary(providers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var (dkim, bounces, hosts) = (DomainIndex<Int>(), DomainIndex<Int>(), DomainIndex<Int>())
    var marks: [String: [(provider: Int, pattern: FieldPattern?)]] = [:]
    var (feedback, envelopes): ([(provider: Int, pattern: FieldPattern)], [(provider: Int, pattern: FieldPattern)]) = (
      [], []
    )
    for (index, provider) in providers.enumerated() {
      for pattern in provider.dkimDomains { dkim.add(pattern, index) }
      for pattern in provider.bounceDomains { bounces.add(pattern, index) }
      for pattern in provider.hosts { hosts.add(pattern, index) }
      for mark in provider.headers where mark.isTelling { marks[mark.key, default: []].append((index, mark.pattern)) }
      feedback += provider.feedbackIDs.map { (index, $0) }
      envelopes += provider.envelopes.map { (index, $0) }
    }
    (self.dkim, self.bounces, self.hosts, self.marks) = (dkim, bounces, hosts, marks)
    (feedbackIDs, self.envelopes) = (feedback, envelopes)
    branded = providers.indices.filter { !providers[$0].envelopes.isEmpty && !providers[$0].internalHops.isEmpty }
    riders = providers.indices.filter { providers[$0].upstreamConfirms }
  }

  package subscript(_ id: String) -> Provider? { byID[id].map { providers[$0] } }

  func index(of id: String) -> Int? { byID[id] }
}
