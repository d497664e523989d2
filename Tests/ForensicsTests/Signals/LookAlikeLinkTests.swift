import Forensics
import Testing
import Vocabulary

@Suite struct LookAlikeLinkTests {
  @Test(arguments: [
    "https://harb0rledger.com/pay", "http://www.harborledger-billing.com", "https://harborledger.com.pay.example/now",
    "https://harborledger.weebly.com/",
  ])
  func `a link to a look-alike is seen`(link: String) throws {
    let mail = StagedMail(
      from: "Anna <anna@mailer.example>", body: "Please pay at \(link) today, thank you very much indeed.")
    let finding = try Staged.finding(mail.text)
    #expect(finding.detail("lookalike-link")?.hasPrefix("a link's domain ") == true)
    #expect(finding.verdict == .impersonation)
  }

  @Test(arguments: [
    "https://harborledger.com/pay", "https://my.harborledger.com", "https://www.linkedin.com/company/harborledger",
    "https://mailer.example/harbor",
  ])
  func `its own pages and other people's are not`(link: String) throws {
    let mail = StagedMail(
      from: "Anna <anna@mailer.example>", body: "Please look at \(link) today, thank you very much indeed.")
    #expect(!(try Staged.finding(mail.text).saw("lookalike-link")))
  }

  @Test func `a link that only the HTML of an inline forward holds is seen`() throws {
    let mail = StagedMail(
      from: "Anna &lt;anna@mailer.example&gt;",
      html: "<p>Please <a href=\"https://harb0rledger.com/pay\">Renew now</a></p>")
    #expect(try Staged.finding(mail.with { $0.from = "Anna <anna@mailer.example>" }.inline()).saw("lookalike-link"))
  }
}
