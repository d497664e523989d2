import Casework
import Vocabulary

/// One person who is to be told by one notice, and how far that is.
package struct NoticeRecipient: Sendable, Hashable {
  package enum State: String, Sendable, CaseIterable {
    case waiting
    /// Taken by a sending that runs, or was interrupted; for everybody else this is `waiting`.
    case sending
    case sent, failed, skipped
  }

  /// How it came to its state, where the state alone does not say it. The raw values stand in ledgers that were handed out.
  package enum Kind: String, Sendable, CaseIterable {
    /// Sent, and the recipient called it unwanted: they were told all the same, so it stays `sent`.
    case complained
    /// Failed: the server said no for good.
    case refused
    /// Failed: the server said "later" until the patience was over.
    case gaveUp = "gave-up"
    /// Failed, as far as anybody knows: the text was on its way when the connection broke or the program stopped. It may have
    /// arrived, so it is never sent again unasked.
    case ambiguous
    /// Failed: taken, and sent back later by a server on the way.
    case bounced
    /// Skipped: the person was deleted before the letter left.
    case erased
    /// Skipped: the address belongs to whoever wrote the fakes.
    case adversary
    /// Skipped: the guardrails let nothing go to the address; the reply holds the refusal's code.
    case unfit
    /// Skipped: a person stopped the notice.
    case stopped
    /// Skipped: an earlier notice of this case and edition, which was stopped, has told them already.
    case toldBefore = "told-before"

    /// Kinds of failure after which the letter is surely not with its recipient, and of no other.
    package static let surelyNotAccepted: Set<Kind> = [.refused, .gaveUp]
  }

  package let id: Int64
  package let notice: Int64
  /// nil once the person was deleted.
  package let address: EmailAddress?
  package let language: Language
  package let segment: Segment
  package let state: State
  package let kind: Kind?
  /// Which turn its domain has: the smallest domains first.
  package let place: Int64
  package let attempts: Int
  /// Not before then.
  package let next: Timestamp?
  /// When its state last changed.
  package let changed: Timestamp?
  /// The mail server's answer, or the code of a refusal.
  package let reply: String?

  package init(
    id: Int64, notice: Int64, address: EmailAddress?, language: Language, segment: Segment, state: State,
    kind: Kind? = nil, place: Int64 = 0, attempts: Int = 0, next: Timestamp? = nil, changed: Timestamp? = nil,
    reply: String? = nil
  ) {
    self.id = id
    self.notice = notice
    self.address = address
    self.language = language
    self.segment = segment
    self.state = state
    self.kind = kind
    self.place = place
    self.attempts = attempts
    self.next = next
    self.changed = changed
    self.reply = reply
  }

  /// What makes a second copy the same letter. The notice's secret keeps others from making up the ids of letters, and with them bounces.
  package func key(secret: String) -> String { Self.key(notice: notice, id: id, secret: secret) }

  package static func key(notice: Int64, id: Int64, secret: String) -> String { "notice:\(notice):\(id):\(secret)" }
}

/// One person to be enrolled. Two with one mailbox become one recipient.
package struct NewRecipient: Sendable, Hashable {
  package let address: EmailAddress
  package let language: Language
  package let segment: Segment

  package init(address: EmailAddress, language: Language, segment: Segment) {
    self.address = address
    self.language = language
    self.segment = segment
  }
}
