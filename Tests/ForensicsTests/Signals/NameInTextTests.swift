import Forensics
import Testing
import Vocabulary

@Suite struct NameInTextTests {
  @Test(arguments: [
    "We are Harbor\r\nLedger and write to you today.", "Write to help@harborledger.com for more of this.",
  ])
  func `a text that names the company is seen`(body: String) throws {
    #expect(try Staged.finding(StagedMail(from: "Anna <a@mailer.example>", body: body).text).saw("name-in-text"))
  }

  @Test func `a name that stands only in the page is seen`() throws {
    let mail = StagedMail(from: "Anna <a@mailer.example>", html: "<p>The <b>Harbor</b> Ledger team</p>")
    #expect(try Staged.finding(mail.text).saw("name-in-text"))
  }

  @Test(arguments: [
    ("The harbour's ledger is full.", "a@mailer.example"), ("Harbor Ledger news", "a@harborledger.com"),
  ])
  func `others, and its own mail, are not`(body: String, from: String) throws {
    #expect(!(try Staged.finding(StagedMail(from: from, body: body).text).saw("name-in-text")))
  }
}
