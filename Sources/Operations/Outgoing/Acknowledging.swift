import Casework
import Forensics
import Letters
import Mail
import Vocabulary

/// Answers reporters: once each for every fake, in their language, and never a machine.
package actor Acknowledging {
  private let settings: FolderSettings
  private let knowledge: Knowledge
  private let language: ReporterLanguage?
  private let context: Report.Context
  private let restored: @Sendable () async -> ClosedRange<Int64>?
  /// What it said, once it was asked.
  private var restoredPeriod: ClosedRange<Int64>??
  /// Fakes of which an original with its header has come, in a report that may not be saved yet.
  private var haveOriginal: Set<String> = []
  /// The same, of saved reports.
  private let hasOriginal: @Sendable (_ tie: String) async throws(StoreTrouble) -> Bool

  /// `restored`: from the end of a backup to when it was restored, in seconds since 1970: what came then may have been answered.
  package init(
    settings: FolderSettings, knowledge: Knowledge,
    restored: @escaping @Sendable () async -> ClosedRange<Int64>? = { nil },
    hasOriginal: @escaping @Sendable (_ tie: String) async throws(StoreTrouble) -> Bool
  ) {
    self.hasOriginal = hasOriginal
    self.settings = settings
    self.restored = restored
    self.knowledge = knowledge
    let offered = settings.organization.languages.filter { knowledge.letters[$0] != nil }
    language = ReporterLanguage(
      offered: offered.isEmpty ? knowledge.letters.languages : offered, signs: knowledge.languageSigns,
      lexicon: knowledge.lexicon)
    context = settings.reading(knowledge.lexicon)
  }

  package func answer(_ mail: Examining.ReportedMail) async throws(StoreTrouble) -> Examining.Answer {
    learn(mail)
    guard let reporter = mail.report.reporter else { return .none(reason: nil) }
    let report = Report(mail.sealed.bytes, context: context)
    if let automatic = AutomaticMail(
      report.outer, sender: mail.sealed.envelope, intake: Set(settings.organization.intake),
      words: knowledge.automaticMail)
    {
      // Its description may hold an address, which may not stand in what is never deleted.
      return .none(reason: "not answered: \(automatic.code)")
    }
    if mail.findings.contains(where: \.isReporterForged) {
      return .none(reason: "not answered: the mail server that took it in says that its sender is forged")
    }
    guard let language = language?.choice(for: report), let words = knowledge.letters[language] else {
      return .none(reason: "not answered: there is no letter in any of the company's languages")
    }
    let asks = try await needsOriginal(mail.report)
    let letter = Acknowledgement(
      organization: settings.organization.name,
      situation: Acknowledgement.Situation(
        mail.report.verdict, carrier: mail.report.carrier,
        isSignedByUs: mail.findings.filter { $0.judgement.verdict == .genuine }.allSatisfy(\.isSignedByUs)),
      subject: mail.report.subject ?? report.outer.subject, asksFor: asks ? MailClient(of: report.outer) : nil,
      statusDomain: settings.statusDomain, reference: "R-\(mail.report.number)")
    let isForAPerson = await isForAPerson(report.outer, mail.sealed.received)
    return .letter(
      NewDispatch(
        key: "acknowledgement:\(reporter.untagged):\(mail.report.tie)", kind: "acknowledgement",
        letter: LetterContent(
          recipient: reporter.text, subject: letter.title(words), body: letter.text(words), language: language.tag,
          inReplyTo: report.outer.messageID),
        report: mail.report.number, approvedBy: settings.answersByPlaybook && !isForAPerson ? Actor.playbook : nil))
  }

  /// A mailbox that is read for the first time may hold years of mail, and one gives mail that came after a backup once more: a person
  /// decides whether that is answered.
  private func isForAPerson(_ mail: Message, _ received: Timestamp) async -> Bool {
    // A folder is restored before the program starts, never under it.
    let period: ClosedRange<Int64>?
    if let restoredPeriod { period = restoredPeriod } else { period = await restored() }
    restoredPeriod = .some(period)
    let reason = WaitReason(
      written: mail.date, received: received, freshDays: settings.answersFreshDays, restored: period)
    return reason != nil
  }

  private func needsOriginal(_ report: ExaminedReport) async throws(StoreTrouble) -> Bool {
    guard report.grade == .text, report.verdict == .impersonation || report.verdict == .unproven else { return false }
    if haveOriginal.contains(report.tie) { return false }
    return !(try await hasOriginal(report.tie))
  }

  private func learn(_ mail: Examining.ReportedMail) {
    let fakes = mail.findings.filter { $0.judgement.verdict == .impersonation }
    guard !fakes.isEmpty else { return }
    if mail.report.grade != .text { haveOriginal.insert(mail.report.tie) }
  }

  /// Makes the message, or says why it must not leave. `known` is whoever wrote the fakes of all reports, `reported` the mail that is answered.
  package func clear(_ dispatch: Dispatch, known: Adversary, reported: [UInt8]?, now: Timestamp) -> Delivering.Clearance
  {
    guard let recipient = EmailAddress(dispatch.letter.recipient) else {
      return .refused("\"\(dispatch.letter.recipient)\" is no e-mail address")
    }
    guard let sender = settings.mail.sender ?? settings.organization.intake.first else {
      return .refused("nobody to send it from: set \"sender\" under \"mail\" in candor.yaml")
    }
    guard let language = Language(dispatch.letter.language) ?? settings.organization.languages.first else {
      return .refused("its language \"\(dispatch.letter.language)\" is none")
    }
    let draft = LetterDraft(
      kind: dispatch.kind == "acknowledgement" ? .acknowledgement : .notice, recipient: recipient,
      sender: LetterDraft.Sender(name: settings.organization.name, address: sender),
      // A test is what customers get, answers included.
      replyTo: dispatch.kind == "notice-test" ? settings.organization.intake.first : nil,
      subject: dispatch.letter.subject,
      body: dispatch.letter.body, language: language, key: dispatch.key,
      thread: reported.map { LetterThread(answering: Message($0)) } ?? .none)
    let guarding = Guardrails.Context(of: settings.organization, adversary: known)
    switch Guardrails.clear(draft, context: guarding, now: now) {
    case .success(let letter): return .letter(letter)
    case .failure(let refusal): return .refused(refusal.record)
    }
  }
}
