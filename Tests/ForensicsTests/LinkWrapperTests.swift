import Domains
import Evidence
import Forensics
import Mail
import Testing
import Vocabulary

/// Links that the customer's own mail system rewrote, read for where they lead.
@Suite struct LinkWrapperTests {
  static let encoded = "https%3A%2F%2Fwww.harb0rledger.com%2Fpay%3Fa%3D1"
  static let wrapped = [
    "https://eur01.safelinks.protection.outlook.com/?url=\(encoded)&data=05%7C01%7Cjane%40customer.example&sdata=x",
    "https://urldefense.proofpoint.com/v1/url?u=\(encoded)&k=abc",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.harb0rledger.com_pay-3Fa-3D1&d=DwMF&c=x",
    "https://urldefense.com/v3/__https://www.harb0rledger.com/pay?a=1__;!!AbC!xyz$",
    "https://urldefense.com/v3/__https://www.harb0rledger.com/pay*a=1__;Pw!!AbC!xyz$",
    "https://url.avanan.click/v2/___https://www.harb0rledger.com/pay?a=1___.YXAz",
    "https://linkprotect.cudasvc.com/url?a=\(encoded)&c=E,1,x",
    "https://secure-web.cisco.com/1abcDEF/\(encoded)",
    "https://eu-west-1.protection.sophos.com/?d=harb0rledger.com&u=aHR0cHM6Ly93d3cuaGFyYjBybGVkZ2VyLmNvbS9wYXk_YT0x&i=x",
    "https://www.google.com/url?sa=t&url=\(encoded)", "https://www.google.com/url?q=\(encoded)&sa=D",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fwww.harb0rledger.com%2Fpay%3Fa%3D1__%3B!!a!b%24",
  ]

  private static func report(_ link: String, words: String = "Renew now", from: String = "Somebody <a@mailer.example>")
    -> String
  {
    StagedMail(
      from: from,
      html: "<p>Your invoice is due.</p><a href=\"\(link.replacing("&", with: "&amp;"))\">\(words)</a>"
    ).inline()
  }

  @Test(arguments: wrapped) func `a look-alike behind a filter's address is found`(link: String) throws {
    let finding = try Staged.finding(Self.report(link))
    #expect(finding.verdict == .impersonation)
    #expect(finding.links.first?.url.raw == "https://www.harb0rledger.com/pay?a=1")
    #expect(finding.links.first?.wrapped == link && finding.links.count == 1)
    #expect(finding.lookAlikes.map(\.accused) == ["harb0rledger.com"])
  }

  @Test func `the company's own link behind a filter's address is its own`() throws {
    let link = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.harborledger.com%2Fa&data=x"
    for words in ["https://www.harborledger.com/a", "Renew now"] {
      let finding = try Staged.finding(
        Self.report(link, words: words, from: "Harbor Ledger <billing@harborledger.com>"))
      #expect(finding.verdict == .unproven, "\(words)")
    }
  }

  @Test(arguments: [
    "https://eur01.safelinks.protection.outlook.com/?data=x", "https://urldefense.com/v3/__",
    "https://www.google.com/url?q=",
    "https://secure-web.cisco.com/", "https://safelinks.protection.outlook.com.evil.example/?url=\(encoded)",
    "https://evil.example/?url=\(encoded)", "https://urldefense.com/v3/__https://__;Pw!!",
  ])
  func `what holds no address, or only looks like a filter's, stays as it is`(link: String) throws {
    let finding = try Staged.finding(Self.report(link))
    #expect(finding.links.map(\.url.raw) == [link] && finding.links.first?.wrapped == nil)
  }
}

/// What must not be lost of a mail, however it is made.
@Suite struct NothingLostTests {
  @Test func `thousands of header lines before the sender hide nothing`() throws {
    let mail = StagedMail(above: String(repeating: "X:a\r\n", count: 24_000))
    for report in [mail.text, mail.attached()] {
      #expect(try Staged.finding(report).verdict == .impersonation)
    }
  }

  @Test func `of a mail that was not read to its end nobody says that it has nothing to do with the company`() throws {
    let links = (0..<3000).map { "<a href=\"https://a\($0).example/\">x</a>" }.joined()
    let finding = try Staged.finding(StagedMail(from: "A <a@mailer.example>", html: links).text)
    #expect(finding.defects.contains { $0.hasPrefix("too-many-links") })
    #expect(finding.detail("no-mention") == nil && finding.judgement.confidence < 0.9)
  }

  @Test(arguments: ["text/html; name=\"invoice.html\"", "application/octet-stream; name=\"invoice.HTM\""])
  func `a page that hangs on the mail is read for its links`(type: String) throws {
    let mail = """
      From: Somebody <a@mailer.example>\r
      To: jane@customer.example\r
      Subject: Invoice\r
      Date: Tue, 11 Nov 2014 14:52:00 +0000\r
      Received: from a.example by mx.customer.example; Tue, 11 Nov 2014 14:52:00 +0000\r
      MIME-Version: 1.0\r
      Content-Type: multipart/mixed; boundary=b\r
      \r
      --b\r
      Content-Type: text/plain\r
      \r
      Please see the attached invoice.\r
      --b\r
      Content-Type: \(type)\r
      Content-Disposition: attachment\r
      \r
      <a href="https://harb0rledger.com/pay">Pay</a>\r
      --b--\r

      """
    let finding = try Staged.finding(mail)
    #expect(finding.verdict == .impersonation && finding.lookAlikes.map(\.accused) == ["harb0rledger.com"])
  }

  @Test func `a damaged Outlook file is no question`() throws {
    let file: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 7, count: 600)
    let found = try Staged.examination().findings(of: Artifact(sealing: file, source: "reports/a.msg"))
    #expect(found.map(\.isUnreadable) == [true])
    let question = StagedMail.attached("", by: "jane@customer.example").replacing("message/rfc822", with: "text/plain")
    #expect(try Staged.finding(question).isUnreadable == false)
  }
}
