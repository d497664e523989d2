import Forensics
import Testing
import Vocabulary

@Suite struct ReplyElsewhereTests {
  @Test func `answers to another domain are seen`() throws {
    let mail = StagedMail(from: "Anna <a@mailer.example>", below: "Reply-To: collector@other.example\r\n")
    #expect(try Staged.finding(mail.text).saw("reply-elsewhere"))
  }

  @Test(arguments: ["", "Reply-To: b@mailer.example\r\n", "Reply-To: help@harborledger.com\r\n"])
  func `the same domain, the company's, or none is not`(field: String) throws {
    #expect(
      !(try Staged.finding(StagedMail(from: "Anna <a@mailer.example>", below: field).text).saw("reply-elsewhere")))
  }
}
