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

  fileprivate struct State {
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
    /// How often a connection broke before it came to a letter: at `mostPassedOver` it is put off.
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
      next: { self.next() }, tell: { self.hear($0) },
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
        state.withLock { $0.finish(recipient, .skipped(.erased, "")) }
        continue
      }
      guard let text else {
        state.withLock { state in
          state.finish(recipient, .untouched)
          state.stop("there is no text in \(recipient.language) for \(recipient.segment.rawValue)")
        }
        return nil
      }
      switch text.addressed(to: address, key: recipient.key(secret: secret), now: now()) {
      case .success(let letter): return LetterFeed.Item(id: recipient.id, letter: letter)
      case .failure(let refusal):
        state.withLock { $0.finish(recipient, .skipped(refusal.kind, refusal.code)) }
      }
    }
  }

  /// What connections tell: into the journal first, all of it at once.
  private func hear(_ events: [LetterFeed.Event]) -> Bool {
    let known = state.withLock { state in events.map { state.onTheirWay[$0.id] } }
    var steps: [NoticeJournal.Step] = []
    var isKnown = true
    for (event, recipient) in zip(events, known) {
      guard let recipient else {
        isKnown = false
        continue
      }
      if let step = event.step(attempt: recipient.attempts) { steps.append(step) }
    }
    // Where an answer cannot be written and the program is killed, the letter is ambiguous: never sent twice.
    let isWritten = steps.isEmpty || journal.write(steps)
    state.withLock { state in
      for case (.settle(_, let outcome), let recipient?) in zip(events, known) { settle(recipient, outcome, &state) }
      if !isWritten, steps.contains(where: { $0.kind == .begun }) {
        state.stop("the journal cannot be written, so that nothing may leave: is the disk full?")
      }
    }
    if control.trouble != nil, steps.contains(where: { $0.kind == .accepted }) { control.set(trouble: nil) }
    return isWritten && isKnown
  }

  private func settle(_ recipient: NoticeRecipient, _ outcome: LetterOutcome, _ state: inout State) {
    switch outcome {
    case .accepted(let reply):
      state.finish(recipient, .sent(reply))
      state.refusedTogether = 0
      state.refusingDomains = []
    case .refused(let reply):
      state.finish(recipient, .failed(.refused, reply))
      state.refusedTogether += 1
      if let domain = recipient.address?.domain { state.refusingDomains.insert(String(domain)) }
      let isFew = state.refusingDomains.count <= Self.fewDomains
      if state.refusedTogether >= (isFew ? Self.mostRefusedByFew : Self.mostRefused) {
        state.stop("the mail server refused \(state.refusedTogether) letters one after another: \(reply)")
      }
    case .later(let reply): state.finish(recipient, later(recipient, reply))
    case .uncertain(let reply): state.finish(recipient, .failed(.ambiguous, reply))
    case .untouched(let why):
      let times = state.passedOver[recipient.id, default: 0] + 1
      guard times < Self.mostPassedOver else { return state.finish(recipient, later(recipient, why)) }
      state.onTheirWay[recipient.id] = nil
      state.passedOver[recipient.id] = times
      state.queue.append(recipient)
    }
  }

  private func later(_ recipient: NoticeRecipient, _ reply: String) -> NoticeSettlement.Result {
    recipient.attempts >= Delivering.attempts
      ? .failed(.gaveUp, reply)
      : .later(reply, next: now().adding(seconds: Delivering.pause(after: recipient.attempts - 1)))
  }
}

extension NoticeFlow.State {
  fileprivate mutating func finish(_ recipient: NoticeRecipient, _ result: NoticeSettlement.Result) {
    onTheirWay[recipient.id] = nil
    passedOver[recipient.id] = nil
    finished.append(NoticeSettlement(recipient.id, attempt: recipient.attempts, result))
  }

  fileprivate mutating func stop(_ why: String) {
    halt = halt ?? why
    isOpen = false
  }
}

extension LetterFeed.Event {
  fileprivate var id: Int64 {
    switch self {
    case .begin(let id), .settle(let id, _): id
    }
  }

  /// nil where the journal need not know it.
  fileprivate func step(attempt: Int) -> NoticeJournal.Step? {
    switch self {
    case .begin(let id): NoticeJournal.Step(id, attempt: attempt, .begun)
    case .settle(let id, .accepted(let reply)): NoticeJournal.Step(id, attempt: attempt, .accepted, reply: reply)
    case .settle(let id, .refused(let reply)): NoticeJournal.Step(id, attempt: attempt, .refused, reply: reply)
    case .settle(let id, .later(let reply)): NoticeJournal.Step(id, attempt: attempt, .later, reply: reply)
    case .settle(_, .uncertain), .settle(_, .untouched): nil
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
