import Vocabulary

/// All services with their marks indexed, so that a mail is looked up by the few names it holds instead of being held against every service.
package final class ProviderCatalog: Sendable {
  package let providers: [Provider]
  /// How the operators among them receive mail, for `DeliveryPath`.
  package let receivers: Receivers
  private let byID: [String: Int]
  let dkim: DomainIndex<Int>
  let bounces: DomainIndex<Int>
  let hosts: DomainIndex<Int>
  private let clicks: DomainIndex<Int>
  /// Telling headers in the order of their names.
  let marks: [FieldMarks]
  /// Of the telling headers and of those that every examination reads.
  let names: FieldNames
  let feedbackIDs: FieldPatternSet
  let envelopes: FieldPatternSet
  /// Services whose customers send from names of their own: known by envelope, inner hops and address.
  let branded: [Int]
  /// Services without hosts of their own.
  let riders: [Int]

  package init(_ providers: [Provider]) {
    self.providers = providers
    receivers = Receivers(providers.compactMap(\.receiver))
    byID = Dictionary(
      providers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var (dkim, bounces, hosts) = (DomainIndex<Int>(), DomainIndex<Int>(), DomainIndex<Int>())
    var clicks = DomainIndex<Int>()
    var marks: [String: FieldMarks] = [:]
    var (feedback, envelopes) = (FieldPatternSet(), FieldPatternSet())
    for (index, provider) in providers.enumerated() {
      for pattern in provider.dkimDomains { dkim.add(pattern, index) }
      for pattern in provider.bounceDomains { bounces.add(pattern, index) }
      for pattern in provider.hosts { hosts.add(pattern, index) }
      for pattern in provider.clickDomains { clicks.add(pattern, index) }
      for mark in provider.headers where mark.isTelling {
        marks[mark.key, default: FieldMarks(mark.key)].add(mark.pattern, of: index)
      }
      for pattern in provider.feedbackIDs { feedback.add(pattern, of: index) }
      for pattern in provider.envelopes { envelopes.add(pattern, of: index) }
    }
    (self.dkim, self.bounces, self.hosts) = (dkim, bounces, hosts)
    self.marks = marks.values.sorted { $0.name < $1.name }
    (feedbackIDs, self.envelopes, self.clicks) = (feedback, envelopes, clicks)
    names = FieldNames(marks: self.marks.map(\.name))
    branded = providers.indices.filter {
      !providers[$0].envelopes.isEmpty && !providers[$0].internalHops.isEmpty
        && !providers[$0].ranges.isEmpty
    }
    riders = providers.indices.filter { providers[$0].upstreamConfirms }
  }

  package subscript(_ id: String) -> Provider? { byID[id].map { providers[$0] } }

  func index(of id: String) -> Int? { byID[id] }

  /// Whether a signature of `domain` is that service's own.
  func signs(_ domain: DomainName?, for id: String) -> Bool {
    guard let domain, let index = byID[id] else { return false }
    return dkim.owners(of: domain.ascii).contains(index)
  }

  /// Whether a service leads its customers' links through this host to count clicks: that service, or any where it is not known.
  func countsClicks(_ host: String, of id: String?) -> Bool {
    clicks.allOwners(of: host).contains { id == nil || providers[$0].id == id }
  }
}

/// Whose marks a field may be.
struct FieldMarks: Sendable {
  /// Lower case.
  let name: String
  /// Services that the name alone points to.
  private(set) var byName: [Int] = []
  private(set) var byValue = FieldPatternSet()

  init(_ name: String) { self.name = name }

  mutating func add(_ pattern: FieldPattern?, of provider: Int) {
    if let pattern { byValue.add(pattern, of: provider) } else { byName.append(provider) }
  }
}

/// Patterns of many services for one field, most of which are passed over for the letters that a value lacks.
struct FieldPatternSet: Sendable {
  private var patterns: [FieldPattern] = []
  private var providers: [Int] = []
  private var needs: [UInt64] = []

  var isEmpty: Bool { patterns.isEmpty }

  mutating func add(_ pattern: FieldPattern, of provider: Int) {
    patterns.append(pattern)
    providers.append(provider)
    needs.append(pattern.needs)
  }

  /// The service of each pattern that matches, in the order in which they were added.
  func owners(of value: UnsafeBufferPointer<UInt8>) -> [Int] {
    let letters = FieldPattern.letters(of: value)
    var found: [Int] = []
    needs.withUnsafeBufferPointer { needs in
      for index in needs.indices where needs[index] & ~letters == 0 {
        if patterns[index].matches(value) { found.append(providers[index]) }
      }
    }
    return found
  }
}
