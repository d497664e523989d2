import Casework
import Forensics
import Mail
import Testing
import Vocabulary

/// Reports of which the company's own mail server says that their sender is forged.
@Suite struct ForgedReporterTests {
  static let company = Staged.company(trusting: ["mx.harborledger.com"])

  private static func report(by reporter: String, _ results: String?) -> String {
    let checks = results.map { "Authentication-Results: mx.harborledger.com; \($0)\r\n" } ?? ""
    let received =
      "Received: from x.example (x.example [203.0.113.9]) by mx.harborledger.com; Wed, 12 Nov 2014 09:00:00 +0000\r\n"
    return checks + received
      + StagedMail(results: "dkim=pass header.d=sendgrid.net").attached(by: reporter)
  }

  private static func finding(_ results: String?, by reporter: String = "vic@victim.example") throws -> Finding {
    try Staged.finding(report(by: reporter, results), company)
  }

  @Test(arguments: [
    ("dmarc=fail (p=reject dis=none) header.from=victim.example", true), ("dmarc=fail (p=QUARANTINE)", true),
    ("dmarc=fail action=oreject header.from=victim.example", true),
    ("dmarc=fail (p=reject) header.from=other.example", false),
    ("dmarc=pass (p=reject) header.from=victim.example", false),
    // What forwarding does to honest mail.
    ("dmarc=fail (p=none) header.from=victim.example; spf=pass smtp.mailfrom=forwarder.example", false),
    ("dmarc=fail (p=none sp=reject dis=none) header.from=victim.example", false),
    ("dmarc=fail action=none header.from=victim.example", false),
    ("dmarc=fail header.from=victim.example", false), ("spf=fail smtp.mailfrom=victim.example", false),
  ])
  func `what counts as forged`(results: String, isForged: Bool) throws {
    let finding = try Self.finding(results)
    #expect(finding.isReporterForged == isForged)
    #expect((Escalation.person(of: finding, organization: Self.company) == nil) == isForged)
  }

  @Test func `where nobody checked, nobody is forged`() throws { #expect(try !Self.finding(nil).isReporterForged) }

  @Test func `two forged names are one witness and no recipient, and two real ones prove a service`() throws {
    func service(_ results: String) throws -> (proven: Bool?, recipients: Int) {
      let findings = try ["vic@victim.example", "eve@victim2.example"].map { name in
        try Self.finding(results + " header.from=" + name.drop { $0 != "@" }.dropFirst(), by: name)
      }
      let campaigns = CampaignGrouping.group(findings, organization: Self.company).campaigns
      return (campaigns.first?.service?.proven, campaigns.flatMap(\.recipients).count)
    }
    #expect(try service("dmarc=fail (p=reject)") == (false, 0))
    #expect(try service("dmarc=pass").proven == true)
  }
}
