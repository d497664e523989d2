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

  @Test(arguments: [
    ("Qoro <hi@qora.es>", true), ("Qoro Billing <hi@qoros.es>", true), ("Jane Roe <hi@qora.es>", false),
    ("Qoro <hi@mailer.example>", false),
  ])
  func `a short name's likeness counts where the display name says that it is meant`(from: String, seen: Bool) throws {
    let company = Staged.company(name: "Qoro", domains: ["qoro.es"])
    let mail = StagedMail(from: from, body: "Your Qoro account will be closed, pay your invoice today.")
    #expect(try Staged.finding(mail.text, company).saw("lookalike-sender") == seen)
  }
}
