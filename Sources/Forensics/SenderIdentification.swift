import Mail
import Vocabulary

/// A DKIM signature that was verified here, not by the receiver.
package struct VerifiedSignature: Sendable, Hashable {
  package let domain: DomainName
  package let selector: String
  /// When the key was looked up, where that is known.
  package let keyFetched: Timestamp?

  package init(domain: DomainName, selector: String, keyFetched: Timestamp? = nil) {
    self.domain = domain
    self.selector = selector
    self.keyFetched = keyFetched
  }
}

extension ProviderCatalog {
  /// Which service sent a message, and which its headers only claim. Headers alone never prove one: tiers A to C rest on the believed
  /// part of `path`, or on signatures verified here.
  package func identify(
    _ header: HeaderBlock, path: DeliveryPath, verified: [VerifiedSignature] = []
  ) -> SenderFinding {
    identify(header, fields: FieldIndex(header, names), path: path, verified: verified)
  }

  func identify(
    _ header: HeaderBlock, fields: FieldIndex, path: DeliveryPath, verified: [VerifiedSignature]
  ) -> SenderFinding {
    var search = SenderSearch(self, header: header, fields: fields, path: path, verified: verified)
    search.collectClaims()
    search.prove()
    return search.finding
  }
}

/// Why a service is held to be proven; a phrase only for the one that is named.
enum ProofReason {
  case verified(VerifiedSignature)
  case signature(String)
  case envelope(String)
  case host(String)
  case hostInRange(String, IPAddress)
  /// What the headers claim besides.
  case agreement([Phrase])
  case said(Phrase)

  var phrase: Phrase {
    switch self {
    case .verified(let signature):
      let domain = Phrase.Value.text(signature.domain.ascii)
      let selector = Phrase.Value.text(signature.selector)
      return signature.keyFetched.map {
        Phrase(
          "proof_verified_dated", ["domain": domain, "selector": selector, "day": .text($0.date.description)])
      } ?? Phrase("proof_verified", ["domain": domain, "selector": selector])
    case .signature(let domain): return Phrase("proof_signature", ["domain": .text(domain)])
    case .envelope(let domain): return Phrase("proof_envelope", ["domain": .text(domain)])
    case .host(let name): return Phrase("proof_host", ["host": .text(name)])
    case .hostInRange(let name, let address):
      return Phrase("proof_host_in_range", ["host": .text(name), "address": .text("\(address)")])
    case .agreement(let claims): return Phrase("proof_agreement", ["claims": .list(claims)])
    case .said(let phrase): return phrase
    }
  }
}

/// One message held against the catalog.
struct SenderSearch {
  struct Proof {
    let tier: SendingService.Tier
    var because: [ProofReason]
  }

  let catalog: ProviderCatalog
  let header: HeaderBlock
  let fields: FieldIndex
  let path: DeliveryPath
  let verified: [VerifiedSignature]
  /// Which marks of which provider stand in the header, in their order.
  var claims: [(provider: Int, why: ClaimReason)] = []
  private(set) var proofs: [Int: Proof] = [:]
  private(set) var refuted: [Int: String] = [:]
  var envelope: [UInt8] = []
  /// Whose form the envelope sender has.
  var envelopeOwners: [Int] = []

  init(
    _ catalog: ProviderCatalog, header: HeaderBlock, fields: FieldIndex, path: DeliveryPath,
    verified: [VerifiedSignature]
  ) {
    self.catalog = catalog
    self.header = header
    self.fields = fields
    self.path = path
    self.verified = verified
  }

  mutating func prove() {
    for signature in verified {
      for provider in catalog.dkim.owners(of: signature.domain.ascii) {
        prove(
          provider, .a,
          [.verified(signature)])
      }
    }
    for domain in path.verdict.dkimDomains {
      for provider in catalog.dkim.owners(of: domain) {
        prove(provider, .a, [.signature(domain)])
      }
    }
    if path.verdict.spfPassed, let domain = path.verdict.envelopeDomain {
      for provider in catalog.bounces.owners(of: domain) {
        prove(
          provider, .b,
          [.envelope(domain)])
      }
    }
    proveByHost()
    for provider in catalog.branded where envelopeOwners.contains(provider) {
      proveBranded(provider)
    }
    if !claims.isEmpty { for provider in catalog.riders { proveRider(provider) } }
    for claim in claims where proofs[claim.provider] == nil { _ = isRefuted(claim.provider) }
  }

  /// A guess never proves, and the stronger proof stays.
  private mutating func prove(_ provider: Int, _ tier: SendingService.Tier, _ because: [ProofReason]) {
    guard catalog.providers[provider].evidence != .guess else {
      for reason in because { claim(provider, .guessed(reason.phrase)) }
      return
    }
    if let known = proofs[provider] {
      if known.tier == tier { proofs[provider]?.because += because }
      if known.tier >= tier { return }
    }
    proofs[provider] = Proof(tier: tier, because: because)
  }

  private mutating func proveByHost() {
    guard let line = path.connectingHop?.received else { return }
    // Where the receiver looked the name up, that is the name; the HELO name is the sender's own word.
    guard let name = line.reverseName ?? line.helo else { return }
    for provider in catalog.hosts.owners(of: name) where !isRefuted(provider) {
      let named = ProofReason.host(name)
      if let address, inRanges(provider, address), rangesSuffice(provider) {
        prove(provider, .c, [.hostInRange(name, address)])
      } else if path.verdict.anyPass, let agreeing = agreement(provider),
        isNamed(provider, by: name, line)
      {
        prove(provider, .c, [named, .said(pass), .agreement(agreeing)])
      }
    }
  }

  /// A HELO name counts only with one of the service's addresses where those are known, and where a look-up of the name found none.
  private func isNamed(_ provider: Int, by name: String, _ line: Received) -> Bool {
    if line.reverseName == name || (catalog.providers[provider].ranges.isEmpty && !line.isUnnamed) {
      return true
    }
    return address.map { inRanges(provider, $0) } ?? false
  }

  /// Whether its host and address prove a service without any pass: where its file says so, or a header repeats the connecting address.
  private func rangesSuffice(_ provider: Int) -> Bool {
    catalog.providers[provider].rangesSuffice || echo(provider)?.isSame == true
  }

  /// A customer's own names all the way: envelope form, the service's inner machines, and an address of the service, which only it has.
  private mutating func proveBranded(_ index: Int) {
    guard proofs[index] == nil, !envelope.isEmpty, let machine = innerMachine(index),
      !isRefuted(index)
    else { return }
    guard let address, inRanges(index, address), path.verdict.spfPassed || rangesSuffice(index)
    else { return }
    var because: [ProofReason] = [
      .said(Phrase("proof_envelope_form")), .said(Phrase("proof_inner_machine", ["host": machine])),
      .said(Phrase("proof_address", ["address": .text("\(address)")])),
    ]
    if path.verdict.spfPassed { because.insert(.said(pass), at: 0) }
    prove(index, .c, because)
  }

  private func innerMachine(_ index: Int) -> Phrase.Value? {
    for hop in path.untrustedHops
    where catalog.providers[index].internalHops.contains(where: { $0.matches(hop.received.value) }) {
      return hop.received.by.map { .text($0) } ?? .phrase(Phrase("proof_unnamed"))
    }
    return nil
  }

  private mutating func proveRider(_ index: Int) {
    guard isClaimed(index), proofs[index] == nil, let agreeing = claimed(index) else { return }
    for id in catalog.providers[index].ridesOn {
      guard let upstream = catalog.index(of: id), proofs[upstream] != nil else { continue }
      let name = catalog.providers[upstream].name
      prove(
        index, .c, [.said(Phrase("proof_carrier", ["service": .text(name)])), .agreement(agreeing)])
      return
    }
  }

  private var pass: Phrase {
    guard path.verdict.spfPassed else {
      return Phrase("proof_dkim_pass", ["domain": .text(path.verdict.dkimDomains.first ?? "")])
    }
    let name = path.verdict.envelopeDomain ?? path.verdict.helo
    return Phrase("proof_spf_pass", ["domain": name.map { .text($0) } ?? .phrase(Phrase("proof_its_host"))])
  }

  private var address: IPAddress? { path.connectingHop?.received.address ?? path.verdict.client }

  private func inRanges(_ provider: Int, _ address: IPAddress) -> Bool {
    catalog.providers[provider].ranges.hold(address)
  }

  private func agreement(_ provider: Int) -> [Phrase]? {
    claimed(provider)
      ?? account(of: catalog.providers[provider]).map { [Phrase("claim_account", ["account": .text($0)])] }
  }

  /// A header that repeats the sending address, and names another than the one that connected, was copied from elsewhere.
  private mutating func isRefuted(_ provider: Int) -> Bool {
    guard let address, let echo = echo(provider), !echo.isSame else { return false }
    refuted[provider] = "\(echo.key) names \(echo.address), but \(address) connected"
    return true
  }

  /// The address that the service's headers repeat; of several, the one that is the connecting one.
  private func echo(_ provider: Int) -> (key: String, address: IPAddress, isSame: Bool)? {
    guard let address = address?.unmapped, !catalog.providers[provider].echoes.isEmpty else {
      return nil
    }
    var found: (key: String, address: IPAddress, isSame: Bool)?
    for rule in catalog.providers[provider].echoes {
      for field in header.all(rule.key) {
        guard let caught = rule.pattern.capture(header.unfolded(field)),
          let echo = IPAddress(bytes: caught)
        else { continue }
        if echo == address { return (rule.key, echo, true) }
        found = found ?? (rule.key, echo, false)
      }
    }
    return found
  }
}
