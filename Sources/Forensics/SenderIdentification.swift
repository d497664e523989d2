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
    let search = SenderSearch(self, header: header, fields: fields, path: path, verified: verified)
    search.collectClaims()
    search.prove()
    return search.finding
  }
}

/// Why a service is held to be proven; in words only for the one that is named.
enum ProofReason {
  case verified(VerifiedSignature)
  case signature(String)
  case envelope(String)
  case host(String)
  case hostInRange(String, IPAddress)
  case agreement(String)
  case words(String)

  var words: String {
    switch self {
    case .verified(let signature):
      "DKIM signature of \(signature.domain) (\(signature.selector)) verified here"
        + (signature.keyFetched.map { ", with the key that the DNS held on \($0.date)" } ?? "")
    case .signature(let domain): "the receiver found the DKIM signature of \(domain) good"
    case .envelope(let domain): "the receiver found the envelope sender \(domain) allowed by its SPF record"
    case .host(let name): "the receiving server took it from \(name)"
    case .hostInRange(let name, let address):
      "the receiving server took it from \(name) at \(address), an address of the service"
    case .agreement(let claims): "and the headers agree: \(claims)"
    case .words(let words): words
    }
  }
}

/// One message held against the catalog.
/// A class so that its closures and helpers share it without copies; it lives for one call.
final class SenderSearch {
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

  func prove() {
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
  private func prove(_ provider: Int, _ tier: SendingService.Tier, _ because: [ProofReason]) {
    guard catalog.providers[provider].evidence != .guess else {
      for reason in because { claim(provider, .guessed(reason.words)) }
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
      let named = ProofReason.host(name)
      if let address, inRanges(provider, address), rangesSuffice(provider) {
        prove(provider, .c, [.hostInRange(name, address)])
      } else if path.verdict.anyPass, let agreeing = agreement(provider),
        isNamed(provider, by: name, line)
      {
        prove(provider, .c, [named, .words(passInWords), .agreement(agreeing)])
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
  private func proveBranded(_ index: Int) {
    guard proofs[index] == nil, !envelope.isEmpty, let machine = innerMachine(index),
      !isRefuted(index)
    else { return }
    guard let address, inRanges(index, address), path.verdict.spfPassed || rangesSuffice(index)
    else { return }
    var because: [ProofReason] = [
      .words("the envelope sender has the service's form"), .words("its inner machine \(machine) took it first"),
      .words("\(address) is an address of the service"),
    ]
    if path.verdict.spfPassed { because.insert(.words(passInWords), at: 0) }
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
    guard isClaimed(index), proofs[index] == nil, let agreeing = claimInWords(index) else { return }
    for id in catalog.providers[index].ridesOn {
      guard let upstream = catalog.index(of: id), proofs[upstream] != nil else { continue }
      let name = catalog.providers[upstream].name
      prove(
        index, .c, [.words("\(name), which carries it, is proven"), .agreement(agreeing)])
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
    claimInWords(provider) ?? account(of: catalog.providers[provider]).map { "account \($0)" }
  }

  /// A header that repeats the sending address, and names another than the one that connected, was copied from elsewhere.
  private func isRefuted(_ provider: Int) -> Bool {
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
