import Forensics
import Testing
import Vocabulary

@Suite struct NameInDisplayNameTests {
  @Test(arguments: [
    "Harbor Ledger", "harbor ledger billing", "HarborLedger Support", "\"Billing | Harbor-Ledger\"", "harborledger.com",
    "Hаrbor Ledger",
    "=?UTF-8?B?SGFyYm9yIExlZGdlcg==?=", "Härbor Ledger", "Harbor  Ledger", "Harbor\u{200B} Ledger",
  ])
  func `somebody else who calls itself by the name is seen`(name: String) throws {
    let finding = try Staged.finding(StagedMail(from: "\(name) <office@mailer.example>").text)
    #expect(finding.saw("name-in-display-name"))
    #expect(finding.verdict == .impersonation)
  }

  @Test(arguments: [
    "Harbor Ledger <billing@harborledger.com>", "Anna Smith <anna@mailer.example>", "Port Ledger <a@mailer.example>",
    "Harbor Master <a@mailer.example>", "<a@mailer.example>",
  ])
  func `the company itself and others are not`(from: String) throws {
    #expect(!(try Staged.finding(StagedMail(from: from).text).saw("name-in-display-name")))
  }

  @Test(arguments: [("north.com", "Northern Bank"), ("apple.com", "Snapple Club"), ("kedge.com", "Marked Gently")])
  func `a short name inside another's is not`(domain: String, name: String) throws {
    let company = Staged.company(name: "Some Firm", domains: [domain])
    #expect(
      !(try Staged.finding(StagedMail(from: "\(name) <a@mailer.example>").text, company).saw("name-in-display-name")))
  }
}
