import Attribution
import Casework
import Mail
import Vocabulary

@testable import Domains
@testable import Forensics

/// Reports of fakes in the name of an invented company, and what is put together from them.
enum InventedFakes {
  static let organization = Organization(
    name: "Palomberry", domains: ["palomberry.com"].compactMap { DomainName($0) },
    intake: ["report@palomberry.com"].compactMap { EmailAddress($0) })

  static func report(
    _ subject: String, to recipient: String, from: String = "billing@palornberry.com",
    verdict: Verdict = .impersonation, seen: Timestamp? = Timestamp(rfc3339: "2014-10-20T08:00:00Z"),
    service: SendingService? = nil, isSignedByUs: Bool = false
  ) -> Finding {
    Finding(
      file: "reports/\(recipient).eml", digest: Digest(of: Array(recipient.utf8)), reporter: EmailAddress(recipient),
      carrier: .attachment, judgement: Judgement(verdict: verdict, confidence: 0.9, signals: [], total: 2),
      original: Finding.Summary(
        from: EmailAddress(from), fromName: nil, subject: subject, date: nil, recipient: EmailAddress(recipient),
        recipientAssumed: false, messageID: nil),
      grade: .text, defects: [], arrived: nil, seen: seen,
      lookAlikes: verdict == .impersonation
        ? [
          LookAlike(
            domain: "palornberry.com", unicode: nil, registrableCount: 15, imitates: DomainName("palomberry.com"),
            techniques: [.homoglyph], score: 1)
        ] : [], links: [], service: service, claimedServices: [], verifiedHere: false,
      isSignedByUs: isSignedByUs, sentToTestAccount: false,
      lureFields: [], fingerprint: Fingerprint(subject: subject, text: ""))
  }

  static func investigation(
    _ findings: [Finding], stores: [StoreFacts] = NextActionsTests.stores,
    suspicion: Suspicion = NextActionsTests.suspicion(evidence: false)
  ) -> Investigation {
    let (campaigns, campaignOf) = CampaignGrouping.group(findings, organization: organization)
    return Investigation(
      version: "0", dataVersion: "0", organization: organization, findings: findings, campaigns: campaigns,
      campaignOf: campaignOf, stores: stores, suspicion: suspicion, actions: [], skipped: [],
      now: NextActionsTests.now)
  }
}
