import Mail
import Vocabulary

/// What a receiver that is believed found out of a mail's signatures and of its sender's policy.
package struct ReceiverVerdict: Sendable, Equatable {
  /// Signing domains that passed, in lower case.
  package private(set) var dkimDomains: [String] = []
  /// `pass`, `fail`, …; nil where it did not say.
  package private(set) var spf: String?
  /// The domain of the envelope sender that SPF looked at; nil for an empty one.
  package private(set) var envelopeDomain: String?
  package private(set) var helo: String?
  /// The address that connected.
  package private(set) var client: IPAddress?
  /// `pass`, `fail`, …
  package private(set) var dmarc: String?
  /// DMARC failed for a domain that asks for such mail to be refused or set aside.
  package private(set) var isToBeRefused = false
  /// The domain in From that DMARC looked at.
  package private(set) var dmarcDomain: String?
  /// Fields that were read.
  package private(set) var statements = 0

  package var spfPassed: Bool { spf == "pass" }
  package var anyPass: Bool { spfPassed || !dkimDomains.isEmpty }

  /// OpenDMARC and Google write `(p=reject sp=none dis=none)`, Microsoft `action=oreject`.
  private static func asksForRefusal(_ result: AuthenticationResults.MethodResult) -> Bool {
    let words = (result.comment ?? "").lowercased().split { " ;,".contains($0) }
    return words.contains("p=reject") || words.contains("p=quarantine")
      || ["oreject", "reject", "quarantine"].contains(result.value("", "action")?.lowercased() ?? "")
  }

  /// Whether a mail in the name of this domain was found to come from somebody else: its DMARC failed, and whoever owns it asks for such mail to be
  /// refused. Less than that is what a mailing list or a forwarded address does to anybody's mail.
  package func refutes(_ domain: some StringProtocol) -> Bool {
    isToBeRefused && dmarcDomain.map { DomainName.isWithin(String(domain), $0) } ?? true
  }

  mutating func take(_ results: AuthenticationResults) {
    statements += 1
    for result in results.results { take(result) }
  }

  private mutating func take(_ result: AuthenticationResults.MethodResult) {
    switch result.method {
    case "dkim" where result.result == "pass":
      let domain =
        result.value("header", "d").map { $0[...] } ?? result.value("header", "i").map(Self.domain)
      guard let name = domain.flatMap({ DomainName($0) })?.ascii, !dkimDomains.contains(name) else { return }
      dkimDomains.append(name)
    case "spf" where spf == nil:
      spf = result.result
      if let sender = result.value("smtp", "mailfrom") ?? result.value("smtp", "mail") {
        envelopeDomain = DomainName(Self.domain(sender))?.ascii
      }
      helo = result.value("smtp", "helo").flatMap { DomainName($0) }?.ascii
      client = client ?? result.client
    case "dmarc" where dmarc == nil:
      dmarc = result.result
      dmarcDomain = result.domain?.ascii
      isToBeRefused = result.result == "fail" && Self.asksForRefusal(result)
    default: client = client ?? result.value("smtp", "remote-ip").flatMap { IPAddress($0) }
    }
  }

  /// Of Received-SPF only who connected is taken, for want of results: a pass in it is none.
  mutating func takeAddress(of policy: ReceivedSPF) {
    client = policy.client
    helo = policy.helo.flatMap { DomainName($0) }?.ascii
  }

  private static func domain(_ text: String) -> Substring {
    text.utf8.lastIndex(of: UInt8(ascii: "@")).map { text[text.utf8.index(after: $0)...] } ?? text[...]
  }
}
