import Vocabulary

/// All services with their marks indexed, so that a mail is looked up by the few names it holds instead of being held against every service.
package final class ProviderCatalog: Sendable {
  package let providers: [Provider]
  /// How the operators among them receive mail, for `DeliveryPath`.
  package let receivers: [Provider.Receiver]
  private let byID: [String: Int]
  let dkim: DomainIndex<Int>
  let bounces: DomainIndex<Int>
  let hosts: DomainIndex<Int>
  /// Telling headers by their lower-case names.
  let marks: [String: [(provider: Int, pattern: FieldPattern?)]]
  /// Of the telling headers and of those that `SenderSearch` reads for all services.
  let markFilter: KeyFilter
  let feedbackIDs: [(provider: Int, pattern: FieldPattern)]
  let envelopes: [(provider: Int, pattern: FieldPattern)]
  /// Services whose customers send from names of their own: known by envelope, inner hops and address.
  let branded: [Int]
  /// Services without hosts of their own.
  let riders: [Int]

  private static let looked = ["feedback-id", "x-feedback-id", "return-path", "dkim-signature", "message-id"]

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
    markFilter = KeyFilter(Array(marks.keys) + Self.looked)
    branded = providers.indices.filter {
      !providers[$0].envelopes.isEmpty && !providers[$0].internalHops.isEmpty && !providers[$0].ranges.isEmpty
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
    providers.contains { (id == nil || $0.id == id) && $0.clickDomains.contains { $0.matches(host) } }
  }
}

/// Says at once of most header names that no service marks itself with them, so that only few are looked up.
struct KeyFilter: Sendable {
  private var bits: [UInt64] = Array(repeating: 0, count: 64)

  init(_ keys: some Sequence<String>) {
    for key in keys {
      let place = Self.place(key)
      bits[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  func mayContain(_ key: String) -> Bool {
    let place = Self.place(key)
    return bits[place >> 6] >> UInt64(place & 63) & 1 == 1
  }

  /// Of 4,096: from the length and four of the bytes, which tell header names apart well enough.
  private static func place(_ key: String) -> Int {
    var key = key
    return key.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last else { return 0 }
      let middle = bytes[bytes.count / 2]
      let third = bytes[bytes.count > 3 ? 3 : 0]
      var mixed = UInt32(truncatingIfNeeded: bytes.count) &* 0x9E37_79B1
      mixed = (mixed ^ UInt32(first) ^ UInt32(third) << 8 ^ UInt32(middle) << 16 ^ UInt32(last) << 24) &* 0x85EB_CA6B
      return Int(mixed >> 20)
    }
  }
}
