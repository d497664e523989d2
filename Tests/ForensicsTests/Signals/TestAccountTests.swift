import Forensics
import Testing
import Vocabulary

@Suite struct TestAccountTests {
  @Test(arguments: [
    "canary-1@harborledger.com", "Canary-1@HarborLedger.com", "jane@customer.example, canary-1@harborledger.com",
  ])
  func `a mail to a test account is seen`(to: String) throws {
    let finding = try Staged.finding(StagedMail(to: to).text, testAccounts: ["canary-1@harborledger.com"])
    #expect(finding.saw("test-account"))
    #expect(finding.sentToTestAccount)
    #expect(finding.original?.recipient?.text == "canary-1@harborledger.com")
  }

  @Test func `one to a customer is not`() throws {
    let finding = try Staged.finding(StagedMail().text, testAccounts: ["canary-1@harborledger.com"])
    #expect(!finding.saw("test-account"))
    #expect(!finding.sentToTestAccount)
  }

  @Test func `spam to a test account that names nobody is still no impersonation`() throws {
    let mail = StagedMail(
      from: "Prince <a@mailer.example>", to: "canary-1@harborledger.com", subject: "Urgent payment",
      body: "Pay me at once, urgent, it is my invoice for the gold.")
    let finding = try Staged.finding(mail.text, testAccounts: ["canary-1@harborledger.com"])
    #expect(finding.verdict == .unrelated)
  }
}
