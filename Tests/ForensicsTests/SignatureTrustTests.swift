import Forensics
import Mail
import Signing
import Testing
import Vocabulary

/// What a signature that is verified here, with an archived key, makes of a mail.
@Suite struct SignatureTrustTests {
  static let own = StagedMail(from: "Harbor Ledger <billing@harborledger.com>").signed(by: "harborledger.com")
  static let keys = SignedMail.keys("harborledger.com")

  @Test func `the company's own signature makes its mail genuine, attached or raw`() throws {
    for report in [Self.own.text, Self.own.attached()] {
      let finding = try Staged.finding(report, keys: Self.keys)
      #expect(finding.verdict == .genuine)
      #expect(finding.grade == .signed)
      #expect(finding.detail("own-mail-proven") == "signed by harborledger.com, verified here")
    }
  }

  @Test func `without the key it proves nothing`() throws {
    #expect(try Staged.finding(Self.own.text).verdict == .unproven)
    #expect(try Staged.finding(Self.own.text, keys: SignedMail.keys("other.example")).verdict == .unproven)
  }

  @Test func `a signed mail with an answer address that the signature leaves open is not the company's any more`()
    throws
  {
    let elsewhere = Self.own.with { $0.above = "Reply-To: a@mailer.example\r\n" }
    #expect(try Staged.finding(elsewhere.text, keys: Self.keys).verdict == .unproven)
    #expect(try Staged.finding(elsewhere.text, keys: Self.keys).isSignedByUs == false)
    let imitated = Self.own.with { $0.above = "Reply-To: billing@harb0rledger.com\r\n" }
    #expect(try Staged.finding(imitated.text, keys: Self.keys).verdict == .impersonation)
    let own = Self.own.with { $0.above = "Reply-To: help@harborledger.com\r\n" }
    #expect(try Staged.finding(own.text, keys: Self.keys).verdict == .genuine)
  }

  @Test func `a copy above the signed field, or too many signatures to read, leaves it open`() throws {
    let field = SignedMail.field(
      "harborledger.com", fields: [("from", "x"), ("subject", "x"), ("reply-to", "x")], body: "x")
    let mail = StagedMail(
      from: "Harbor Ledger <billing@harborledger.com>", results: "dkim=pass header.d=harborledger.com",
      below: field + "Reply-To: help@harborledger.com\r\n")
    #expect(try Staged.finding(mail.text).verdict == .genuine)
    #expect(try Staged.finding(mail.with { $0.below += "Reply-To: a@mailer.example\r\n" }.text).verdict == .unproven)
    #expect(try Staged.finding(mail.with { $0.below += "Subject: Another\r\n" }.text).verdict == .unproven)
    let many = String(repeating: "DKIM-Signature: v=1; d=mailer.example\r\n", count: 20)
    #expect(try Staged.finding(mail.with { $0.below = many + $0.below }.text).verdict == .unproven)
  }

  @Test func `of a receiver's word the same holds, unless the mail came straight from the company`() throws {
    let mail = StagedMail(
      from: "Harbor Ledger <billing@harborledger.com>", results: "dkim=pass header.d=harborledger.com",
      below: "Reply-To: a@mailer.example\r\n")
    #expect(try Staged.finding(mail.text).verdict == .unproven)
    let straight = mail.with {
      $0.results = "dkim=pass header.d=harborledger.com; spf=pass smtp.mailfrom=b@harborledger.com"
    }
    #expect(try Staged.finding(straight.text).verdict == .genuine)
  }

  @Test func `a header that holds over another body is not enough`() throws {
    let altered = Self.own.with {
      $0.body = "Please pay the wrong firm instead of us, thank you for your kind attention."
    }
    let finding = try Staged.finding(altered.text, keys: Self.keys)
    #expect(finding.verdict == .unproven)
    #expect(finding.grade == .signed)
  }

  @Test func `an altered header, a second From, or another's domain is not enough`() throws {
    #expect(try Staged.finding(Self.own.with { $0.subject = "Another" }.text, keys: Self.keys).verdict == .unproven)
    #expect(
      try Staged.finding(Self.own.with { $0.above = "From: a@mailer.example\r\n" }.text, keys: Self.keys).verdict
        != .genuine)
    let other = StagedMail(from: "Harbor Ledger <billing@harborledger.com>").signed(by: "mailer.example")
    #expect(try Staged.finding(other.text, keys: SignedMail.keys("mailer.example")).verdict == .unproven)
    let fake = StagedMail().signed(by: "harborledger.com")
    #expect(try Staged.finding(fake.text, keys: Self.keys).verdict == .impersonation)
  }

  @Test func `a signature of the service, verified here, proves the service to one reporter`() throws {
    let mail = StagedMail().signed(by: "sendgrid.net")
    let finding = try Staged.finding(mail.attached(), keys: SignedMail.keys("sendgrid.net"))
    #expect(finding.service?.providerID == "sendgrid")
    #expect(finding.verifiedHere)
    #expect(try ServiceTrustTests.service([finding])?.proven == true)
  }

  @Test func `another's signature, verified here, proves no service`() throws {
    let mail = StagedMail(results: "dkim=pass header.d=sendgrid.net").signed(by: "harborledger.com")
    let finding = try Staged.finding(mail.attached(), keys: Self.keys)
    #expect(finding.service?.providerID == "sendgrid")
    #expect(!finding.verifiedHere)
    #expect(try ServiceTrustTests.service([finding])?.proven == false)
  }
}
