import Vocabulary

/// Whether one mechanism of a sender policy matches the connection (RFC 7208 section 5).
extension SPFCheck {
  mutating func matches(_ mechanism: SPFRecord.Mechanism, domain: String) throws(SPFInterruption) -> Bool {
    switch mechanism {
    case .all: return true
    case .include: return false
    case .network(let network, let prefix): return query.client.isWithin(network, prefix: prefix)
    case .a(let spec, let prefix):
      try countLookup()
      return try addresses(of: target(spec, domain: domain)).contains { isClient($0, prefix) }
    case .mx(let spec, let prefix):
      try countLookup()
      return try matchesExchange(of: target(spec, domain: domain), prefix)
    case .exists(let spec):
      try countLookup()
      let name = try expandDomain(spec, domain: domain)
      return try !lookUp(name, .a).records.isEmpty
    case .ptr(let spec):
      try countLookup()
      let target = try target(spec, domain: domain).lowercased()
      return try validatedNames(preferring: target).contains { DomainName.isWithin($0, target) }
    }
  }

  private mutating func target(_ spec: SPFMacroString?, domain: String) throws(SPFInterruption) -> String {
    guard let spec else { return domain }
    return try expandDomain(spec, domain: domain)
  }

  private mutating func matchesExchange(of name: String, _ prefix: SPFPrefix) throws(SPFInterruption) -> Bool {
    var hosts: [(preference: UInt16, host: String)] = []
    for case .exchange(let preference, let host) in try lookUp(name, .mx).records { hosts.append((preference, host)) }
    guard hosts.count <= Self.mostNames else { throw .permanent("\(name) has more than \(Self.mostNames) MX records") }
    for (_, host) in hosts where try addresses(of: host).contains(where: { isClient($0, prefix) }) { return true }
    return false
  }

  private func isClient(_ address: IPAddress, _ prefix: SPFPrefix) -> Bool {
    query.client.isWithin(address, prefix: address.isV4 ? prefix.v4 : prefix.v6)
  }

  /// The addresses of `name` in the client's family.
  private mutating func addresses(of name: String) throws(SPFInterruption) -> [IPAddress] {
    try lookUp(name, query.client.isV4 ? .a : .aaaa).records.compactMap {
      if case .address(let address) = $0, address.isV4 == query.client.isV4 { return address }
      return nil
    }
  }

  /// Asks for a mechanism: a name that the DNS cannot hold does not exist (section 4.8), an answer without records is
  /// counted (section 4.6.4).
  private mutating func lookUp(_ name: String, _ kind: DNSQuestion.Kind) throws(SPFInterruption) -> DNSAnswer {
    guard DNSQuestion.canAsk(name) else { return .nonexistent }
    let answer = try ask(name, kind)
    if case .failed = answer { throw .temporary("\(name) \(kind.rawValue) could not be looked up") }
    if answer.records.isEmpty {
      voidLookups += 1
      guard voidLookups <= Self.mostVoidLookups else {
        throw .permanent("more than \(Self.mostVoidLookups) lookups found nothing")
      }
    }
    return answer
  }

  /// The names of the client's PTR records whose addresses hold the client (section 5.5): at most 10 are looked at, a
  /// failure skips the name. Lower case, without a final dot; `target` itself and names below it first.
  func validatedNames(preferring target: String) throws(SPFInterruption) -> [String] {
    var names: [String] = []
    for case .pointer(let name) in try ask(query.client.reverseName, .ptr).records.prefix(Self.mostNames)
    where DNSQuestion.canAsk(name) {
      let addresses = try ask(name, query.client.isV4 ? .a : .aaaa).records
      if addresses.contains(.address(query.client)) { names.append(DNSQuestion(name, .ptr).name) }
    }
    return names.filter { $0 == target } + names.filter { $0 != target && DomainName.isWithin($0, target) }
      + names.filter { !DomainName.isWithin($0, target) }
  }
}
