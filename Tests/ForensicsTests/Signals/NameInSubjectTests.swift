import Forensics
import Testing
import Vocabulary

@Suite struct NameInSubjectTests {
  @Test(arguments: [
    "Your Harbor Ledger invoice", "HARBOR LEDGER: renewal", "=?UTF-8?Q?Harbor_Ledger_=E2=80=93_renewal?=",
  ])
  func `a subject that names the company is seen`(subject: String) throws {
    #expect(
      try Staged.finding(StagedMail(from: "Anna <a@mailer.example>", subject: subject).text).saw("name-in-subject"))
  }

  @Test(arguments: [
    ("Your harbour ledger", "a@mailer.example"), ("Harbor and Ledger", "a@mailer.example"),
    ("Harbor Ledger news", "a@harborledger.com"),
  ])
  func `others, and its own mail, are not`(subject: String, from: String) throws {
    #expect(!(try Staged.finding(StagedMail(from: from, subject: subject).text).saw("name-in-subject")))
  }
}
