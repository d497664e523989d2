import Forensics
import Testing
import Vocabulary

@Suite struct OwnMailProvenTests {
  @Test(arguments: [
    "dkim=pass header.d=harborledger.com", "dkim=pass header.i=@mail.harborledger.com",
    "spf=pass smtp.mailfrom=bounce@harborledger.com",
    "spf=pass smtp.mailfrom=em.harborledger.com; dkim=none",
    "dkim=pass header.d=sendgrid.net; dkim=pass header.d=harborledger.com; dmarc=pass",
  ])
  func `an aligned pass proves the company's own mail`(results: String) throws {
    let finding = try Staged.finding(StagedMail(from: "Harbor Ledger <news@harborledger.com>", results: results).text)
    #expect(finding.saw("own-mail-proven"))
    #expect(finding.verdict == .genuine)
    #expect(finding.judgement.confidence > 0.9)
  }

  @Test(arguments: [
    "dkim=pass header.d=mailer.example", "spf=pass smtp.mailfrom=mailer.example",
    "dkim=pass header.d=notharborledger.com",
    "dkim=pass header.d=harborledger.com.mailer.example", "dkim=neutral header.d=harborledger.com",
    "spf=softfail smtp.mailfrom=harborledger.com",
    "arc=pass header.d=harborledger.com", "spf=pass smtp.helo=harborledger.com", "dkim=pass header.d=com",
  ])
  func `any other pass does not`(results: String) throws {
    let finding = try Staged.finding(StagedMail(from: "Harbor Ledger <news@harborledger.com>", results: results).text)
    #expect(!finding.saw("own-mail-proven"))
    #expect(finding.verdict == .unproven)
  }

  @Test func `a pass of the company's domain under another's From proves nothing`() throws {
    let mail = StagedMail(from: "billing@harb0rledger.com", results: "dkim=pass header.d=harborledger.com")
    let finding = try Staged.finding(mail.text)
    #expect(!finding.saw("own-mail-proven"))
    #expect(finding.verdict == .impersonation)
  }
}
