import Forensics
import Testing
import Vocabulary

@Suite struct OwnServiceTests {
  static let proven = "dkim=pass header.d=sendgrid.net"

  @Test func `a mail through the company's own service is seen`() throws {
    let mail = StagedMail(from: "Harbor Ledger <news@sendgrid.net>", results: Self.proven)
    let finding = try Staged.finding(mail.text, Staged.company(senders: ["sendgrid"]))
    #expect(finding.saw("own-service"))
    #expect(finding.verdict == .unrelated)
  }

  @Test func `a look-alike is not excused by it`() throws {
    let finding = try Staged.finding(StagedMail(results: Self.proven).text, Staged.company(senders: ["sendgrid"]))
    #expect(!finding.saw("own-service"))
    #expect(finding.verdict == .impersonation)
  }

  @Test(arguments: [
    ([], Self.proven), (["postmark"], Self.proven), (["sendgrid"], "dkim=fail header.d=sendgrid.net"),
    (["sendgrid"], nil as String?),
  ])
  func `another's service, or one only claimed, is not seen`(senders: [String], results: String?) throws {
    let mail = StagedMail(from: "Harbor Ledger <news@mailer.example>", results: results, below: "X-SG-EID: abc\r\n")
    #expect(!(try Staged.finding(mail.text, Staged.company(senders: senders)).saw("own-service")))
  }
}
