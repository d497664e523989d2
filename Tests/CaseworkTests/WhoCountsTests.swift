import Mail
import Testing
import Vocabulary

@testable import Casework
@testable import Domains
@testable import Forensics

/// For whom a report counts, and what ties two reports to one fake.
@Suite struct WhoCountsTests {
  static let organization = NextActionsTests.organization

  static func finding(
    _ verdict: Verdict = .impersonation, reporter: String?, recipient: String? = nil, isAssumed: Bool = false,
    names: [String] = [], links: [String] = [], subject: String? = nil
  ) -> Finding {
    Finding(
      file: "1.eml", digest: Digest(of: []), reporter: reporter.flatMap { EmailAddress($0) }, carrier: .attachment,
      judgement: Judgement(verdict: verdict, confidence: 0.9, signals: [], total: 2),
      original: Finding.Summary(
        from: nil, fromName: nil, subject: subject, date: nil, recipient: recipient.flatMap { EmailAddress($0) },
        recipientAssumed: isAssumed, messageID: nil),
      grade: .headers, defects: [], arrived: nil, seen: nil,
      lookAlikes: names.map {
        LookAlike(
          domain: $0, unicode: nil, registrableCount: $0.utf8.count, imitates: DomainName("harborledger.com"),
          techniques: [.homoglyph], score: 1)
      }, links: TextLinks.find(in: links.joined(separator: " ")), service: nil, claimedServices: [],
      verifiedHere: false, sentToTestAccount: false, lureFields: [], fingerprint: Fingerprint(subject: "", text: ""))
  }

  static func people(_ findings: [Finding]) -> Set<String> {
    Set(findings.compactMap { Escalation.person(of: $0, organization: organization) })
  }

  @Test func `one outsider who shows many recipients is one person`() {
    let liar = (1...20).map { Self.finding(reporter: "mallory+\($0)@evil.example", recipient: "c\($0)@c\($0).example") }
    #expect(Self.people(liar) == ["mallory@evil.example"])
  }

  @Test func `what the company's own people pass on for two customers is two people`() {
    let staff = ["jane@one.example", "joe+shop@two.example", "Jane@One.example"].map {
      Self.finding(reporter: "desk@harborledger.com", recipient: $0)
    }
    #expect(Self.people(staff) == ["jane@one.example", "joe@two.example"])
    let below = Self.finding(reporter: "desk@mail.harborledger.com", recipient: "jane@one.example")
    #expect(Self.people([below]) == ["jane@one.example"])
  }

  @Test func `a mail that came in raw counts for whom it was sent to, and a guess for nobody else`() {
    #expect(Self.people([Self.finding(reporter: nil, recipient: "jane@one.example")]) == ["jane@one.example"])
    #expect(Self.people([Self.finding(reporter: nil)]).isEmpty)
    #expect(Self.people([Self.finding(reporter: nil, recipient: "a@b.example", isAssumed: true)]).isEmpty)
    let staff = Self.finding(reporter: "desk@harborledger.com", recipient: "desk@harborledger.com", isAssumed: true)
    #expect(Self.people([staff]) == ["desk@harborledger.com"])
  }

  @Test func `an outsider in a domain that only ends like the company's is an outsider`() {
    let near = Self.finding(reporter: "x@notharborledger.com", recipient: "jane@one.example")
    #expect(Self.people([near]) == ["x@notharborledger.com"])
  }

  @Test func `a fake is tied by its look-alike, else by where it leads, else by its subject`() {
    func tie(
      _ names: [String] = [], _ links: [String] = [], _ subject: String? = nil, _ verdict: Verdict = .impersonation
    )
      -> String
    {
      CampaignTie.of(Self.finding(verdict, reporter: nil, names: names, links: links, subject: subject))
    }
    #expect(tie(["harb0rledger.com"], ["https://pay.example/1"], "A") == "name:harb0rledger.com")
    #expect(tie(["harb0rledger.com"], ["https://pay.example/2"], "B") == tie(["harb0rledger.com"], [], nil))
    #expect(tie([], ["https://pay.example/1"], "A") == tie([], ["https://PAY.example/2?to=x"], "B"))
    #expect(tie([], ["https://pay.example/1"]) != tie([], ["https://other.example/1"]))
    #expect(tie([], [], "Your INVOICE") == "subject:your invoice" && tie() == "subject:")
    #expect(tie([], [], String(repeating: "x", count: 10_000)).utf8.count < 100)
    for verdict in Verdict.allCases where verdict != .impersonation {
      #expect(tie(["harb0rledger.com"], ["https://pay.example"], "A", verdict) == verdict.rawValue)
    }
  }

  @Test(arguments: [1, 100, 1000, 10_000, 1_000_000])
  func `the odds of a single address are odds, and rise with every hour of silence`(customers: Int) {
    let odds = [0, 0.5, 1, 6, 24, 72, 240, 1e6].map {
      SoleAddress.probability(people: 1, hours: $0, customers: customers)
    }
    #expect(odds.allSatisfy { (0.01...0.99).contains($0) })
    #expect(zip(odds, odds.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(SoleAddress.probability(people: 7, hours: 24, customers: customers) == 0)
  }

  /// Worked out apart from the program, by the formula that its comment gives.
  @Test(
    arguments: [
      (100, 1, 0.0327), (1000, 6, 0.1763), (1000, 24, 0.3928), (10_000, 24, 0.4541), (10_000, 72, 0.5668),
      (1_000_000, 240, 0.6670),
    ] as [(Int, Double, Double)])
  func `the odds are those of the formula`(customers: Int, hours: Double, expected: Double) {
    let found = SoleAddress.probability(people: 1, hours: hours, customers: customers)
    #expect(abs(found - expected) < 0.0001, "\(found)")
  }

  @Test func `memory ends with its last second`() {
    let now = Timestamp(seconds: 1_400_000_000)
    let rule = Escalation(threshold: 2, memoryDays: 10)
    func decide(_ age: Int64) -> Escalation.Outcome {
      rule.decide(
        loose: [
          Escalation.LooseReport(number: 1, person: "a@a.example", received: now.adding(seconds: -age)),
          Escalation.LooseReport(number: 2, person: "b@b.example", received: now),
        ], openCase: nil, now: now)
    }
    #expect(decide(10 * 86_400) == .start(reports: [1, 2], people: 2))
    #expect(decide(10 * 86_400 + 1) == .wait(people: 1))
    #expect(Escalation(threshold: -3).threshold == 1)
  }
}
