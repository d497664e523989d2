import Evidence
import Forensics
import Foundation
import Mail
import Testing
import Vocabulary

/// Mail from somebody who passes for the company is what it is about itself, whatever it lacks and wherever it was sent: never somebody's
/// report, and its writer is nobody to answer.
@Suite struct InOurNameTests {
  private static let impostors = [
    "Harbor Ledger <billing@harb0rledger.com>", "billing@harborledger-secure.com",
    "Harbor Ledger Billing <pay@payhub.example>",
  ]

  private static func mail(from: String, to: String) -> StagedMail {
    StagedMail(
      from: from, to: to, subject: "Your subscription has ended",
      body: "Please pay 49 EUR for your Harbor Ledger subscription today: http://harb0rledger.com/pay")
  }

  @Test(arguments: impostors) func `a fake that is sent straight to where reports go is no report`(from: String) throws
  {
    let finding = try Staged.finding(Self.mail(from: from, to: "report@harborledger.com").text)
    #expect(finding.carrier == .original && finding.reporter == nil && finding.original?.recipient == nil)
    #expect(finding.judgement.verdict == .impersonation, "\(finding.judgement)")
  }

  @Test(arguments: impostors) func `a saved copy that has lost its way is read as the mail that it is`(from: String)
    throws
  {
    let text = Self.mail(from: from, to: "ann@customer.example").text
    let saved = String(text[text.range(of: "From: ")!.lowerBound...])
    let finding = try Staged.finding(saved)
    #expect(finding.carrier == .original && finding.reporter == nil)
    #expect(finding.original?.recipient?.text == "ann@customer.example")
    #expect(finding.judgement.verdict == .impersonation, "\(finding.judgement)")
  }

  @Test(arguments: impostors) func `who passes for the company and forwards something is still not answered`(
    from: String
  ) throws {
    let finding = try Staged.finding(StagedMail().attached(by: from))
    #expect(finding.carrier == .attachment && finding.reporter == nil)
  }

  @Test(arguments: [
    "jane@customer.example", "Ada at Harbor Ledger <ada@harborledger.com>", "Harbour Café <x@cafe.example>",
  ])
  func `customers and the company's own people stay who they are`(from: String) throws {
    let finding = try Staged.finding(StagedMail().attached(by: from))
    #expect(finding.carrier == .attachment && finding.reporter != nil)
    let question = try Staged.finding(
      "From: \(from)\r\nTo: report@harborledger.com\r\nSubject: A question\r\n\r\nIs the mail of today yours?\r\n")
    #expect(question.carrier == .none && question.reporter != nil && question.judgement.verdict == .noMessage)
  }

  @Test func `a customer who is called like the company is a customer`() throws {
    let grace = Staged.company(name: "Grace", domains: ["grace-shop.com"])
    func reporter(_ from: String, _ company: Organization, customers: Set<String> = []) throws -> String? {
      let findings = try Staged.examination(company, customers: customers)
        .findings(of: Artifact(sealing: Array(StagedMail().attached(by: from).utf8), source: "reports/1.eml"))
      let reporters = Set(findings.map(\.reporter))
      try #require(reporters.count == 1)
      return reporters.first??.text
    }
    #expect(try reporter("Grace Hopper <grace@navy.example>", grace) == "grace@navy.example")
    #expect(try reporter("Grace <pay@payhub.example>", grace) == nil)
    let fan = "Harbor Ledger Fan Club <fans@customer.example>"
    #expect(try reporter(fan, Staged.company()) == nil)
    #expect(try reporter(fan, Staged.company(), customers: ["fans@customer.example"]) == "fans@customer.example")
    let known = "billing@harb0rledger.com"
    #expect(try reporter(known, Staged.company(), customers: [known]) == nil)
  }

  @Test func `a saved copy to nobody that is named is a question, as before`() throws {
    let finding = try Staged.finding("From: jane@customer.example\r\nSubject: hello\r\n\r\nIs this you?\r\n")
    #expect(finding.carrier == .none && finding.reporter?.text == "jane@customer.example")
  }
}
