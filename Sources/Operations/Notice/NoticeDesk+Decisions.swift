import Casework
import Forensics
import Letters
import Vocabulary

/// What people decide about a notice; each is one entry of the record in their name.
extension NoticeDesk {
  package enum Refusal: Error, Sendable {
    case unknown
    /// It has left, or is just leaving.
    case closed
    /// It is not the text that was approved.
    case unapproved
    /// The text promises to write again by a time that is over.
    case late
    /// Its page says by what.
    case hindered
    /// Something in the approved text is no longer so.
    case overtaken
    case store(StoreTrouble)
    /// The guardrails would let no letter go with this text.
    case heldBack(LetterRefusal)
    /// candor.yaml names no server to send by.
    case noServer
  }

  /// Writes the text anew with what is known now and with a person's changes. Every earlier test and approval is void.
  package func rewrite(
    _ id: Int64, by actor: String, change: @Sendable (inout NoticeDraft) -> Void
  ) async throws(Refusal) {
    let (notice, draft) = try await open(id)
    do throws(StoreTrouble) {
      var changed = draft
      change(&changed)
      let facts = try await facts(of: notice.incident)
      changed = try written(changed, notice.edition, facts)
      try await drafts.save(id, changed, notice.digest, actor, desk.now())
      await desk.assessing.told()
    } catch { throw .store(error) }
  }

  /// Sends every version that somebody gets to the person who asks, and to nobody else; which one it is stands before its subject.
  package func test(_ id: Int64, to address: EmailAddress, by actor: String) async throws(Refusal) {
    let (notice, _) = try await open(id)
    guard desk.settings.mail.submission != nil else { throw .noServer }
    do throws(StoreTrouble) {
      guard let review = try await review(id) else { throw StoreTrouble(.conflict, "there is no notice \(id)") }
      var transaction = LedgerTransaction(now: desk.now())
      for version in review.read {
        let text = version.text
        transaction.proposed.append(
          NewDispatch(
            key:
              "notice-test:\(id):\(notice.digest.prefix(16)):\(text.language):\(text.segment.rawValue):\(actor):\(desk.now().seconds)",
            kind: "notice-test",
            letter: LetterContent(
              recipient: address.text, subject: "[Test \(text.language) \(text.segment.rawValue)] \(text.subject.text)",
              body: text.body, language: text.language, inReplyTo: nil), report: nil, approvedBy: actor))
      }
      transaction.entries.append(LedgerEntry(.noticeTested(notice: id, digest: notice.digest), actor: actor))
      _ = try await desk.ledger.append(transaction)
      await desk.assessing.told()
    } catch { throw .store(error) }
  }

  /// Lets one finding of the lint pass, with a reason.
  package func override(
    _ id: Int64, rule: String, place: String, reason: String, by actor: String
  ) async throws(Refusal) {
    _ = try await open(id)
    // The record says which words were let pass, not only their digest.
    var words: String?
    do throws(StoreTrouble) {
      let review = try await review(id)
      for version in review?.versions ?? [] where words == nil {
        words = version.findings.first { NoticeReview.place($0, in: version) == place }?.quote
      }
    } catch { throw .store(error) }
    let told = words.map { "\(reason) (\(PlainText.clean($0, width: 300)))" } ?? reason
    try await record(.noticeOverridden(notice: id, rule: rule, place: place, reason: told), by: actor)
  }

  package func approval(
    _ review: NoticeReview, by actor: String, others: Int, checked: Set<NoticeApproval.Check>
  ) -> NoticeApproval {
    NoticeApproval(
      review.notice, by: actor, others: others, isWhole: review.isWhole, stops: review.stops.count,
      withdrawn: review.withdrawn, checked: checked, now: desk.now())
  }

  /// `digest` is of the text that the person read: where it is another by now, nothing is approved.
  package func approve(
    _ id: Int64, digest: String, by actor: String, others: Int, checked: Set<NoticeApproval.Check>
  ) async throws(Refusal) {
    _ = try await open(id)
    let review = try await freshReview(id)
    let approval = approval(review, by: actor, others: others, checked: checked)
    guard approval.isGranted else { throw .hindered }
    for version in review.versions { if let refusal = try await refusal(version.text) { throw .heldBack(refusal) } }
    try await record(.noticeApproved(notice: id, digest: digest, alone: approval.isAlone), by: actor)
  }

  /// With what is known now, and not a moment ago.
  private func freshReview(_ id: Int64) async throws(Refusal) -> NoticeReview {
    let review: NoticeReview?
    do throws(StoreTrouble) {
      if let incident = try await notice(id)?.incident { _ = try await desk.assessing.freshAssessment(of: incident) }
      review = try await self.review(id)
    } catch { throw .store(error) }
    guard let review else { throw .unknown }
    return review
  }

  private func refusal(_ version: NoticeDraft.Version) async throws(Refusal) -> LetterRefusal? {
    do throws(StoreTrouble) {
      guard let text = sent(version) else { return nil }
      let context = Guardrails.Context(of: desk.settings.organization, adversary: try await desk.archive.adversary())
      if case .failure(let refusal) = Guardrails.clear(text.mail, context: context) { return refusal }
      return nil
    } catch { throw .store(error) }
  }

  nonisolated func sent(_ version: NoticeDraft.Version) -> SentText? {
    guard let sender, let language = Language(version.language) else { return nil }
    return SentText(
      language: language, segment: version.segment, subject: version.subject.text, body: version.body,
      senderName: desk.settings.organization.name, sender: sender, replyTo: desk.settings.organization.intake.first)
  }

  /// Enrols everybody and lets the sending begin: with the text that was approved, where all that it says still stands. How many recipients
  /// there are.
  package func start(_ id: Int64, by actor: String, sending: NoticeSending?) async throws(Refusal) -> Int {
    guard let sending else { throw .noServer }
    let review = try await freshReview(id)
    let (notice, draft) = (review.notice, review.draft)
    guard notice.isOpen else { throw .closed }
    guard notice.state == .approved, notice.digest == draft.digest else { throw .unapproved }
    guard review.withdrawn == 0 else { throw .overtaken }
    let isPast = draft.next.map { $0 <= desk.now().seconds } ?? false
    if isPast, review.versions.contains(where: { $0.findings.contains { $0.advice == "next-time-past" } }) {
      throw .late
    }
    do throws(StoreTrouble) {
      let mailing = NewMailing(
        notice: id, caseID: notice.incident, edition: notice.edition, texts: draft.versions.compactMap { sent($0) })
      let count = try await sending.enroll(
        mailing, people: try await audience(of: notice.incident).people(),
        release: NoticeRelease(actor: actor, digest: notice.digest))
      await desk.assessing.told()
      return count
    } catch { throw .store(error) }
  }

  /// Lets a paused or finished notice go on where somebody waits; what was stopped for good stays so. `again`: those who failed in one of
  /// these ways wait once more.
  package func goOn(_ id: Int64, again: Set<NoticeRecipient.Kind>, by actor: String) async throws(StoreTrouble) {
    let known = try await notice(id)
    if known?.state == .stopped { throw StoreTrouble(.conflict, "notice \(id) was stopped for good") }
    if let why = Self.taken(back: try await takenBack(from: id)) { throw StoreTrouble(.conflict, why) }
    if !again.isEmpty { _ = try await ledger.resend(id, again, desk.now()) }
    let event = RecordEvent.noticeResumed(notice: id)
    guard let known, known.admits(event) else { return }
    // A paused one goes on in any case: where nobody waits any more, that ends it.
    if known.state == .finished, try await ledger.tally(id).waiting == 0 { return }
    try await desk.record(event, by: actor)
  }

  /// Why a notice may not go on, in words.
  static func taken(back facts: [NoticeFact]) -> String? {
    guard !facts.isEmpty else { return nil }
    return
      "it states what is not known any more (\(facts.map(\.rawValue).joined(separator: ", "))); stop it and write a new one, or put back what was taken back"
  }

  /// The steps that a notice was for are done once it has gone to everybody; who was not reached stands in its ledger.
  func settleSteps(of id: Int64) async throws(StoreTrouble) {
    guard let notice = try await notice(id), notice.state == .finished, try await ledger.tally(id).sent > 0 else {
      return
    }
    let reference = try await drafts.load(id)?.reference ?? ""
    let steps: [Playbook.ActionID] = notice.edition == .warning ? [.warnCustomers] : [.warnCustomers, .tellExposed]
    let settled = try await desk.cases.load(notice.incident)?.settled ?? [:]
    for step in steps where settled[step.rawValue] == nil {
      try await desk.settle(step.rawValue, note: reference, in: notice.incident, by: Actor.candor)
    }
  }

  /// So that nothing goes on with it unasked; of a mailing that is no notice of the pages nothing is written.
  package func pause(_ id: Int64, by actor: String) async throws(StoreTrouble) {
    let event = RecordEvent.noticePaused(notice: id)
    guard let known = try await notice(id), known.admits(event) else { return }
    try await desk.record(event, by: actor)
  }

  /// Refused where the notice is not in a state in which that can happen.
  package func record(_ event: RecordEvent, by actor: String) async throws(Refusal) {
    do throws(StoreTrouble) {
      try await desk.record(event, by: actor)
      await desk.assessing.told()
    } catch { throw .store(error) }
  }

  private func open(_ id: Int64) async throws(Refusal) -> (Notice, NoticeDraft) {
    let found: (Notice?, NoticeDraft?)
    do throws(StoreTrouble) { found = (try await notice(id), try await drafts.load(id)) } catch {
      throw .store(error)
    }
    guard let notice = found.0, let draft = found.1 else { throw .unknown }
    guard notice.isOpen else { throw .closed }
    return (notice, draft)
  }
}
