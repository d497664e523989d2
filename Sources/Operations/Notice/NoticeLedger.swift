import Casework
import Vocabulary

/// Who is to be told by which notice, who was, when, and what the mail server answered.
package struct NoticeLedger: Sendable {
  /// Makes the notice known with the texts that it has from now on, or changes those of one that nothing of was sent yet.
  package let open: @Sendable (NewMailing, _ now: Timestamp) async throws(StoreTrouble) -> Void
  /// Adds people; those with a mailbox that is there already change at most its segment. How many are new.
  package let add: @Sendable (_ notice: Int64, [NewRecipient]) async throws(StoreTrouble) -> Int
  /// Everybody is in: gives each domain its turn and lets the sending begin, in one transaction with the entry that says who released
  /// which text; only that text leaves. How many recipients there are.
  package let begin: @Sendable (_ notice: Int64, NoticeRelease?, _ now: Timestamp) async throws(StoreTrouble) -> Int

  package let notices: @Sendable () async throws(StoreTrouble) -> [EnrolledNotice]
  package let notice: @Sendable (Int64) async throws(StoreTrouble) -> EnrolledNotice?
  package let texts: @Sendable (_ notice: Int64) async throws(StoreTrouble) -> [SentText]
  package let tally: @Sendable (_ notice: Int64) async throws(StoreTrouble) -> NoticeTally
  /// In the order of their ids.
  package let list: @Sendable (NoticeQuery) async throws(StoreTrouble) -> [NoticeRecipient]
  /// Every recipient, one after another; nothing is held in memory.
  package let walk: @Sendable (_ notice: Int64, _ body: (NoticeRecipient) -> Void) async throws(StoreTrouble) -> Void
  /// The turns of domains with more recipients than `over`, and how many they have.
  package let bigDomains:
    @Sendable (_ notice: Int64, _ over: Int) async throws(StoreTrouble) -> [(place: Int64, recipients: Int)]

  /// Saves what became of letters and takes the next ones, marked `sending`, in one synced transaction.
  package let turn:
    @Sendable (_ notice: Int64, [NoticeSettlement], NoticeClaim?, _ now: Timestamp) async throws(StoreTrouble) ->
      [NoticeRecipient]
  /// When the next of those that were put off is due; nil where none waits.
  package let nextDue: @Sendable (_ notice: Int64) async throws(StoreTrouble) -> Timestamp?
  /// Nobody waits any more: whoever does is skipped. How many those are.
  package let stop: @Sendable (_ notice: Int64, _ now: Timestamp) async throws(StoreTrouble) -> Int
  /// Lets those wait again that failed in one of these ways. How many those are.
  package let resend:
    @Sendable (_ notice: Int64, Set<NoticeRecipient.Kind>, _ now: Timestamp) async throws(StoreTrouble) -> Int
  /// Where nobody waits: an entry of the record with the sums, once.
  package let finish: @Sendable (_ notice: Int64, _ now: Timestamp) async throws(StoreTrouble) -> Void

  package init(
    open: @escaping @Sendable (NewMailing, Timestamp) async throws(StoreTrouble) -> Void,
    add: @escaping @Sendable (Int64, [NewRecipient]) async throws(StoreTrouble) -> Int,
    begin: @escaping @Sendable (Int64, NoticeRelease?, Timestamp) async throws(StoreTrouble) -> Int,
    notices: @escaping @Sendable () async throws(StoreTrouble) -> [EnrolledNotice],
    notice: @escaping @Sendable (Int64) async throws(StoreTrouble) -> EnrolledNotice?,
    texts: @escaping @Sendable (Int64) async throws(StoreTrouble) -> [SentText],
    tally: @escaping @Sendable (Int64) async throws(StoreTrouble) -> NoticeTally,
    list: @escaping @Sendable (NoticeQuery) async throws(StoreTrouble) -> [NoticeRecipient],
    walk: @escaping @Sendable (Int64, (NoticeRecipient) -> Void) async throws(StoreTrouble) -> Void,
    bigDomains: @escaping @Sendable (Int64, Int) async throws(StoreTrouble) -> [(place: Int64, recipients: Int)],
    turn:
      @escaping @Sendable (Int64, [NoticeSettlement], NoticeClaim?, Timestamp) async throws(StoreTrouble) ->
      [NoticeRecipient],
    nextDue: @escaping @Sendable (Int64) async throws(StoreTrouble) -> Timestamp?,
    stop: @escaping @Sendable (Int64, Timestamp) async throws(StoreTrouble) -> Int,
    resend: @escaping @Sendable (Int64, Set<NoticeRecipient.Kind>, Timestamp) async throws(StoreTrouble) -> Int,
    finish: @escaping @Sendable (Int64, Timestamp) async throws(StoreTrouble) -> Void
  ) {
    self.open = open
    self.add = add
    self.begin = begin
    self.notices = notices
    self.notice = notice
    self.texts = texts
    self.tally = tally
    self.list = list
    self.walk = walk
    self.bigDomains = bigDomains
    self.turn = turn
    self.nextDue = nextDue
    self.stop = stop
    self.resend = resend
    self.finish = finish
  }
}

extension NoticeLedger {
  /// No notice, ever.
  package static let none = NoticeLedger(
    open: { _, _ in }, add: { _, _ in 0 }, begin: { _, _, _ in 0 }, notices: { [] }, notice: { _ in nil },
    texts: { _ in [] }, tally: { _ in .none }, list: { _ in [] }, walk: { _, _ in }, bigDomains: { _, _ in [] },
    turn: { _, _, _, _ in [] }, nextDue: { _ in nil }, stop: { _, _ in 0 }, resend: { _, _, _ in 0 },
    finish: { _, _ in })
}

/// Who lets a notice go, and the text that was approved by its digest.
package struct NoticeRelease: Sendable, Hashable {
  package let actor: String
  package let digest: String

  package init(actor: String, digest: String) {
    self.actor = actor
    self.digest = digest
  }
}

/// A notice whose people are about to be enrolled.
package struct NewMailing: Sendable, Hashable {
  package let notice: Int64
  package let caseID: Int64
  package let edition: Edition
  package let texts: [SentText]

  package init(notice: Int64, caseID: Int64, edition: Edition, texts: [SentText]) {
    self.notice = notice
    self.caseID = caseID
    self.edition = edition
    self.texts = texts
  }
}

/// A notice in the ledger.
package struct EnrolledNotice: Sendable, Hashable {
  package let notice: Int64
  package let caseID: Int64
  package let edition: Edition
  /// Known to nobody outside; part of every letter's key.
  package let secret: String
  /// When everybody was in; nil before that.
  package let begun: Timestamp?
  package let finished: Timestamp?

  package init(
    notice: Int64, caseID: Int64, edition: Edition, secret: String, begun: Timestamp?, finished: Timestamp?
  ) {
    self.notice = notice
    self.caseID = caseID
    self.edition = edition
    self.secret = secret
    self.begun = begun
    self.finished = finished
  }
}

/// Which recipients a list shows, from behind an id on.
package struct NoticeQuery: Sendable, Hashable {
  package let notice: Int64
  package var state: NoticeRecipient.State?
  package var kind: NoticeRecipient.Kind?
  package var after: Int64 = 0
  package var limit = 100

  package init(_ notice: Int64, state: NoticeRecipient.State? = nil, kind: NoticeRecipient.Kind? = nil) {
    self.notice = notice
    self.state = state
    self.kind = kind
  }
}

/// How many of those who wait are to be taken, and of which domain's turn no more than so many.
package struct NoticeClaim: Sendable, Hashable {
  package let limit: Int
  package let places: [Int64: Int]

  package init(limit: Int, places: [Int64: Int] = [:]) {
    self.limit = limit
    self.places = places
  }
}

/// What became of one letter that had been taken.
package struct NoticeSettlement: Sendable, Hashable {
  package enum Result: Sendable, Hashable {
    case sent(String)
    case failed(NoticeRecipient.Kind, String)
    /// Waits again until then.
    case later(String, next: Timestamp)
    /// Nothing of it left: as if it had not been taken.
    case untouched
    case skipped(NoticeRecipient.Kind, String)
  }

  package let recipient: Int64
  /// The attempt that this is the end of.
  package let attempt: Int
  package let result: Result

  package init(_ recipient: Int64, attempt: Int, _ result: Result) {
    self.recipient = recipient
    self.attempt = attempt
    self.result = result
  }
}
