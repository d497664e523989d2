import Forensics
import Mail
import Testing
import Vocabulary

/// One lying reporter cannot frame a service, an account or a tier.
@Suite struct ServiceTrustTests {
  /// The only campaign's service.
  static func service(_ findings: [Finding]) throws -> ProvenService? {
    let campaigns = CampaignGrouping.group(findings, organization: Staged.company()).campaigns
    try #require(campaigns.count == 1)
    return campaigns[0].service
  }

  static func report(
    _ number: Int, by reporter: String, results: String? = "dkim=pass header.d=sendgrid.net",
    account: String = "482107", below: String = "",
    to: String? = nil, tests: Set<String> = []
  ) throws -> Finding {
    let mail = StagedMail(
      to: to ?? reporter, results: results,
      below: below, above: "Return-Path: <bounces+\(account)-9f3a-x=customer.example@em.mailer.example>\r\n")
    return try Staged.finding(mail.attached(by: reporter), testAccounts: tests, file: "reports/\(number).eml")
  }

  @Test func `one reporter's headers name a service and do not prove it`() throws {
    let found = try #require(try Self.service([try Self.report(1, by: "mallory@liar.example")]))
    #expect(found.service.providerID == "sendgrid")
    #expect(!found.proven && found.independentReports == 1)
  }

  @Test(arguments: [
    ["mallory@liar.example", "mallory@liar.example"], ["mallory@liar.example", "Mallory+2@liar.example"],
  ])
  func `the same reporter twice is one`(reporters: [String]) throws {
    let found = try #require(try Self.service(try reporters.enumerated().map { try Self.report($0, by: $1) }))
    #expect(!found.proven && found.independentReports == 1)
  }

  @Test func `two reporters prove it`() throws {
    let found = try #require(
      try Self.service([try Self.report(1, by: "jane@a.example"), try Self.report(2, by: "bob@b.example")]))
    #expect(found.proven && found.independentReports == 2)
    #expect(found.service.account == "482107")
  }

  @Test func `a test account proves it alone`() throws {
    let finding = try Self.report(
      1, by: "ops@harborledger.com", to: "canary@harborledger.com", tests: ["canary@harborledger.com"])
    #expect(try Self.service([finding])?.proven == true)
  }

  @Test func `two reporters go before one who states a higher tier`() throws {
    let liar = try Self.report(1, by: "mallory@liar.example", results: "dkim=pass header.d=mailgun.org")
    let honest = try (2...3).map {
      try Self.report($0, by: "c\($0)@c\($0).example", results: "spf=pass smtp.mailfrom=b@u1.sendgrid.net")
    }
    let found = try #require(try Self.service([liar] + honest))
    #expect(found.service.providerID == "sendgrid" && found.proven)
    #expect(found.service.tier == .b)
  }

  @Test func `one who states more of the proven service adds neither tier nor account`() throws {
    let liar = try Self.report(1, by: "mallory@liar.example", account: "999999")
    let honest = try (2...3).map {
      try Self.report($0, by: "c\($0)@c\($0).example", results: "spf=pass smtp.mailfrom=b@u1.sendgrid.net")
    }
    for order in [[liar] + honest, honest + [liar]] {
      let found = try #require(try Self.service(order))
      #expect(found.proven && found.independentReports == 3)
      #expect(found.service.tier == .b)
      #expect(found.service.account == "482107")
    }
  }

  @Test func `where two reporters name two accounts, none is named`() throws {
    let found = try #require(
      try Self.service([
        try Self.report(1, by: "jane@a.example", account: "482107"),
        try Self.report(2, by: "mallory@liar.example", account: "999999"),
      ]))
    #expect(found.service.account == nil)
    #expect(found.proven)
  }

  @Test func `a claim never becomes a tier, however many make it`() throws {
    let findings = try (1...5).map {
      try Self.report($0, by: "c\($0)@c\($0).example", results: nil, below: "X-SG-EID: abc\r\n")
    }
    let campaigns = CampaignGrouping.group(findings, organization: Staged.company()).campaigns
    #expect(campaigns.count == 1)
    #expect(campaigns.first?.service == nil)
    #expect(campaigns.first?.claimedServices == ["sendgrid"])
  }

  @Test func `an inline forward states no service`() throws {
    let finding = try Staged.finding(
      StagedMail(body: "X-SG-EID: abc and other words that somebody typed below the header.").inline())
    #expect(finding.service == nil && finding.claimedServices.isEmpty)
    #expect(finding.grade == .text)
  }
}
