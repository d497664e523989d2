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
  /// The domain in From that DMARC looked at.
  package private(set) var dmarcDomain: String?
  /// Fields that were read.
  package private(set) var statements = 0

  package var spfPassed: Bool { spf == "pass" }
  package var anyPass: Bool { spfPassed || !dkimDomains.isEmpty }

  mutating func take(_ results: AuthenticationResults) {
    statements += 1
    for index in results.results.indices { take(results.results, index) }
  }

  /// Takes the list with the place, since a copy of one result costs more than it takes to read.
  private mutating func take(_ results: [AuthenticationResults.MethodResult], _ index: Int) {
    switch results[index].method {
    case "dkim" where results[index].result == "pass":
      let domain =
        results[index].value("header", "d").map { $0[...] } ?? results[index].value("header", "i").map(Self.domain)
      guard let name = domain.flatMap({ DomainName($0) })?.ascii, !dkimDomains.contains(name) else { return }
      dkimDomains.append(name)
    case "spf" where spf == nil:
      spf = results[index].result
      if let sender = results[index].value("smtp", "mailfrom") ?? results[index].value("smtp", "mail") {
        envelopeDomain = DomainName(Self.domain(sender))?.ascii
      }
      helo = results[index].value("smtp", "helo").flatMap { DomainName($0) }?.ascii
      client = client ?? results[index].client
    case "dmarc" where dmarc == nil:
      dmarc = results[index].result
      dmarcDomain = results[index].domain?.ascii
    default: client = client ?? results[index].value("smtp", "remote-ip").flatMap { IPAddress($0) }
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
