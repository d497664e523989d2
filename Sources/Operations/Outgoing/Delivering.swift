import Letters
import Synchronization
import Vocabulary

/// Sends what has been approved, each letter once: it is marked before it leaves, and what the server said is saved after.
package struct Delivering: Sendable {
  private let outbox: Outbox
  private let ledger: Ledger
  private let submission: Submission
  /// Makes the message, or says why it must not leave.
  private let clear: @Sendable (Dispatch, Timestamp) async -> Clearance
  private let now: @Sendable () -> Timestamp
  private let tries = Tries()

  /// Tries in a row for which the server was not there, whatever letter they were of.
  private final class Tries: Sendable {
    private let unreached = Mutex(0)

    func note(reached: Bool) { unreached.withLock { $0 = reached ? 0 : $0 + 1 } }

    /// One may be a server that starts anew.
    var areInVain: Bool { unreached.withLock { $0 > 1 } }
  }

  /// Told to everybody who asks whether all is well, so that nothing that the server said stands in it.
  package var trouble: String? {
    tries.areInVain
      ? "the mail server for answers cannot be reached, or does not let us in; they are kept and tried again (Outgoing says what it answered)"
      : nil
  }

  package enum Clearance: Sendable {
    case letter(ClearedLetter)
    case refused(String)
    /// What the decision needs could not be read.
    case later(String)
  }

  /// Tries: at once, then after 1, 2, 4 … minutes, at most 4 hours apart, for about two days.
  package static let attempts = 20

  package init(
    outbox: Outbox, ledger: Ledger, submission: Submission, now: @escaping @Sendable () -> Timestamp,
    clear: @escaping @Sendable (Dispatch, Timestamp) async -> Clearance
  ) {
    self.outbox = outbox
    self.ledger = ledger
    self.submission = submission
    self.now = now
    self.clear = clear
  }

  /// Letters that were on their way when the program stopped: nobody knows whether they arrived, so nobody sends them again unasked.
  package func settleInterrupted() async throws(StoreTrouble) {
    while true {
      let stuck = try await outbox.list(.sending, nil, 100)
      guard !stuck.isEmpty else { return }
      var transaction = LedgerTransaction(now: now())
      transaction.dispatches = stuck.map {
        DispatchChange(
          $0.id, from: [.sending], to: .uncertain, reply: "the program stopped while this letter was being handed over")
      }
      _ = try await ledger.append(transaction)
    }
  }

  /// Sends what is due; how many letters were tried.
  package func sendDue() async throws(StoreTrouble) -> Int {
    let due = try await outbox.due(now(), 50)
    if due.isEmpty, tries.areInVain, try await outbox.tally()[.approved] ?? 0 == 0 { tries.note(reached: true) }
    for dispatch in due { try await send(dispatch) }
    return due.count
  }

  private func send(_ dispatch: Dispatch) async throws(StoreTrouble) {
    let letter: ClearedLetter
    switch await clear(dispatch, now()) {
    case .refused(let why):
      try await change(DispatchChange(dispatch.id, from: [.approved], to: .failed, reply: why))
      return
    case .later(let why):
      try await change(
        DispatchChange(dispatch.id, from: [.approved], to: .approved, reply: why, next: now().adding(seconds: 60)))
      return
    case .letter(let cleared): letter = cleared
    }
    // Somebody may have declined it since it was found due.
    guard try await outbox.claim(dispatch.id, letter.messageID) else { return }
    let change: DispatchChange
    let outcome = await submission.send(letter)
    if case .unreached = outcome { tries.note(reached: false) } else { tries.note(reached: true) }
    switch outcome {
    case .accepted(let reply):
      change = DispatchChange(dispatch.id, from: [.sending], to: .sent, reply: reply, messageID: letter.messageID)
    case .refused(let reply): change = DispatchChange(dispatch.id, from: [.sending], to: .failed, reply: reply)
    case .uncertain(let reply): change = DispatchChange(dispatch.id, from: [.sending], to: .uncertain, reply: reply)
    case .later(let reply), .unreached(let reply):
      change =
        dispatch.attempts + 1 >= Self.attempts
        ? DispatchChange(dispatch.id, from: [.sending], to: .failed, reply: reply)
        : DispatchChange(
          dispatch.id, from: [.sending], to: .approved, reply: reply,
          next: now().adding(seconds: Self.pause(after: dispatch.attempts)))
    }
    try await self.change(change)
  }

  private func change(_ change: DispatchChange) async throws(StoreTrouble) {
    var transaction = LedgerTransaction(now: now())
    transaction.dispatches = [change]
    _ = try await ledger.append(transaction)
  }

  /// Seconds.
  static func pause(after attempts: Int) -> Int64 { min(60 << Int64(min(max(attempts, 0), 8)), 4 * 3600) }
}
