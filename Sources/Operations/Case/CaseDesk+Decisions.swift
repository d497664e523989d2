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

  /// What a customer answered who was asked whether the mail came.
  package func recordAnswer(_ person: EmailAddress, gotIt: Bool, in id: Int64, by actor: String)
    async throws(StoreTrouble)
  {
    try await record(
      .answerRecorded(case: id, gotIt: gotIt), by: actor,
      personal: PersonalDetail(person: person.text, fields: ["answer": gotIt ? "yes" : "no"]))
  }
}
