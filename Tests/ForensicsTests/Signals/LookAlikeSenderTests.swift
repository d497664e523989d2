import Forensics
import Testing
import Vocabulary

@Suite struct LookAlikeSenderTests {
  @Test(arguments: [
    "harb0rledger.com", "harborledger.co", "harbor-ledger.com", "harborledgers.com", "mail.harborledgr.com",
    "xn--hrborledger-65a.com",
  ])
  func `a sender from a look-alike is seen`(domain: String) throws {
    let finding = try Staged.finding(StagedMail(from: "Renewals <renew@\(domain)>").text)
    #expect(finding.detail("lookalike-sender")?.contains("is made to be taken for harborledger.com") == true)
    #expect(finding.verdict == .impersonation)
  }

  @Test(arguments: [
    "harborledger.com", "news.harborledger.com", "customer.example", "portauthority.example", "ledger.example",
    "gmail.com",
  ])
  func `its own domain and other people's are not`(domain: String) throws {
    #expect(!(try Staged.finding(StagedMail(from: "Renewals <renew@\(domain)>").text).saw("lookalike-sender")))
  }
}
