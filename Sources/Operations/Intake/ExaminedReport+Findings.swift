import Casework
import Forensics
import Mail
import Vocabulary

extension ExaminedReport {
  /// The gravest of a report's findings speaks for it: one fake among several mails makes it a report of a fake, and it is one of our own mail
  /// only where nothing else is in it.
  /// Of what came without any name it counts for nobody, and makes nobody the adversary.
  init(
    _ number: ReportNumber, _ findings: [Finding], organization: Organization, isAnonymous: Bool = false,
    isNobody: Bool = false
  ) {
    let order: [Verdict] = [.impersonation, .unproven, .unrelated, .genuine, .noMessage]
    let leading = findings.min {
      (order.firstIndex(of: $0.judgement.verdict) ?? 9) < (order.firstIndex(of: $1.judgement.verdict) ?? 9)
    }
    let original = leading?.original
    self.init(
      number: number, verdict: leading?.judgement.verdict ?? .noMessage, confidence: leading?.judgement.confidence ?? 0,
      carrier: leading?.carrier ?? .none, grade: leading?.grade ?? .text, reporter: leading?.reporter,
      person: isAnonymous || isNobody ? nil : leading.flatMap { Escalation.person(of: $0, organization: organization) },
      recipient: original?.recipient,
      subject: original?.subject, from: original?.from?.text, seen: leading?.seen,
      tie: isAnonymous ? "" : leading.map { CampaignTie.of($0) } ?? "",
      originals: findings.count { $0.original != nil },
      adversary: isAnonymous ? .unknown : Adversary(findings: findings, organization: organization))
  }
}
