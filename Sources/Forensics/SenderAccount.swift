import Mail
import Vocabulary

extension SenderSearch {
  /// The best proven service with its account, and what else is only claimed.
  var finding: SenderFinding {
    let order = ranked
    let claimed = claimedIDs
    var refuted: [String: String] = [:]
    for (provider, why) in self.refuted where proofs[provider] == nil {
      refuted[catalog.providers[provider].id] = why
    }
    guard let named = order.first, let proof = proofs[named] else {
      return SenderFinding(service: nil, claimed: claimed, refuted: refuted)
    }
    let provider = catalog.providers[named]
    let others = order.dropFirst()
    let upstream = others.filter { provider.ridesOn.contains(catalog.providers[$0].id) }
    let account =
      account(of: provider)
      ?? upstream.lazy.compactMap { self.account(of: self.catalog.providers[$0]) }.first
    var because = proof.because.map(\.phrase)
    for other in others.prefix(4) {
      let tier = proofs[other]?.tier.rawValue ?? ""
      let name = Phrase.Value.text(catalog.providers[other].name)
      because.append(
        self.account(of: catalog.providers[other]).map {
          Phrase("proof_also_account", ["service": name, "tier": .text(tier), "account": .text($0)])
        } ?? Phrase("proof_also", ["service": name, "tier": .text(tier)]))
    }
    return SenderFinding(
      service: SendingService(
        providerID: provider.id, name: provider.name, tier: proof.tier, account: account,
        because: because,
        ridesOn: upstream.isEmpty ? provider.ridesOn : upstream.map { catalog.providers[$0].id },
        abuseContacts: provider.abuseContacts),
      claimed: claimed, refuted: refuted)
  }

  /// Ids of the services that are claimed and not proven, in alphabetical order.
  private var claimedIDs: [String] {
    var ids: [String] = []
    for index in claims.indices where proofs[claims[index].provider] == nil {
      let id = catalog.providers[claims[index].provider].id
      if !ids.contains(id) { ids.append(id) }
    }
    return ids.count > 1 ? ids.sorted() : ids
  }

  /// Proven services: the highest tier first; at equal tiers a platform before what it rides on, then by kind.
  private var ranked: [Int] {
    guard proofs.count > 1 else { return Array(proofs.keys) }
    let carriers = proofs.keys.flatMap { catalog.providers[$0].ridesOn }
    func key(_ index: Int) -> (Int, Int, Int) {
      let provider = catalog.providers[index]
      return (carriers.contains(provider.id) ? 1 : 0, provider.kind.rank, index)
    }
    return proofs.sorted { left, right in
      left.value.tier != right.value.tier
        ? left.value.tier > right.value.tier : key(left.key) < key(right.key)
    }.map(\.key)
  }

  /// The customer's id by the service's own rules, the first that fits.
  func account(of provider: Provider) -> String? {
    for rule in provider.accounts {
      switch rule.key {
      case "dkim-domain":
        for domain in verified.map(\.domain.ascii) + path.verdict.dkimDomains {
          if let found = take(rule, from: Array(domain.utf8)) { return found }
        }
      case "return-path" where !envelope.isEmpty:
        if let found = take(rule, from: envelope) { return found }
      case "received":
        for hop in path.untrustedHops {
          if let found = take(rule, from: hop.received.value) { return found }
        }
      default:
        for field in header.all(rule.key) {
          if let found = take(rule, from: header.unfolded(field)) { return found }
        }
      }
    }
    return nil
  }

  private func take(_ rule: Provider.FieldRule, from value: [UInt8]) -> String? {
    if rule.decoding == .mailbox { return mailbox(value) }
    guard let caught = rule.pattern.capture(value), caught.count <= 2_048 else { return nil }
    if let decoding = rule.decoding { return decoding.decode(caught) }
    guard caught.count <= 256, caught.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
    return String(decoding: caught, as: UTF8.self)
  }

  /// The first address whose domain passed a check: only then is it the sender's own.
  private func mailbox(_ value: [UInt8]) -> String? {
    let proven = verified.map(\.domain.ascii) + path.verdict.dkimDomains
    let envelopeDomain = path.verdict.spfPassed ? path.verdict.envelopeDomain : nil
    for address in Mailbox.list(value).prefix(4).compactMap(\.address) {
      let domain = String(address.domain)
      if proven.contains(where: { DomainName.isWithin(domain, $0) }) || domain == envelopeDomain {
        return address.text
      }
    }
    return nil
  }
}
