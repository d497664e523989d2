import Mail
import Vocabulary

/// A DKIM signature that was verified here, not by the receiver.
package struct VerifiedSignature: Sendable, Hashable {
  package let domain: DomainName
  package let selector: String

  package init(domain: DomainName, selector: String) {
    self.domain = domain
    self.selector = selector
  }
}

extension ProviderCatalog {
  /// Which service sent a message, and which its headers only claim. Headers alone never prove one: tiers A to C rest on the believed
  /// part of `path`, or on signatures verified here.
  package func identify(
    _ header: HeaderBlock, path: DeliveryPath, verified: [VerifiedSignature] = []
  ) -> SenderFinding {
    let search = SenderSearch(self, header: header, path: path, verified: verified)
    search.collectClaims()
    search.prove()
    return search.finding
  }
}

/// One message held against the catalog.
/// A class so that its closures and helpers share it without copies; it lives for one call.
final class SenderSearch {
  struct Proof {
    let tier: SendingService.Tier
    var because: [String]
  }

  let catalog: ProviderCatalog
  let header: HeaderBlock
  let path: DeliveryPath
  let verified: [VerifiedSignature]
  /// By provider: which of its marks stand in the header, in words.
  private(set) var claims: [Int: [String]] = [:]
  private(set) var proofs: [Int: Proof] = [:]
  private(set) var refuted: [Int: String] = [:]
  private(set) var envelope: [UInt8] = []

  init(_ catalog: ProviderCatalog, header: HeaderBlock, path: DeliveryPath, verified: [VerifiedSignature]) {
    self.catalog = catalog
    self.header = header
    self.path = path
    self.verified = verified
  }

  // MARK: What headers claim

  func collectClaims() {
    for index in header.fields.indices where catalog.markFilter.mayContain(header.fields[index].key) {
      let field = header.fields[index]
      if let marks = catalog.marks[field.key] {
        let value = marks.contains { $0.pattern != nil } ? header.unfolded(field) : []
        for mark in marks where mark.pattern?.matches(value) ?? true { claim(mark.provider, "header \(field.key)") }
      }
      switch field.key {
      case "feedback-id", "x-feedback-id":
        let value = header.unfolded(field)
        for (provider, pattern) in catalog.feedbackIDs where pattern.matches(value) {
          claim(provider, "form of Feedback-ID")
        }
      case "return-path" where envelope.isEmpty:
        envelope = header.unfolded(field).filter { $0 != 0x3C && $0 != 0x3E }
        for (provider, pattern) in catalog.envelopes where pattern.matches(envelope) {
          claim(provider, "form of the envelope sender")
        }
        domainClaims(Self.domain(of: envelope), in: catalog.bounces, "envelope domain")
      case "dkim-signature":
        domainClaims(Self.signingDomain(header.bytes[field.valueRange]), in: catalog.dkim, "signature of")
      case "message-id": messageIDClaim(header.unfolded(field))
      default: break
      }
    }
    for hop in path.untrustedHops {
      guard let by = hop.received.by else { continue }
      for provider in catalog.hosts.owners(of: by) { claim(provider, "passed \(by)") }
    }
  }

  private func claim(_ provider: Int, _ why: String) {
    if claims[provider, default: []].count < 4, claims[provider]?.contains(why) != true {
      claims[provider, default: []].append(why)
    }
  }

  private func domainClaims(_ domain: String?, in index: DomainIndex<Int>, _ what: String) {
    guard let domain else { return }
    for provider in index.owners(of: domain) + index.seriesOwners(of: domain) { claim(provider, "\(what) \(domain)") }
  }

  /// A receiver gives a mail without Message-ID one of its own, so that its own name there says nothing.
  private func messageIDClaim(_ value: [UInt8]) {
    guard let domain = Self.domain(of: value) else { return }
    let owners = catalog.hosts.owners(of: domain)
    guard !owners.isEmpty else { return }
    let receivers = path.hops[..<path.trustedCount].compactMap(\.received.by).flatMap { catalog.hosts.owners(of: $0) }
    for provider in owners where !receivers.contains(provider) { claim(provider, "Message-ID of \(domain)") }
  }

  /// The lower-case domain after the last `@`.
  private static func domain(of value: [UInt8]) -> String? {
    guard let at = value.lastIndex(of: UInt8(ascii: "@")), value.count - at <= 256 else { return nil }
    let name = value[(at + 1)...].prefix { $0 > 0x20 && $0 != 0x3E }
    return DomainName(String(decoding: name, as: UTF8.self))?.ascii
  }

  /// The `d=` of a signature as it stands in the mail, within its first 2 KB.
  private static func signingDomain(_ value: ArraySlice<UInt8>) -> String? {
    let domain = value.prefix(2_048).withUnsafeBufferPointer { bytes -> String? in
      var start = 0
      while start < bytes.count {
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        if start + 1 < bytes.count, bytes[start] == UInt8(ascii: "d"), bytes[start + 1] == UInt8(ascii: "=") {
          var end = start + 2
          while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ";") { end += 1 }
          return String(decoding: UnsafeBufferPointer(rebasing: bytes[(start + 2)..<end]), as: UTF8.self)
        }
        while start < bytes.count, bytes[start] != UInt8(ascii: ";") { start += 1 }
        start += 1
      }
      return nil
    }
    return domain.flatMap { DomainName($0) }?.ascii
  }

  // MARK: What the path proves

  func prove() {
    for signature in verified {
      for provider in catalog.dkim.owners(of: signature.domain.ascii) {
        prove(provider, .a, ["DKIM signature of \(signature.domain) (\(signature.selector)) verified here"])
      }
    }
    for domain in path.verdict.dkimDomains {
      for provider in catalog.dkim.owners(of: domain) {
        prove(provider, .a, ["the receiver found the DKIM signature of \(domain) good"])
      }
    }
    if path.verdict.spfPassed, let domain = path.verdict.envelopeDomain {
      for provider in catalog.bounces.owners(of: domain) {
        prove(provider, .b, ["the receiver found the envelope sender \(domain) allowed by its SPF record"])
      }
    }
    proveByHost()
    for provider in catalog.branded { proveBranded(provider) }
    for provider in catalog.riders { proveRider(provider) }
    for provider in claims.keys where proofs[provider] == nil { _ = isRefuted(provider) }
  }

  /// A guess never proves, and the stronger proof stays.
  private func prove(_ provider: Int, _ tier: SendingService.Tier, _ because: [String]) {
    guard catalog.providers[provider].evidence != .guess else {
      for reason in because { claim(provider, reason) }
      return
    }
    if let known = proofs[provider] {
      if known.tier == tier { proofs[provider]?.because += because }
      if known.tier >= tier { return }
    }
    proofs[provider] = Proof(tier: tier, because: because)
  }

  private func proveByHost() {
    guard let line = path.connectingHop?.received else { return }
    // Where the receiver looked the name up, that is the name; the HELO name is the sender's own word.
    guard let name = line.reverseName ?? line.helo else { return }
    for provider in catalog.hosts.owners(of: name) where !isRefuted(provider) {
      let named = "the receiving server took it from \(name)"
      if let address, inRanges(provider, address), rangesSuffice(provider) {
        prove(provider, .c, ["\(named) at \(address), an address of the service"])
      } else if path.verdict.anyPass, let agreeing = agreement(provider), isNamed(provider, by: name, line) {
        prove(provider, .c, [named, passInWords, "and the headers agree: \(agreeing)"])
      }
    }
  }

  /// A HELO name counts only with one of the service's addresses where those are known, and where a look-up of the name found none.
  private func isNamed(_ provider: Int, by name: String, _ line: Received) -> Bool {
    if line.reverseName == name || (catalog.providers[provider].ranges.isEmpty && !line.isUnnamed) { return true }
    return address.map { inRanges(provider, $0) } ?? false
  }

  /// Whether its host and address prove a service without any pass: where its file says so, or a header repeats the connecting address.
  private func rangesSuffice(_ provider: Int) -> Bool {
    catalog.providers[provider].rangesSuffice || echo(provider)?.isSame == true
  }

  /// A customer's own names all the way: envelope form, the service's inner machines, and an address of the service, which only it has.
  private func proveBranded(_ index: Int) {
    guard proofs[index] == nil, !envelope.isEmpty,
      catalog.providers[index].envelopes.contains(where: { $0.matches(envelope) }), let machine = innerMachine(index),
      !isRefuted(index)
    else { return }
    guard let address, inRanges(index, address), path.verdict.spfPassed || rangesSuffice(index) else { return }
    var because = [
      "the envelope sender has the service's form", "its inner machine \(machine) took it first",
      "\(address) is an address of the service",
    ]
    if path.verdict.spfPassed { because.insert(passInWords, at: 0) }
    prove(index, .c, because)
  }

  private func innerMachine(_ index: Int) -> String? {
    for hop in path.untrustedHops
    where catalog.providers[index].internalHops.contains(where: { $0.matches(hop.received.value) }) {
      return hop.received.by ?? "without a name"
    }
    return nil
  }

  private func proveRider(_ index: Int) {
    guard proofs[index] == nil, let agreeing = claims[index]?.joined(separator: ", ") else { return }
    for id in catalog.providers[index].ridesOn {
      guard let upstream = catalog.index(of: id), proofs[upstream] != nil else { continue }
      let name = catalog.providers[upstream].name
      prove(index, .c, ["\(name), which carries it, is proven", "and the headers agree: \(agreeing)"])
      return
    }
  }

  private var passInWords: String {
    if path.verdict.spfPassed {
      return "SPF passed for \(path.verdict.envelopeDomain ?? path.verdict.helo ?? "its host")"
    }
    return "DKIM passed for \(path.verdict.dkimDomains.first ?? "")"
  }

  private var address: IPAddress? { path.connectingHop?.received.address ?? path.verdict.client }

  private func inRanges(_ provider: Int, _ address: IPAddress) -> Bool {
    catalog.providers[provider].ranges.contains { $0.contains(address) }
  }

  private func agreement(_ provider: Int) -> String? {
    if let claims = claims[provider] { return claims.joined(separator: ", ") }
    return account(of: catalog.providers[provider]).map { "account \($0)" }
  }

  /// A header that repeats the sending address, and names another than the one that connected, was copied from elsewhere.
  private func isRefuted(_ provider: Int) -> Bool {
    guard let address, let echo = echo(provider), !echo.isSame else { return false }
    refuted[provider] = "\(echo.key) names \(echo.address), but \(address) connected"
    return true
  }

  /// The address that the service's headers repeat; of several, the one that is the connecting one.
  private func echo(_ provider: Int) -> (key: String, address: IPAddress, isSame: Bool)? {
    guard let address = address?.unmapped, !catalog.providers[provider].echoes.isEmpty else { return nil }
    var found: (key: String, address: IPAddress, isSame: Bool)?
    for rule in catalog.providers[provider].echoes {
      for field in header.fields where field.key == rule.key {
        guard let caught = rule.pattern.capture(header.unfolded(field)), let echo = IPAddress(bytes: caught) else {
          continue
        }
        if echo == address { return (field.key, echo, true) }
        found = found ?? (field.key, echo, false)
      }
    }
    return found
  }
}
