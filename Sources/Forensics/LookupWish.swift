import Domains
import Mail
import Vocabulary

/// Something that the DNS could say about a suspicious mail, and who would learn that somebody asks.
package struct LookupWish: Sendable, Hashable {
  /// Whose name servers see the question.
  package enum Audience: String, Sendable, Hashable, CaseIterable {
    /// The company itself.
    case own
    /// A mail service that Candor knows, which has no part in what one customer of it sends.
    case service
    /// Whoever registered the name: in a fake mail, the attacker.
    case stranger
  }

  package let question: DNSQuestion
  package let audience: Audience
  /// The sender chose a part of the name freely, so that it may tell one recipient from another.
  package let isChosen: Bool

  package init(_ question: DNSQuestion, audience: Audience, isChosen: Bool = false) {
    self.question = question
    self.audience = audience
    self.isChosen = isChosen
  }

  /// Of one mail; a mail can name thousands.
  package static let most = 24
}

/// Wishes in the order in which they were made, each once, and few.
struct LookupWishes {
  private(set) var list: [LookupWish] = []
  private let secrets: [String]

  /// `people`: whoever must not be named in a question to a stranger.
  init(keepingOut people: [EmailAddress]) {
    secrets = people.map { String($0.local).lowercased() }.filter { $0.utf8.count >= 3 }
      .flatMap { [$0, Hexadecimal.encode($0.utf8)] }
  }

  mutating func add(_ name: String, _ kind: DNSQuestion.Kind, _ audience: LookupWish.Audience, isChosen: Bool = false) {
    let question = DNSQuestion(name, kind)
    guard list.count < LookupWish.most, DNSQuestion.canAsk(question.name),
      question.name.utf8.contains(UInt8(ascii: ".")),
      !list.contains(where: { $0.question == question })
    else { return }
    if audience == .stranger, secrets.contains(where: question.name.contains) { return }
    list.append(LookupWish(question, audience: audience, isChosen: isChosen))
  }
}

extension Examination {
  /// What to look up for one mail. Nothing for one that has nothing to do with the organization: nobody needs it.
  func lookups(
    _ original: Original, _ evidence: TransportEvidence, of judgement: Judgement, accused: [LookAlike],
    people: [EmailAddress]
  ) -> [LookupWish] {
    guard judgement.verdict != .unrelated, judgement.verdict != .noMessage else { return [] }
    var wishes = LookupWishes(keepingOut: people)
    if let header = original.message?.header {
      for signer in DKIMKeyArchive.signers(of: header).prefix(DKIMVerification.mostSignatures) {
        guard let audience = audience(of: signer.domain.ascii) else { continue }
        wishes.add(signer.name, .txt, audience, isChosen: audience == .stranger)
      }
    }
    if let sender = original.from?.address.flatMap({ DomainName($0.domain) }) { policies(of: sender, &wishes) }
    if let envelope = evidence.path?.verdict.envelopeDomain.flatMap({ DomainName($0) }) {
      policies(of: envelope, &wishes)
    }
    for one in accused.prefix(4) {
      guard let name = one.registrable, let domain = DomainName(name) else { continue }
      policies(of: domain, &wishes)
    }
    return wishes.list
  }

  /// Who may send for a domain and, where a stranger registered it, what it is set up for. Of a stranger's names only the part that he paid
  /// for: what stands before it he can make up for each mail.
  private func policies(of domain: DomainName, _ wishes: inout LookupWishes) {
    switch audience(of: domain.ascii) {
    case .own:
      wishes.add(domain.ascii, .txt, .own)
      wishes.add("_dmarc.\(domain)", .txt, .own)
    case .stranger:
      guard let name = lookAlikes.suffixes.registrable(domain.ascii) else { return }
      for kind: DNSQuestion.Kind in [.mx, .ns, .a, .txt] { wishes.add(name, kind, .stranger) }
      wishes.add("_dmarc.\(name)", .txt, .stranger)
    // What a service allows for its own names says nothing of its customer.
    case .service, nil: break
    }
  }

  /// nil for names that the public DNS does not hold.
  private func audience(of name: String) -> LookupWish.Audience? {
    if organization.owns(name) { return .own }
    guard lookAlikes.suffixes.isPublic(name) else { return nil }
    return signsForService(name) ? .service : .stranger
  }
}
