import Forensics
import Testing
import Vocabulary

@Suite struct NoMentionTests {
  @Test func `a mail that has nothing to do with the company is seen`() throws {
    let finding = try Staged.finding(StagedMail(from: "Pharma <a@mailer.example>", subject: "Cheap pills").text)
    #expect(finding.saw("no-mention"))
    #expect(finding.verdict == .unrelated)
  }

  @Test(arguments: [
    StagedMail(), StagedMail(from: "billing@harborledger.com"), StagedMail(from: "Harbor Ledger <a@mailer.example>"),
    StagedMail(from: "a@mailer.example", subject: "Harbor Ledger"),
    StagedMail(from: "a@mailer.example", body: "Harbor Ledger writes to you."),
    StagedMail(from: "a@mailer.example", body: "Look at https://harb0rledger.com/ today."),
  ])
  func `any sign of it is a mention`(mail: StagedMail) throws {
    #expect(!(try Staged.finding(mail.text).saw("no-mention")))
  }
}
