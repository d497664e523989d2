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
  /// The same for the services that the organization says it uses.
  package let countsOwnClicks: @Sendable (String) -> Bool
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
  case proven(Phrase)
  case refuted(Phrase)
  case unproven
}

extension LookAlike {
  /// `sentence` with the places `name`, `brand` and `techniques`: whose name it is, whose it is taken for, and how.
  func phrase(_ sentence: String) -> Phrase {
    let name = HostileURL.defang(accused)
    return Phrase(
      sentence,
      [
        "name": unicode.map {
          .phrase(Phrase("lookalike_shown", ["domain": .text(name), "shown": .text(HostileURL.defang($0))]))
        } ?? .text(name),
        "brand": imitates.map { .text($0.ascii) } ?? .phrase(Phrase("lookalike_another")),
        "techniques": .list(techniques.map { Phrase("technique_term_\($0.rawValue)") }),
      ])
  }
}
