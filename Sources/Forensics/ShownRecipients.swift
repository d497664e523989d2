import Mail
import Vocabulary

/// Addresses that a fake mail shows to everybody in the place of those it went to, whom its sender keeps out of sight (Bcc): several people report
/// mails to one that is none of theirs.
package enum ShownRecipients {
  /// So many reporters of a mail to an address at somebody else's domain; of one that is in a list, which may have several readers; and so many
  /// where they may be colleagues.
  static let (strangers, strangersToKnown, colleagues) = (2, 3, 4)

  /// The findings with their reporters as recipients where that is so. `isKnown`: in one of the lists.
  package static func settled(
    _ findings: [Finding], organization: Organization, isKnown: (EmailAddress) -> Bool
  ) -> [Finding] {
    /// Neither somebody of the company, who passes on what a customer got, nor anybody in a forged name.
    func witness(_ finding: Finding) -> EmailAddress? {
      finding.isReporterForged ? nil : finding.reporter.flatMap { organization.owns($0.domain) ? nil : $0 }
    }
    var reporters: [EmailAddress: Set<EmailAddress>] = [:]
    for finding in findings {
      guard let recipient = shown(finding), let reporter = witness(finding) else { continue }
      reporters[recipient, default: []].insert(reporter.untagged)
    }
    let shownToAll = Set(reporters.filter { isShown($0.key, to: $0.value, isKnown: isKnown($0.key)) }.keys)
    guard !shownToAll.isEmpty else { return findings }
    return findings.map { finding in
      witness(finding) != nil && shown(finding).map(shownToAll.contains) ?? false ? finding.sentToReporter : finding
    }
  }

  private static func isShown(_ address: EmailAddress, to reporters: Set<EmailAddress>, isKnown: Bool) -> Bool {
    let others = reporters.filter { $0.domain != address.domain }
    // Of a customer's address, only people who have no domain in common either.
    if isKnown { return Set(others.map(\.domain)).count >= strangersToKnown }
    return reporters.count >= colleagues || others.count >= strangers
  }

  private static func shown(_ finding: Finding) -> EmailAddress? {
    guard finding.judgement.verdict == .impersonation, !finding.sentToTestAccount, let original = finding.original,
      !original.recipientAssumed, original.recipient != finding.reporter
    else { return nil }
    return original.recipient
  }
}
