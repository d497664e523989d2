import Evidence
import Forensics
import Mail
import Testing
import Vocabulary

/// What each kind of report is taken for: the table of the contract.
@Suite struct VerdictTests {
  static let own = "Harbor Ledger <billing@harborledger.com>"

  struct Case: CustomTestStringConvertible {
    let name: String
    let report: String
    let verdict: Verdict
    var testDescription: String { name }
  }

  static let plain = StagedMail()
  static let cases = [
    Case(name: "a look-alike, raw", report: plain.text, verdict: .impersonation),
    Case(name: "a look-alike, attached", report: plain.attached(), verdict: .impersonation),
    Case(name: "a look-alike, inline", report: plain.inline(), verdict: .impersonation),
    Case(
      name: "the exact domain, DMARC fail",
      report: plain.with {
        $0.from = own; $0.results = "dmarc=fail header.from=harborledger.com"
      }.attached(),
      verdict: .impersonation),
    Case(
      name: "the exact domain, SPF fail",
      report: plain.with {
        $0.from = own; $0.results = "spf=fail smtp.mailfrom=harborledger.com"
      }.text, verdict: .impersonation),
    Case(
      name: "own mail by DKIM",
      report: plain.with {
        $0.from = own; $0.results = "dkim=pass header.d=harborledger.com"
      }.text, verdict: .genuine),
    Case(
      name: "own mail by DKIM of a name below",
      report: plain.with {
        $0.from = own; $0.results = "dkim=pass header.d=em1.harborledger.com"
      }.attached(),
      verdict: .genuine),
    Case(
      name: "own mail by SPF",
      report: plain.with {
        $0.from = own; $0.results = "spf=pass smtp.mailfrom=b@em.harborledger.com"
      }.text, verdict: .genuine),
    Case(
      name: "own mail from a name below, by the parent's signature",
      report: plain.with {
        $0.from = "a@news.harborledger.com"; $0.results = "dkim=pass header.d=harborledger.com"
      }.text, verdict: .genuine),
    Case(
      name: "own mail by DMARC",
      report: plain.with {
        $0.from = own; $0.results = "dmarc=pass header.from=harborledger.com"
      }.text, verdict: .genuine),
    Case(
      name: "DMARC of another domain",
      report: plain.with {
        $0.from = own; $0.results = "dmarc=pass header.from=mailer.example"
      }.text,
      verdict: .unproven),
    Case(
      name: "a pass that is not aligned",
      report: plain.with {
        $0.from = own; $0.results = "dkim=pass header.d=sendgrid.net; spf=pass smtp.mailfrom=sendgrid.net"
      }.text, verdict: .unproven),
    Case(
      name: "results below the boundary",
      report: plain.with {
        $0.from = own; $0.below = "Authentication-Results: mx.customer.example; dkim=pass header.d=harborledger.com\r\n"
      }.text,
      verdict: .unproven),
    Case(
      name: "two From fields",
      report: plain.with {
        $0.from = own
        $0.results = "dkim=pass header.d=harborledger.com"
        $0.below = "From: Somebody <a@mailer.example>\r\n"
      }.text, verdict: .unproven),
    Case(
      name: "two mailboxes in one From",
      report: plain.with {
        $0.from = own + ", a@mailer.example"; $0.results = "dkim=pass header.d=harborledger.com"
      }.text,
      verdict: .unproven),
    Case(
      name: "ARC",
      report: plain.with {
        $0.from = own
        $0.results = "arc=pass"
        $0.below = "ARC-Authentication-Results: i=1; mx.customer.example; dkim=pass header.d=harborledger.com\r\n"
      }.text, verdict: .unproven),
    Case(name: "own mail, inline", report: plain.with { $0.from = own }.inline(), verdict: .unproven),
    Case(
      name: "own domain, inline, with a look-alike link",
      report: plain.with {
        $0.from = own; $0.body = "Please renew your plan here: https://harb0rledger.com/renew and thank you."
      }.inline(),
      verdict: .impersonation),
    Case(
      name: "other people's spam",
      report: plain.with {
        $0.from = "Lottery <win@prize.example>"
        $0.subject = "URGENT payment"
        $0.body = "Final notice: your invoice expires within 24 hours, pay immediately by bank details below."
      }.attached(), verdict: .unrelated),
    Case(
      name: "a newsletter that names the company",
      report: plain.with {
        $0.from = "Trade News <news@tradenews.example>"
        $0.subject = "Harbor Ledger opens an office"
        $0.body =
          "Harbor Ledger, whom you know from https://www.harborledger.com/, opens an office. Renew your subscription to read on."
      }.attached(), verdict: .unrelated),
    Case(
      name: "a partner's invoice",
      report: plain.with {
        $0.from = "Brickline Studio <office@brickline.example>"
        $0.subject = "Invoice 4711 for Harbor Ledger"
        $0.body =
          "Please find our invoice for work done for Harbor Ledger, payment within 14 days to the bank details that you know."
      }.attached(), verdict: .unrelated),
    Case(
      name: "a colleague's answer that quotes the company",
      report: plain.with {
        $0.from = "Tom <tom@customer.example>"
        $0.subject = "Re: Harbor Ledger"
        $0.body = "I never got anything from billing@harborledger.com this month, did you?"
      }.attached(), verdict: .unrelated),
    Case(
      name: "a plain question",
      report:
        "From: jane@customer.example\r\nTo: report@harborledger.com\r\nSubject: Question\r\n\r\nDid you write to me?\r\n",
      verdict: .noMessage),
    Case(
      name: "a question with transport headers",
      report: StagedMail(from: "jane@customer.example", to: "report@harborledger.com").text, verdict: .noMessage),
    Case(name: "nothing that can be read", report: "\u{0}\u{1}\u{2} no header at all", verdict: .noMessage),
    Case(name: "no From at all", report: plain.with { $0.from = nil }.text, verdict: .unrelated),
  ]

  @Test(arguments: cases)
  func `each report is taken for what it is`(one: Case) throws {
    #expect(try Staged.finding(one.report).verdict == one.verdict)
  }

  @Test func `two From fields never make a mail genuine, whichever stands first`() throws {
    for (first, second) in [(Self.own, "a@mailer.example"), ("a@mailer.example", Self.own), (Self.own, Self.own)] {
      let mail = StagedMail(from: first, results: "dkim=pass header.d=harborledger.com", below: "From: \(second)\r\n")
      #expect(try Staged.finding(mail.text).verdict != .genuine)
    }
  }

  @Test func `a screenshot is kept as evidence`() throws {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    let findings = try Staged.examination().findings(of: Artifact(sealing: png, source: "reports/shot.png"))
    #expect(findings.map(\.carrier) == [.image] && findings.map(\.verdict) == [.noMessage])
    #expect(findings.first?.digest == Digest(of: png))
    #expect(findings.first?.defects.isEmpty == false)
  }

  @Test func `confidence is a probability, whatever is seen`() throws {
    for one in Self.cases {
      let judgement = try Staged.finding(one.report).judgement
      #expect((0...1).contains(judgement.confidence) && judgement.total.isFinite, "\(one.name)")
    }
  }

  /// Several originals in one report are judged one by one.
  @Test func `each of several attached mails has a finding of its own`() throws {
    let genuine = Self.plain.with {
      $0.from = Self.own; $0.results = "dkim=pass header.d=harborledger.com"
    }.text
    let report = Self.plain.attached().replacing(
      "--outer-1--", with: "--outer-1\r\nContent-Type: message/rfc822\r\n\r\n\(genuine)\r\n--outer-1--")
    let findings = try Staged.examination().findings(of: Artifact(sealing: Array(report.utf8), source: "reports/1.eml"))
    #expect(findings.map(\.file) == ["reports/1.eml#1", "reports/1.eml#2"])
    #expect(findings.map(\.verdict) == [.impersonation, .genuine])
  }
}
