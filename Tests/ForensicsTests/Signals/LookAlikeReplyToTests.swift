import Forensics
import Testing
import Vocabulary

@Suite struct LookAlikeReplyToTests {
  @Test func `answers to a look-alike are seen`() throws {
    let mail = StagedMail(from: "Anna <anna@mailer.example>", below: "Reply-To: billing@harborledqer.com\r\n")
    let finding = try Staged.finding(mail.text)
    #expect(finding.detail("lookalike-reply-to")?.contains("harborledqer[.]com") == true)
    #expect(finding.verdict == .impersonation)
  }

  @Test(arguments: [
    "", "Reply-To: billing@harborledger.com\r\n", "Reply-To: anna@other.example\r\n", "Reply-To: <>\r\n",
  ])
  func `others are not`(field: String) throws {
    #expect(
      !(try Staged.finding(StagedMail(from: "Anna <anna@mailer.example>", below: field).text).saw("lookalike-reply-to"))
    )
  }
}
