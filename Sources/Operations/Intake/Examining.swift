import Casework
import Domains
import Evidence
import Forensics
import Mail
import Vocabulary

/// Takes sealed reports in their order, finds out what they are, and decides: file, open a case, answer.
package struct Examining: Sendable {
  private let archive: ReportArchive
  private let ledger: Ledger
  private let examination: @Sendable (_ anew: Bool) async throws(StoreTrouble) -> Examination
  private let organization: Organization
  private let escalation: Escalation
  private let dataVersion: String
  private let scope: LookupScope
  /// Whether a program sent the report.
  private let isAutomatic: @Sendable (SealedReport) -> Bool
  private let answer: @Sendable (ReportedMail) async throws(StoreTrouble) -> Answer
  private let now: @Sendable () -> Timestamp

  /// What is to be said to the reporter, decided elsewhere.
  package enum Answer: Sendable {
    case letter(NewDispatch)
    /// Why nobody is written to; nil where that goes without saying.
    case none(reason: String?)
  }

  /// One report just examined, with all that an answer depends on.
  package struct ReportedMail: Sendable {
    package let sealed: SealedReport
    package let report: ExaminedReport
    package let findings: [Finding]

    package init(sealed: SealedReport, report: ExaminedReport, findings: [Finding]) {
      self.sealed = sealed
      self.report = report
      self.findings = findings
    }
  }

  package init(
    archive: ReportArchive, ledger: Ledger, organization: Organization, escalation: Escalation, dataVersion: String,
    scope: LookupScope = .off, now: @escaping @Sendable () -> Timestamp,
    examination: @escaping @Sendable (_ anew: Bool) async throws(StoreTrouble) -> Examination,
    isAutomatic: @escaping @Sendable (SealedReport) -> Bool,
    answer: @escaping @Sendable (ReportedMail) async throws(StoreTrouble) -> Answer
  ) {
    self.archive = archive
    self.ledger = ledger
    self.organization = organization
    self.escalation = escalation
    self.dataVersion = dataVersion
    self.scope = scope
    self.now = now
    self.examination = examination
    self.isAutomatic = isAutomatic
    self.answer = answer
  }

  /// What one batch brought.
  package struct Batch: Sendable {
    package var findings: [(report: ReportNumber, findings: [Finding])] = []
    package var filed: [(report: ReportNumber, case: Int64)] = []
    package var opened: Int64?
    /// What more is known of reports that were examined before.
    package var again: [(report: ReportNumber, findings: [Finding])] = []

    package var count: Int { findings.count + again.count }
  }

  /// Examines at most one batch and saves it in one transaction; nil where nothing waits. `desk` is carried from batch to batch.
  package func next(_ desk: inout IntakeDesk) async throws(StoreTrouble) -> Batch? {
    let waiting = try await archive.waiting(0, 64)
    guard !waiting.isEmpty else { return nil }
    let examination = try await examination(waiting.contains(where: \.isAgain))
    let examined = await examine(waiting, with: examination)
    var batch = Batch()
    var transaction = LedgerTransaction(now: now())
    var planned = desk
    for (sealed, (found, wishes)) in zip(waiting, examined) {
      // A letter of ours that came back quotes the fakes, and is none.
      let returns =
        sealed.door.isAnonymous
        ? .none : NoticeReturns(sealed.bytes, report: sealed.number) { organization.owns(String($0)) }
      let findings = returns.isOurs ? [] : found
      // What a responder quotes, or a mail server sends back, tells of no second person.
      let isNobody =
        findings.contains { $0.carrier == .attachment || $0.carrier == .inline } && !sealed.door.isAnonymous
        && isAutomatic(sealed)
      let report = ExaminedReport(
        sealed.number, findings, organization: organization, isAnonymous: sealed.door.isAnonymous, isNobody: isNobody)
      transaction.examined.append(report)
      if sealed.isAgain {
        try await reconsider(report, sealed, &planned, &transaction, &batch)
        batch.again.append((sealed.number, findings))
        continue
      }
      transaction.entries.append(entry(report))
      if sealed.door.isAnonymous {
        batch.findings.append((sealed.number, findings))
        continue
      }
      transaction.returned += returns.all
      transaction.wanted += wishes.filter(scope.allows).map { wish in
        LookupWant(
          report: sealed.number, person: report.person, question: wish.question, needsTwo: wish.isChosen,
          isKnown: examination.holdsKey(wish.question.name))
      }
      if report.verdict == .impersonation { file(report, sealed, &planned, &transaction, &batch) }
      switch try await answer(ReportedMail(sealed: sealed, report: report, findings: findings)) {
      case .letter(let letter): transaction.proposed.append(letter)
      case .none(let reason):
        if let reason {
          transaction.entries.append(LedgerEntry(.answerWithheld(report: sealed.number, reason: reason)))
        }
      }
      batch.findings.append((sealed.number, findings))
    }
    _ = try await ledger.append(transaction)
    desk = planned
    return batch
  }

  /// What came to be known since may change what the report is, and so whether it counts. Nobody is answered twice.
  private func reconsider(
    _ report: ExaminedReport, _ sealed: SealedReport, _ desk: inout IntakeDesk, _ transaction: inout LedgerTransaction,
    _ batch: inout Batch
  ) async throws(StoreTrouble) {
    let before = try await archive.line(sealed.number)
    let again = entry(report)
    if before?.examined.map({ entry($0).event }) != again.event { transaction.entries.append(again) }
    guard before?.caseID == nil, !sealed.door.isAnonymous else { return }
    desk.remove([sealed.number])
    if report.verdict == .impersonation { file(report, sealed, &desk, &transaction, &batch) }
  }

  private typealias Examined = (findings: [Finding], wishes: [LookupWish])

  private func examine(_ waiting: [SealedReport], with examination: Examination) async -> [Examined] {
    await withTaskGroup(of: (Int, [Examined]).self) { group in
      let half = (waiting.count + 1) / 2
      for start in stride(from: 0, to: waiting.count, by: half) {
        let slice = Array(waiting[start..<min(start + half, waiting.count)])
        group.addTask { [scope] in
          let examined = slice.map { sealed in
            let artifact = Artifact(sealing: sealed.bytes, source: "reports/\(sealed.number)")
            let found = examination.examine(artifact, wishing: scope != .off && !sealed.isAgain)
            return (found.map(\.finding), Array(found.flatMap(\.wishes).prefix(LookupWish.most)))
          }
          return (start, examined)
        }
      }
      var parts: [Int: [Examined]] = [:]
      for await (start, part) in group { parts[start] = part }
      return parts.sorted { $0.key < $1.key }.flatMap(\.value)
    }
  }

  private func file(
    _ report: ExaminedReport, _ sealed: SealedReport, _ desk: inout IntakeDesk, _ transaction: inout LedgerTransaction,
    _ batch: inout Batch
  ) {
    if desk.openCase == nil {
      desk.add(Escalation.LooseReport(number: report.number, person: report.person, received: sealed.received))
      // One liar's hundred thousand reports are one person, and need not be counted a hundred thousand times.
      guard desk.people.count >= escalation.threshold else { return }
    }
    switch escalation.decide(loose: desk.loose, openCase: desk.openCase, now: transaction.now) {
    case .wait: break
    case .file(let id):
      transaction.entries.append(LedgerEntry(.reportFiled(case: id, report: report.number)))
      transaction.filed.append((report.number, id))
      batch.filed.append((report.number, id))
    case .start(let reports, let people):
      let id = desk.lastCase + 1
      let title = CaseTitle(organization: organization.name, day: transaction.now.date).text
      transaction.entries.append(
        LedgerEntry(
          .caseOpened(case: id, title: title, reports: reports, people: people, threshold: escalation.threshold)))
      transaction.filed += reports.map { ($0, id) }
      batch.filed += reports.map { ($0, id) }
      batch.opened = id
      desk.openCase = id
      desk.lastCase = id
      desk.remove(reports)
    }
  }

  private func entry(_ report: ExaminedReport) -> LedgerEntry {
    var fields: [String: String] = [:]
    fields["reporter"] = report.reporter?.text
    fields["recipient"] = report.recipient?.text
    fields["subject"] = report.subject.map { String($0.prefix(300)) }
    let person = report.reporter?.text ?? report.recipient?.text
    return LedgerEntry(
      .reportExamined(
        report: report.number, verdict: report.verdict.rawValue, confidence: report.confidence,
        grade: report.grade.rawValue, carrier: report.carrier.rawValue, data: dataVersion),
      personal: person.map { PersonalDetail(person: $0, fields: fields) })
  }
}
