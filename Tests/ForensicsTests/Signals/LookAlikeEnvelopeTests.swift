import Forensics
import Testing
import Vocabulary

@Suite struct LookAlikeEnvelopeTests {
  @Test func `bounces to a look-alike are seen`() throws {
    let mail = StagedMail(from: "Anna <anna@mailer.example>", above: "Return-Path: <bounce@harborledqer.com>\r\n")
    #expect(try Staged.finding(mail.text).detail("lookalike-envelope")?.contains("harborledqer[.]com") == true)
  }

  @Test(arguments: [
    "", "Return-Path: <>\r\n", "Return-Path: <bounce@harborledger.com>\r\n", "Return-Path: <b@mailer.example>\r\n",
  ])
  func `others are not`(field: String) throws {
    #expect(
      !(try Staged.finding(StagedMail(from: "Anna <anna@mailer.example>", above: field).text).saw("lookalike-envelope"))
    )
  }
}
