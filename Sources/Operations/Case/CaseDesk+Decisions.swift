import Casework
import Vocabulary

/// What people decide about a case and its letters; each is one entry of the record in their name.
extension CaseDesk {
  /// Writes one event; where it is about a case, the pages learn of it.
  package func record(_ event: RecordEvent, by actor: String, personal: PersonalDetail? = nil)
    async throws(StoreTrouble)
  {
    var transaction = LedgerTransaction(now: now())
    transaction.entries = [LedgerEntry(event, actor: actor, personal: personal)]
    _ = try await ledger.append(transaction)
    if event.subject.hasPrefix("case:") { await decisionsChanged() }
  }

  package func approve(_ dispatch: Int64, by actor: String) async throws(StoreTrouble) {
    try await change(
      DispatchChange(dispatch, from: [.proposed, .uncertain, .failed], to: .approved, actor: actor))
  }

  package func decline(_ dispatch: Int64, reason: String, by actor: String) async throws(StoreTrouble) {
    try await change(
      DispatchChange(dispatch, from: [.proposed, .approved, .uncertain], to: .declined, actor: actor, reply: reason))
  }

  private func change(_ change: DispatchChange) async throws(StoreTrouble) {
    var transaction = LedgerTransaction(now: now())
    transaction.dispatches = [change]
    _ = try await ledger.append(transaction)
    await assessing.invalidate()
  }

  /// A step or milestone is done, and with it the step that it is about.
  package func settle(_ step: String, note: String, in id: Int64, by actor: String) async throws(StoreTrouble) {
    let settled = try await cases.load(id)?.settled ?? [:]
    let steps = [step] + [Milestone(rawValue: step)?.step?.rawValue].compactMap(\.self)
    for name in steps where name == step || settled[name] == nil {
      try await record(.stepSettled(case: id, step: name, note: note), by: actor)
    }
  }

  /// Not done after all; of a milestone its step neither, where it was settled with it.
  package func reopen(_ step: String, in id: Int64, by actor: String) async throws(StoreTrouble) {
    let settled = try await cases.load(id)?.settled ?? [:]
    try await record(.stepReopened(case: id, step: step), by: actor)
    guard let other = Milestone(rawValue: step)?.step?.rawValue, let its = settled[other], let own = settled[step],
      its.note == own.note, its.time.seconds - own.time.seconds <= 1
    else { return }
    try await record(.stepReopened(case: id, step: other), by: actor)
  }

  /// What a customer answered who was asked whether the mail came.
  package func recordAnswer(_ person: EmailAddress, gotIt: Bool, in id: Int64, by actor: String)
    async throws(StoreTrouble)
  {
    try await record(
      .answerRecorded(case: id, gotIt: gotIt), by: actor,
      personal: PersonalDetail(person: person.text, fields: ["answer": gotIt ? "yes" : "no"]))
  }
}
