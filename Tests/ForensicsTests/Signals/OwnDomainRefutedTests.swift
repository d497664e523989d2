import Forensics
import Testing
import Vocabulary

@Suite struct OwnDomainRefutedTests {
  @Test(arguments: [
    "dkim=none; spf=pass smtp.mailfrom=mailer.example; dmarc=fail header.from=harborledger.com",
    "spf=fail smtp.mailfrom=harborledger.com",
    "dkim=fail header.d=harborledger.com; spf=fail smtp.mailfrom=x@news.harborledger.com",
  ])
  func `a check that fails refutes the exact domain`(results: String) throws {
    let finding = try Staged.finding(
      StagedMail(from: "Harbor Ledger <billing@harborledger.com>", results: results).text)
    #expect(finding.saw("own-domain-refuted"))
    #expect(finding.verdict == .impersonation)
    #expect(finding.judgement.confidence > 0.9)
  }

  @Test(arguments: [
    "spf=softfail smtp.mailfrom=harborledger.com", "spf=fail smtp.mailfrom=mailer.example",
    "dkim=fail header.d=harborledger.com",
    "spf=none; dkim=none; dmarc=none", "dmarc=temperror",
    "spf=fail smtp.mailfrom=harborledger.com; dkim=pass header.d=harborledger.com",
  ])
  func `less than that does not`(results: String) throws {
    let finding = try Staged.finding(StagedMail(from: "billing@harborledger.com", results: results).text)
    #expect(!finding.saw("own-domain-refuted"))
    #expect(finding.verdict != .impersonation)
  }

  @Test func `the sender's own word refutes nothing`() throws {
    let below = "Authentication-Results: mx.customer.example; dmarc=fail header.from=harborledger.com\r\n"
    #expect(try Staged.finding(StagedMail(from: "billing@harborledger.com", below: below).text).verdict == .unproven)
  }

  @Test func `another's domain is not the company's to refute`() throws {
    let mail = StagedMail(from: "a@mailer.example", results: "dmarc=fail header.from=mailer.example")
    #expect(!(try Staged.finding(mail.text).saw("own-domain-refuted")))
  }
}
