import Casework
import Letters
import Vocabulary

/// Sends one notice to everybody in its ledger: once and only once each, however often it is paused, killed and begun again.
package struct NoticeSending: Sendable {
  private let ledger: NoticeLedger
  private let journals: NoticeJournals
  private let submission: BulkSubmission
  private let pace: NoticePace
  private let now: @Sendable () -> Timestamp

  package enum Ending: Sendable, Hashable {
    /// Nobody waits any more.
    case finished
    case paused
    case stopped
    /// The program is ending.
    case interrupted
    /// It would have gone wrong for everybody: why, in words. A person decides.
    case halted(String)
  }

  /// A text for one language and segment, as the guardrails let it pass just now.
  package typealias Text =
    @Sendable (Language, Segment) async throws(StoreTrouble) -> Result<ClearedNotice, LetterRefusal>

  package init(
    ledger: NoticeLedger, journals: NoticeJournals, submission: BulkSubmission, pace: NoticePace = NoticePace(),
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.ledger = ledger
    self.journals = journals
    self.submission = submission
    self.pace = pace
    self.now = now
  }

  private static let together = 5_000

  /// Puts everybody in who is to be told, and lets the sending begin. May be done again after it was interrupted. How many recipients there are.
  /// `release` is nil for a mailing that is no notice of the pages.
  package func enroll(
    _ mailing: NewMailing, people: some Sequence<NewRecipient>, release: NoticeRelease? = nil
  ) async throws(StoreTrouble) -> Int {
    try await ledger.open(mailing, now())
    var group: [NewRecipient] = []
    group.reserveCapacity(Self.together)
    for person in people {
      group.append(person)
      guard group.count == Self.together else { continue }
      _ = try await ledger.add(mailing.notice, group)
      group.removeAll(keepingCapacity: true)
    }
    if !group.isEmpty { _ = try await ledger.add(mailing.notice, group) }
    return try await ledger.begin(mailing.notice, release, now())
  }

  /// Sends until nobody waits, or until `control` or the task's end say otherwise; then what is on its way has been waited for and saved.
  package func run(
    _ notice: Int64, control: NoticeControl = NoticeControl(), text: @escaping Text
  ) async throws(StoreTrouble) -> Ending {
    // A cancelled task can save nothing any more: what was heard is saved by one that is only asked to end.
    let running = Task<Result<Ending, StoreTrouble>, Never> {
      do throws(StoreTrouble) { return .success(try await work(notice, control, text)) } catch {
        return .failure(error)
      }
    }
    return try await withTaskCancellationHandler {
      await running.value
    } onCancel: {
      control.end()
    }.get()
  }

  private func work(
    _ notice: Int64, _ control: NoticeControl, _ text: Text
  ) async throws(StoreTrouble) -> Ending {
    guard let enrolled = try await ledger.notice(notice), enrolled.begun != nil else {
      throw StoreTrouble(.conflict, "notice \(notice) has not been started, so that there is nobody to send it to")
    }
    let journal = try journals.open(notice)
    do throws(StoreTrouble) {
      try await recover(notice, journal)
      let ending = try await send(enrolled, journal, control, text)
      if ending == .stopped { _ = try await ledger.stop(notice, now()) }
      if ending == .finished || ending == .stopped { try await ledger.finish(notice, now()) }
      journal.close(true)
      return ending
    } catch {
      journal.close(false)
      throw error
    }
  }

  /// Settles what a program that was killed had taken: sent, ambiguous, or not begun.
  private func recover(_ notice: Int64, _ journal: NoticeJournal) async throws(StoreTrouble) {
    while true {
      var query = NoticeQuery(notice, state: .sending)
      query.limit = Self.together
      let stuck = try await ledger.list(query)
      guard !stuck.isEmpty else { break }
      let past = try journal.past(Set(stuck.map(\.id)))
      let time = now()
      let settled = stuck.map {
        NoticeSettlement(
          $0.id, attempt: $0.attempts,
          NoticeJournal.settlement(
            of: $0, past: past, next: time.adding(seconds: 60)))
      }
      _ = try await ledger.turn(notice, settled, nil, time)
    }
    try journal.restart()
  }

  private func send(
    _ enrolled: EnrolledNotice, _ journal: NoticeJournal, _ control: NoticeControl, _ text: Text
  ) async throws(StoreTrouble) -> Ending {
    let flow = NoticeFlow(journal: journal, control: control, secret: enrolled.secret, now: now)
    let versions = try await versions(enrolled.notice)
    if let halt = try await renew(flow, versions, text) { return .halted(halt) }
    let connect = submission.connections(flow.feed)
    let result = await withTaskGroup(of: Void.self, returning: Result<Ending, StoreTrouble>.self) { group in
      for number in 0..<min(max(1, pace.connections), NoticePace.mostConnections) {
        group.addTask { await keepConnected(number, flow, control, connect) }
      }
      let result: Result<Ending, StoreTrouble>
      do throws(StoreTrouble) {
        result = .success(try await conduct(enrolled.notice, flow, control, versions, text))
      } catch { result = .failure(error) }
      flow.close()
      await group.waitForAll()
      return result
    }
    // Also after an error: what was heard must be saved, or the journal has to know it.
    let left = flow.takeAll()
    if !left.isEmpty { _ = try await ledger.turn(enrolled.notice, left, nil, now()) }
    let ending = try result.get()
    return ending == .finished ? flow.halt.map { .halted($0) } ?? .finished : ending
  }

  private func versions(_ notice: Int64) async throws(StoreTrouble) -> Set<NoticeFlow.Version> {
    Set(
      try await ledger.tally(notice).counts.keys
        .map { NoticeFlow.Version(language: $0.language, segment: $0.segment) })
  }

  /// Who is the adversary may have come to be known since. Why none of the notice may leave, or nil.
  private func renew(
    _ flow: NoticeFlow, _ versions: Set<NoticeFlow.Version>, _ text: Text
  ) async throws(StoreTrouble) -> String? {
    var cleared: [NoticeFlow.Version: ClearedNotice] = [:]
    for version in versions {
      switch try await text(version.language, version.segment) {
      case .success(let notice): cleared[version] = notice
      case .failure(let refusal):
        return "the text in \(version.language) for \(version.segment.rawValue) is \(refusal.record)"
      }
    }
    flow.use(cleared)
    return nil
  }

  private static let group = 500
  private static let renewal: Duration = .seconds(30)
  private static let settling: Duration = .milliseconds(100)

  private func conduct(
    _ notice: Int64, _ flow: NoticeFlow, _ control: NoticeControl, _ versions: Set<NoticeFlow.Version>, _ text: Text
  ) async throws(StoreTrouble) -> Ending {
    let big = try await ledger.bigDomains(notice, pace.perDomainAndHour ?? .max).map(\.place)
    var throttle = NoticeThrottle(pace, big: big)
    let clock = ContinuousClock()
    let start = clock.now
    var (settled, claimable, renewed) = (start, start, start)
    while true {
      if let ending = ending(flow, control) { return ending }
      let time = clock.now
      if time - renewed > Self.renewal {
        if let halt = try await renew(flow, versions, text) { return .halted(halt) }
        renewed = time
      }
      let allowance = throttle.allowance(at: (time - start).milliseconds)
      let isShort = flow.queued <= Self.group / 2
      let claims = isShort && allowance > 0 && time >= claimable
      let settles = flow.finishedCount >= Self.group / 2 || time - settled > Self.settling
      guard claims || (settles && flow.finishedCount > 0) else {
        try? await Task.sleep(for: .milliseconds(flow.queued == 0 ? 20 : 3))
        continue
      }
      let claim = claims ? NoticeClaim(limit: min(Self.group, allowance), places: throttle.allowances) : nil
      let finished = flow.takeFinished()
      let taken: [NoticeRecipient]
      do throws(StoreTrouble) { taken = try await ledger.turn(notice, finished, claim, now()) } catch {
        flow.giveBack(finished)
        throw error
      }
      settled = time
      if claims {
        throttle.spend(taken.lazy.map(\.place))
        flow.add(taken)
        // Where little may leave, or nothing more was due, the ledger is asked ten times a second.
        claimable = taken.count < Self.group ? time + Self.settling : time
        if taken.isEmpty, flow.isEmpty, try await rest(notice, allowance) { return .finished }
      }
    }
  }

  private func ending(_ flow: NoticeFlow, _ control: NoticeControl) -> Ending? {
    if let halt = flow.halt { return .halted(halt) }
    return switch control.order {
    case .go: nil
    case .pause: .paused
    case .stop: .stopped
    case .end: .interrupted
    }
  }

  /// Nothing is due, on its way or to be saved: whether nobody waits at all.
  private func rest(_ notice: Int64, _ allowance: Int) async throws(StoreTrouble) -> Bool {
    guard try await ledger.nextDue(notice) == nil else {
      try? await Task.sleep(for: .milliseconds(200))
      return false
    }
    return try await ledger.tally(notice).waiting == 0
  }

  /// One of the connections, made anew whenever there is something for it.
  private func keepConnected(
    _ number: Int, _ flow: NoticeFlow, _ control: NoticeControl, _ connect: BulkSubmission.Connect
  ) async {
    var failures = 0
    while !flow.isOver {
      guard flow.queued > number else {
        try? await Task.sleep(for: .milliseconds(20))
        continue
      }
      switch await connect() {
      case .done: failures = 0
      case .failed(let why):
        control.set(trouble: why)
        failures += 1
        let until = ContinuousClock.now + .milliseconds(min(60_000, 500 << min(failures, 10)))
        while !flow.isOver, ContinuousClock.now < until { try? await Task.sleep(for: .milliseconds(50)) }
      }
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
