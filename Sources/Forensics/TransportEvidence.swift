import Mail
import Vocabulary

/// What the header of one original proves of its way: the delivery path, signatures verified here, the sending service. By reference, for it is
/// handed on and never changes.
package final class TransportEvidence: Sendable {
  package let path: DeliveryPath?
  /// Of the message's header, for whoever looks for further fields in it.
  let fields: FieldIndex?
  /// The earliest time that can be believed.
  package let received: Timestamp?
  package let signatures: [DKIMVerification]
  /// The forwarders' seals, where there are any and they were asked for. Shown to people; anybody can seal, so they decide nothing.
  package let arc: ARCChain?
  package let sender: SenderFinding
  /// A signature of the sending service itself was verified here; another's, replayed with it, says nothing of the service.
  package let isServiceVerifiedHere: Bool

  /// The way alone, which the rest is made of.
  struct Way: Sendable {
    let fields: FieldIndex
    let path: DeliveryPath

    init?(_ message: Message?, catalog: ProviderCatalog, trusted: [DomainName]) {
      guard let message else { return nil }
      fields = FieldIndex(message.header, catalog.names)
      path = DeliveryPath(message.header, fields: fields, receivers: catalog.receivers, trusted: trusted)
    }
  }

  package convenience init(
    _ message: Message?, catalog: ProviderCatalog, keys: DKIMKeyArchive, trusted: [DomainName],
    bodies: DKIMVerification.Bodies = .withKey
  ) {
    self.init(
      message, Way(message, catalog: catalog, trusted: trusted), catalog: catalog, keys: keys, bodies: bodies)
  }

  init(
    _ message: Message?, _ way: Way?, catalog: ProviderCatalog, keys: DKIMKeyArchive,
    bodies: DKIMVerification.Bodies = .withKey
  ) {
    guard let message, let way else {
      path = nil
      fields = nil
      received = nil
      signatures = []
      arc = nil
      sender = SenderFinding(service: nil, claimed: [], refuted: [:])
      isServiceVerifiedHere = false
      return
    }
    let (fields, path) = (way.fields, way.path)
    self.fields = fields
    self.path = path
    received = path.received
    // Without any key only the bodies' hashes could be told.
    let signatures =
      keys.holdsNoKey && bodies == .withKey
      ? [] : DKIMVerification.all(of: message.header, keys: keys, at: path.received, bodies: bodies)
    arc =
      bodies == .all && message.header.first("arc-seal") != nil
      ? ARCChain(of: message.header, keys: keys) : nil
    let sender = catalog.identify(
      message.header, fields: fields, path: path,
      verified: signatures.filter(\.provesHeader).compactMap { signature in
        guard let domain = signature.domain, let selector = signature.selector else { return nil }
        return VerifiedSignature(domain: domain, selector: selector, keyFetched: signature.keyFetched)
      })
    self.signatures = signatures
    self.sender = sender
    isServiceVerifiedHere =
      sender.service.map { service in
        signatures.contains { $0.provesHeader && catalog.signs($0.domain, for: service.providerID) }
      } ?? false
  }

  /// A header signature verified here; the body may have been altered since.
  package var isVerifiedHere: Bool { signatures.contains(where: \.provesHeader) }

  package func grade(hasHeader: Bool) -> EvidenceGrade {
    guard hasHeader else { return .text }
    return isVerifiedHere || !(path?.verdict.dkimDomains.isEmpty ?? true) ? .signed : .headers
  }

  /// A signature of the organization over the whole message, verified here; nil where more than one From stands in it.
  func ownSignature(fromFields: Int, _ organization: Organization) -> DKIMVerification? {
    guard fromFields == 1 else { return nil }
    return signatures.first {
      $0.provesMessage && !$0.problems.contains(.testKey) && organization.owns($0.domain?.ascii ?? "")
    }
  }

  /// Between genuine and unproven the safe one wins: two From fields, a body that differs from what was signed, a field that matters and that the
  /// signature leaves to anybody, or no check that is believed prove nothing.
  func ownership(of original: Original, _ organization: Organization) -> Ownership {
    let authors = original.authors > 1 ? original.message?.from ?? [] : []
    let domain = original.from?.address.map { String($0.domain) }
    guard let domain, organization.owns(domain) else {
      return authors.contains { $0.address.map { organization.owns($0.domain) } ?? false } ? .unproven : .notClaimed
    }
    let shown = ownership(of: domain, fromFields: original.authors, organization)
    if case .proven = shown, let header = original.message?.header, leavesOpen(header, organization) {
      return .unproven
    }
    return shown
  }

  /// Whether the organization's signature says nothing of where answers go, or of the subject: whoever passes such a mail on can put in their own.
  private func leavesOpen(_ header: HeaderBlock, _ organization: Organization) -> Bool {
    // What came straight from the company's servers nobody has passed on.
    if let verdict = path?.verdict, verdict.spfPassed, verdict.envelopeDomain.map({ organization.owns($0) }) ?? false {
      return false
    }
    let replies = header.all("reply-to").flatMap { Mailbox.list(header.unfolded($0)) }.compactMap(\.address)
    let isElsewhere = replies.contains { !organization.owns($0.domain) }
    let all = header.all("dkim-signature")
    guard all.count <= 16 else { return true }
    let signed = all.compactMap { try? DKIMSignature(header.unfolded($0)) }
      .filter { organization.owns($0.domain.ascii) }
    guard !signed.isEmpty else { return isElsewhere }
    // Which of several the receiver found good is not known, and anybody can add one.
    // A field that stands there more often than it is signed was added.
    func isSigned(_ field: String) -> Bool {
      let present = header.all(field).count
      return signed.allSatisfy { signature in signature.headers.count { $0 == field } >= present }
    }
    return isElsewhere && !isSigned("reply-to") || header.first("subject") != nil && !isSigned("subject")
  }

  private func ownership(of domain: String, fromFields: Int, _ organization: Organization) -> Ownership {
    if let signed = ownSignature(fromFields: fromFields, organization) {
      let domain = Phrase.Value.text(signed.domain?.ascii ?? "")
      return .proven(
        signed.keyFetched.map {
          Phrase("own_signed_here_dated", ["domain": domain, "day": .text($0.date.description)])
        } ?? Phrase("own_signed_here", ["domain": domain]))
    }
    guard let verdict = path?.verdict, verdict.statements > 0 else { return .unproven }
    if fromFields == 1 {
      if let signer = verdict.dkimDomains.first(where: { organization.owns($0) }) {
        return .proven(Phrase("own_signed", ["domain": .text(signer)]))
      }
      if verdict.spfPassed, let envelope = verdict.envelopeDomain, organization.owns(envelope) {
        return .proven(Phrase("own_allowed", ["domain": .text(envelope)]))
      }
      if verdict.dmarc == "pass", let checked = verdict.dmarcDomain, organization.owns(checked),
        DomainName.isWithin(domain, checked)
      {
        return .proven(Phrase("own_aligned", ["domain": .text(checked)]))
      }
    }
    if verdict.dmarc == "fail" { return .refuted(Phrase("own_refuted_dmarc", ["domain": .text(domain)])) }
    let spfFailed =
      verdict.spf == "fail" && (verdict.envelopeDomain.map { organization.owns($0) } ?? false)
    if spfFailed, verdict.dkimDomains.isEmpty, verdict.dmarc != "pass" {
      return .refuted(Phrase("own_refuted_spf", ["domain": .text(domain)]))
    }
    return .unproven
  }
}
