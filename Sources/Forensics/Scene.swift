import Domains
import Mail
import Vocabulary

/// Everything about one suspicious mail that a signal may look at, worked out once.
package struct Scene: Sendable {
  package let organization: Organization
  package let original: Original
  /// The sender's look-alike, where its domain is one (score 0.5 or more).
  package let sender: LookAlike?
  package let replyTo: LookAlike?
  package let envelope: LookAlike?
  /// Where answers would go.
  package let replies: [Mailbox]
  /// Links whose host or path is a look-alike, strongest first.
  package let links: [(link: Link, lookAlike: LookAlike)]
  package let ownership: Ownership
  /// Whether a host counts clicks for the sending service's customers.
  package let countsClicks: @Sendable (String) -> Bool
  package let sendsToTestAccount: Bool
  package let service: SendingService?
  package let words: LureText
  /// The organization's name stands in: the display name, the subject, the text.
  package let mentions: Mentions

  package struct Mentions: Sendable, Hashable {
    package let name: Bool
    package let subject: Bool
    package let text: Bool
  }

  package var senderIsOwn: Bool { ownership != .notClaimed }
  package var senderDomain: String? { original.from?.address.map { String($0.domain) } }
}

/// Whether a mail that claims the organization's exact domain is its own.
package enum Ownership: Sendable, Hashable {
  /// Another domain stands in From, or none.
  case notClaimed
  case proven(String)
  case refuted(String)
  case unproven(String)
}

extension LookAlike {
  /// `domain tallerrnax[.]es is made to be taken for tallermax.es (homoglyph)`.
  package var words: String {
    let shown = unicode.map { " (shown as \(HostileURL.defang($0)))" } ?? ""
    let whom = imitates?.ascii ?? "another"
    return
      "domain \(HostileURL.defang(accused))\(shown) is made to be taken for \(whom) (\(techniques.map(\.rawValue).joined(separator: ", ")))"
  }
}
