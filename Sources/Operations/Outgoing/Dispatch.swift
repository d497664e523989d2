import Casework
import Vocabulary

/// One letter on its way out, from proposal to the mail server's answer.
package struct Dispatch: Sendable, Hashable {
  package enum State: String, Sendable, CaseIterable {
    /// Waits for a named person.
    case proposed
    case approved
    case sending, sent, failed, declined
    /// The program stopped, or the connection broke, while it was on its way: a person decides.
    case uncertain
  }

  package let id: Int64
  /// Nothing with the same key is ever proposed twice.
  package let key: String
  package let kind: String
  package let state: State
  package let letter: LetterContent
  package let report: ReportNumber?
  package let created: Timestamp
  package let approvedBy: String?
  package let attempts: Int
  /// Not before then.
  package let next: Timestamp?
  package let reply: String?

  /// Whom it was for and what it said has been deleted.
  package var isErased: Bool { letter.recipient.isEmpty && letter.body.isEmpty }

  package init(
    id: Int64, key: String, kind: String, state: State, letter: LetterContent, report: ReportNumber?,
    created: Timestamp,
    approvedBy: String?, attempts: Int, next: Timestamp?, reply: String?
  ) {
    self.id = id
    self.key = key
    self.kind = kind
    self.state = state
    self.letter = letter
    self.report = report
    self.created = created
    self.approvedBy = approvedBy
    self.attempts = attempts
    self.next = next
    self.reply = reply
  }
}

/// What a letter says and to whom, before the guardrails make a message of it at the moment of sending.
package struct LetterContent: Sendable, Hashable, Codable {
  package let recipient: String
  package let subject: String
  package let body: String
  package let language: String
  /// Message-ID that it answers, without angle brackets.
  package let inReplyTo: String?

  package init(recipient: String, subject: String, body: String, language: String, inReplyTo: String?) {
    self.recipient = recipient
    self.subject = subject
    self.body = body
    self.language = language
    self.inReplyTo = inReplyTo
  }
}

package struct NewDispatch: Sendable, Hashable {
  package let key: String
  package let kind: String
  package let letter: LetterContent
  package let report: ReportNumber?
  /// Who approved it beforehand; nil leaves it proposed.
  package let approvedBy: String?

  package init(key: String, kind: String, letter: LetterContent, report: ReportNumber?, approvedBy: String?) {
    self.key = key
    self.kind = kind
    self.letter = letter
    self.report = report
    self.approvedBy = approvedBy
  }
}

/// One step of a letter's way. A change whose `from` no longer holds is left out, and so is its entry.
package struct DispatchChange: Sendable, Hashable {
  package let id: Int64
  package let from: Set<Dispatch.State>
  package let to: Dispatch.State
  package let actor: String
  package let reply: String?
  package let messageID: String?
  package let next: Timestamp?

  package init(
    _ id: Int64, from: Set<Dispatch.State>, to: Dispatch.State, actor: String = Actor.candor, reply: String? = nil,
    messageID: String? = nil, next: Timestamp? = nil
  ) {
    self.id = id
    self.from = from
    self.to = to
    self.actor = actor
    self.reply = reply
    self.messageID = messageID
    self.next = next
  }
}

/// Letters waiting, on their way, and done.
package struct Outbox: Sendable {
  /// Approved and due, oldest first.
  package let due: @Sendable (_ now: Timestamp, _ limit: Int) async throws(StoreTrouble) -> [Dispatch]
  package let list:
    @Sendable (_ state: Dispatch.State?, _ before: Int64?, _ limit: Int) async throws(StoreTrouble) -> [Dispatch]
  package let dispatch: @Sendable (Int64) async throws(StoreTrouble) -> Dispatch?
  package let tally: @Sendable () async throws(StoreTrouble) -> [Dispatch.State: Int]
  /// Marks an approved letter as `sending`; false where it is approved no more, and must not leave.
  package let claim: @Sendable (_ id: Int64, _ messageID: String) async throws(StoreTrouble) -> Bool

  package init(
    due: @escaping @Sendable (Timestamp, Int) async throws(StoreTrouble) -> [Dispatch],
    list: @escaping @Sendable (Dispatch.State?, Int64?, Int) async throws(StoreTrouble) -> [Dispatch],
    dispatch: @escaping @Sendable (Int64) async throws(StoreTrouble) -> Dispatch?,
    tally: @escaping @Sendable () async throws(StoreTrouble) -> [Dispatch.State: Int],
    claim: @escaping @Sendable (Int64, String) async throws(StoreTrouble) -> Bool
  ) {
    self.due = due
    self.list = list
    self.dispatch = dispatch
    self.tally = tally
    self.claim = claim
  }
}
