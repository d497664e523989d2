import Casework
import Letters
import Synchronization
import Vocabulary

/// What is between the ledger and the connections: letters that were taken and have not left, are on their way, or have an answer that is not saved.
final class NoticeFlow: Sendable {
  struct Version: Sendable, Hashable {
    let language: Language
    let segment: Segment
  }

  private struct State {
    var queue: [NoticeRecipient] = []
    /// Where the queue begins.
    var head = 0
    var onTheirWay: [Int64: NoticeRecipient] = [:]
    var finished: [NoticeSettlement] = []
    var texts: [Version: ClearedNotice] = [:]
    var isOpen = true
    /// Refused one after another, by whatever connection, and at which domains.
    var refusedTogether = 0
    var refusingDomains: Set<String> = []
    var halt: String?
    /// How often a connection broke before it came to a letter.
    var passedOver: [Int64: Int] = [:]
  }

  private let state = Mutex(State())
  private let journal: NoticeJournal
  private let control: NoticeControl
  private let secret: String
  private let now: @Sendable () -> Timestamp

  /// So many refusals with nothing accepted between them are no longer about single recipients; at so few domains they may be about these
  /// alone, since letters leave domain by domain, unless they are many more.
  static let mostRefused = 50
  private static let fewDomains = 2
  private static let mostRefusedByFew = 500
  private static let mostPassedOver = 3

  init(
    journal: NoticeJournal, control: NoticeControl, secret: String, now: @escaping @Sendable () -> Timestamp
  ) {
    self.journal = journal
    self.control = control
    self.secret = secret
    self.now = now
  }

  var feed: LetterFeed {
    LetterFeed(
      next: { self.next() }, begin: { self.begin($0) }, settle: { self.settle($0, $1) },
      isOver: { self.state.withLock { !$0.isOpen } })
  }

  var isOver: Bool { state.withLock { !$0.isOpen } }
  /// Why the sending stopped by itself.
  var halt: String? { state.withLock { $0.halt } }
  var queued: Int { state.withLock { $0.queue.count - $0.head } }
  var isEmpty: Bool {
    state.withLock { $0.queue.count == $0.head && $0.onTheirWay.isEmpty && $0.finished.isEmpty }
  }

  func use(_ texts: [Version: ClearedNotice]) { state.withLock { $0.texts = texts } }

  func add(_ recipients: [NoticeRecipient]) {
    state.withLock { state in
      state.queue.removeFirst(state.head)
      state.head = 0
      state.queue += recipients
    }
  }

  /// No letter leaves any more; those on their way are waited for.
  func close() { state.withLock { $0.isOpen = false } }

  func takeFinished() -> [NoticeSettlement] {
    state.withLock { state in
      defer { state.finished = [] }
      return state.finished
    }
  }

  /// They could not be saved.
  func giveBack(_ settlements: [NoticeSettlement]) { state.withLock { $0.finished += settlements } }

  var finishedCount: Int { state.withLock { $0.finished.count } }

  /// After the connections are gone: what is left of the queue waits again.
  func takeAll() -> [NoticeSettlement] {
    state.withLock { state in
      let left = state.queue[state.head...].map { NoticeSettlement($0.id, attempt: $0.attempts, .untouched) }
      let lost = state.onTheirWay.values.map {
        NoticeSettlement($0.id, attempt: $0.attempts, .failed(.ambiguous, "nobody knows what became of it"))
      }
      defer { (state.queue, state.head, state.onTheirWay, state.finished) = ([], 0, [:], []) }
      return state.finished + left + lost
    }
  }

  private func next() -> LetterFeed.Item? {
    while true {
      let taken: (recipient: NoticeRecipient, text: ClearedNotice?)? = state.withLock { state in
        guard state.isOpen, state.head < state.queue.count else { return nil }
        let recipient = state.queue[state.head]
        state.head += 1
        state.onTheirWay[recipient.id] = recipient
        return (recipient, state.texts[Version(language: recipient.language, segment: recipient.segment)])
      }
      guard let (recipient, text) = taken else { return nil }
      guard let address = recipient.address else {
        finish(recipient, .skipped(.erased, ""))
        continue
      }
      guard let text else {
        finish(recipient, .untouched)
        halt("there is no text in \(recipient.language) for \(recipient.segment.rawValue)")
        return nil
      }
      switch text.addressed(to: address, key: recipient.key(secret: secret), now: now()) {
      case .success(let letter): return LetterFeed.Item(id: recipient.id, letter: letter)
      case .failure(let refusal): finish(recipient, .skipped(refusal.kind, refusal.code))
      }
    }
  }

  private func begin(_ id: Int64) -> Bool {
    guard let attempt = state.withLock({ $0.onTheirWay[id]?.attempts }) else { return false }
    guard journal.write(NoticeJournal.Step(id, attempt: attempt, .begun)) else {
      halt("the journal cannot be written, so that nothing may leave: is the disk full?")
      return false
    }
    return true
  }

  private func settle(_ id: Int64, _ outcome: LetterOutcome) {
    guard let recipient = state.withLock({ $0.onTheirWay[id] }) else { return }
    func note(_ kind: NoticeJournal.Step.Kind, _ reply: String) {
      // Where this cannot be written and the program is killed, the letter is ambiguous: never sent twice.
      _ = journal.write(NoticeJournal.Step(id, attempt: recipient.attempts, kind, reply: reply))
    }
    switch outcome {
    case .accepted(let reply):
      note(.accepted, reply)
      finish(recipient, .sent(reply)) { state in
        state.refusedTogether = 0
        state.refusingDomains = []
      }
      if control.trouble != nil { control.set(trouble: nil) }
    case .refused(let reply):
      note(.refused, reply)
      finish(recipient, .failed(.refused, reply)) { state in
        state.refusedTogether += 1
        if let domain = recipient.address?.domain { state.refusingDomains.insert(String(domain)) }
        let isFew = state.refusingDomains.count <= Self.fewDomains
        if state.refusedTogether >= (isFew ? Self.mostRefusedByFew : Self.mostRefused) {
          state.halt =
            state.halt ?? "the mail server refused \(state.refusedTogether) letters one after another: \(reply)"
          state.isOpen = false
        }
      }
    case .later(let reply):
      note(.later, reply)
      finish(recipient, later(recipient, reply))
    case .uncertain(let reply): finish(recipient, .failed(.ambiguous, reply))
    case .untouched(let why): pass(recipient, why)
    }
  }

  private func later(_ recipient: NoticeRecipient, _ reply: String) -> NoticeSettlement.Result {
    recipient.attempts >= Delivering.attempts
      ? .failed(.gaveUp, reply)
      : .later(reply, next: now().adding(seconds: Delivering.pause(after: recipient.attempts - 1)))
  }

  /// Back into the queue; one before which connections break again and again is put off.
  private func pass(_ recipient: NoticeRecipient, _ why: String) {
    state.withLock { state in
      state.onTheirWay[recipient.id] = nil
      let times = state.passedOver[recipient.id, default: 0] + 1
      state.passedOver[recipient.id] = times
      guard times < Self.mostPassedOver else {
        state.passedOver[recipient.id] = nil
        state.finished.append(NoticeSettlement(recipient.id, attempt: recipient.attempts, later(recipient, why)))
        return
      }
      state.queue.append(recipient)
    }
  }

  private func finish(
    _ recipient: NoticeRecipient, _ result: NoticeSettlement.Result, and more: (inout State) -> Void = { _ in }
  ) {
    state.withLock { state in
      state.onTheirWay[recipient.id] = nil
      state.passedOver[recipient.id] = nil
      state.finished.append(NoticeSettlement(recipient.id, attempt: recipient.attempts, result))
      more(&state)
    }
  }

  private func halt(_ why: String) {
    state.withLock { state in
      state.halt = state.halt ?? why
      state.isOpen = false
    }
  }
}

extension LetterRefusal {
  fileprivate var kind: NoticeRecipient.Kind {
    switch self {
    case .adversaryAddress, .adversaryDomain: .adversary
    default: .unfit
    }
  }
}
