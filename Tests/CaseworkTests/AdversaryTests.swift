import Mail
import Testing
import Vocabulary

@testable import Casework
@testable import Domains
@testable import Forensics

/// Whom nothing is sent to: the fakes' own addresses and names, never a victim's.
@Suite struct AdversaryTests {
  static let organization = NextActionsTests.organization

  static func finding(
    _ verdict: Verdict, from: String, recipient: String = "jane@example.org", names: [(String, [Technique])] = [],
    links: [String] = []
  ) -> Finding {
    Finding(
      file: "1.eml", digest: Digest(of: []), reporter: EmailAddress("joe@example.net"), carrier: .attachment,
      judgement: Judgement(verdict: verdict, confidence: 0.9, signals: [], total: 2),
      original: Finding.Summary(
        from: EmailAddress(from), fromName: nil, subject: nil, date: nil, recipient: EmailAddress(recipient),
        recipientAssumed: false, messageID: nil),
      grade: .headers, defects: [], arrived: nil, seen: nil,
      lookAlikes: names.map {
        LookAlike(
          domain: $0.0, unicode: nil, registrableCount: $0.0.utf8.count, imitates: DomainName("harborledger.com"),
          techniques: $0.1, score: 1)
      }, links: TextLinks.find(in: links.joined(separator: " ")), service: nil,
      claimedServices: [], verifiedHere: false, sentToTestAccount: false, lureFields: [],
      fingerprint: Fingerprint(subject: "", text: ""))
  }

  static func adversary(_ findings: Finding...) -> Adversary {
    Adversary(findings: findings, organization: organization)
  }

  @Test func `a fake's sender, look-alikes and link hosts are the adversary's`() {
    let found = Self.adversary(
      Self.finding(
        .impersonation, from: "boss@evil.example", names: [("harb0rledger.com", [.homoglyph])],
        links: ["https://pay.example/x", "https://harborledger.com/y", "http://10.0.0.1/"]))
    #expect(found.addresses.map(\.text) == ["boss@evil.example"])
    #expect(found.domains.map(\.ascii) == ["harb0rledger.com"])
    #expect(found.hosts.map(\.ascii) == ["pay.example"])
  }

  @Test(arguments: ["billing@harborledger.com", "a@mail.harborledger.com", "jane@example.org", "joe@example.net"])
  func `a forged sender is a victim`(sender: String) {
    #expect(Self.adversary(Self.finding(.impersonation, from: sender)).addresses.isEmpty)
  }

  @Test func `only fakes count, and a host that holds everybody's pages is nobody's look-alike`() {
    for verdict in Verdict.allCases where verdict != .impersonation {
      #expect(Self.adversary(Self.finding(verdict, from: "a@b.example", links: ["https://x.example"])) == .unknown)
    }
    let shared = Self.finding(.impersonation, from: "a@b.example", names: [("sites.example", [.path])])
    #expect(Self.adversary(shared).domains.isEmpty)
  }

  @Test func `what several incidents show is put together`() throws {
    var found = Self.adversary(Self.finding(.impersonation, from: "a@b.example"))
    found.formUnion(Self.adversary(Self.finding(.impersonation, from: "c@d.example", links: ["https://x.example"])))
    found.add(try #require(EmailAddress("reply@e.example")), of: Self.organization)
    #expect(found.addresses.count == 3 && found.hosts.count == 1)
  }
}
