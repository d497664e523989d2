import Forensics
import Testing
import Vocabulary

@Suite struct OnlyOwnLinksTests {
  @Test func `links to the company's own site alone are seen`() throws {
    let mail = StagedMail(
      from: "news@harborledger.com",
      body: "See https://www.harborledger.com/a and https://harborledger.com/b for it all.")
    let finding = try Staged.finding(mail.text)
    #expect(finding.saw("only-own-links"))
    #expect(finding.verdict == .unproven)
  }

  @Test(arguments: [
    "No link at all stands in this mail, none.", "See https://harborledger.com/a and https://pay.example/b for it all.",
  ])
  func `none, or one other, is not`(body: String) throws {
    #expect(!(try Staged.finding(StagedMail(from: "news@harborledger.com", body: body).text).saw("only-own-links")))
  }
}
