import Attribution
import Forensics
import Mail
import Testing
import Vocabulary

@testable import Operations

/// Whose word counts for the day before which a list was taken.
@Suite struct LeakEvidenceTests {
  private static func finding(_ number: Int, seen: String) -> Finding {
    Finding(
      file: "reports/\(number).eml", digest: Digest(of: [UInt8(number)]), reporter: nil, carrier: .attachment,
      judgement: .noMessage,
      original: Finding.Summary(
        from: nil, fromName: nil, subject: nil, date: nil, recipient: EmailAddress("jane\(number)@a.example"),
        recipientAssumed: false, messageID: nil),
      grade: .headers, defects: [], arrived: nil, seen: Timestamp(rfc3339: seen), lookAlikes: [], links: [],
      service: nil, claimedServices: [], verifiedHere: false, sentToTestAccount: false, lureFields: [],
      fingerprint: .none)
  }

  private static func firstSeen(_ times: [String]) -> String? {
    let findings = times.enumerated().map { finding($0 + 1, seen: $1) }
    let campaign = Campaign(
      id: "c1", members: Array(findings.indices), files: findings.map(\.file),
      recipients: findings.compactMap { $0.original?.recipient }, firstSeen: nil, lastSeen: nil, lookAlikes: [],
      links: [], service: nil, claimedServices: [], subjects: [], lureFields: [], testAccounts: [])
    return LeakEvidence(campaigns: [campaign], findings: findings).firstSeen?.description
  }

  @Test(arguments: [
    (["2014-11-11T10:00:00Z", "2014-11-12T10:00:00Z", "2014-11-13T10:00:00Z"], "2014-11-11"),
    (["1999-01-01T00:00:00Z", "2014-11-12T10:00:00Z", "2014-11-13T10:00:00Z"], "2014-11-12"),
    (["2014-10-20T10:00:00Z", "2014-11-12T10:00:00Z", "2014-11-13T10:00:00Z"], "2014-10-20"),
    (["2014-11-12T10:00:00Z"], "2014-11-12"),
  ])
  func `one wrong clock does not put the theft years back`(times: [String], first: String) {
    #expect(Self.firstSeen(times) == first)
  }
}
