import Evidence
import Forensics
import Mail
import Signing
import Testing
import Vocabulary

/// A mail that carries one of the company's own is not genuine for that: the proof is the inner mail's alone.
@Suite struct LayeredMailTests {
  /// A fake to a customer with a receipt of the company's hung on to it, as an attacker has who is a customer.
  private static func fake(from: String, _ text: String, receipt: String) -> String {
    let carried = StagedMail.attached(receipt, by: from, note: text, boundary: "fake-1")
    let way = StagedMail(from: nil, to: nil).text.prefix { $0 != "\r\n" }
    return way + "\r\n" + carried.replacing("To: report@harborledger.com", with: "To: jane@customer.example")
  }

  private static func attached(_ mail: String) -> String { StagedMail.attached(mail, boundary: "wrap-1") }

  private static func findings(_ report: String, ofAnyMail: Bool = false) throws -> [Finding] {
    let examination = try Staged.examination(keys: SignatureTrustTests.keys)
    return (ofAnyMail ? examination.ofAnyMail() : examination)
      .findings(of: Artifact(sealing: Array(report.utf8), source: "reports/1.eml"))
  }

  @Test(arguments: [
    ("Harbor Ledger <billing@harb0rledger.com>", "Pay at http://harb0rledger.com/pay", Verdict.impersonation),
    (
      "Harbor Ledger Billing <x@evil.example>", "Your Harbor Ledger card was declined. Pay at http://evil.example/",
      .impersonation
    ),
    ("mallory@customer.example", "Call us.", .unrelated),
    ("Harbor Ledger <billing@harborledger.com>", "Our bank account has changed.", .unproven),
  ])
  func `a fake with a genuine mail hung on to it stays what it is, forwarded, uploaded or asked about`(
    from: String, text: String, verdict: Verdict
  ) throws {
    let receipt = SignatureTrustTests.own.text
    let fake = Self.fake(from: from, text, receipt: receipt)
    for (report, isAny) in [(Self.attached(fake), false), (fake, false), (fake, true), (Self.attached(fake), true)] {
      let findings = try Self.findings(report, ofAnyMail: isAny)
      #expect(findings.contains { $0.verdict == .genuine && $0.isSignedByUs })
      #expect(findings.contains { $0.verdict == verdict }, "\(findings.map(\.verdict))")
      #expect(Set(findings.map(\.file)).count == findings.count)
    }
  }

  @Test func `a genuine mail that a customer sends in is one finding, and so is a fake sent on by two`() throws {
    #expect(try Self.findings(SignatureTrustTests.own.attached()).map(\.verdict) == [.genuine])
    #expect(try Self.findings(Self.attached(StagedMail().attached())).map(\.verdict) == [.impersonation])
  }

  @Test func `a fake sent straight to where reports go does not hide behind what it carries`() throws {
    let other = StagedMail(from: "shop@shop.example", to: "x@y.example", subject: "Shoes", body: "Buy shoes.").text
    let mail = Self.attached(other).replacing("jane@customer.example", with: "Harbor Ledger <billing@harb0rledger.com>")
      .replacing("Is this you?", with: "Pay your Harbor Ledger invoice at http://harb0rledger.com/pay")
    #expect(try Self.findings(mail).contains { $0.verdict == .impersonation })
  }

  @Test func `what a receiver is said to have found is not our own signature`() throws {
    let said = StagedMail(from: "Harbor Ledger <billing@harborledger.com>").with {
      $0.results = "dkim=pass header.d=harborledger.com"
    }
    let finding = try Staged.finding(said.text)
    #expect(finding.verdict == .genuine && !finding.isSignedByUs)
    #expect(try Staged.finding(SignatureTrustTests.own.text, keys: SignatureTrustTests.keys).isSignedByUs)
  }
}
