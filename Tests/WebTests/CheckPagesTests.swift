import Casework
import Foundation
import Operations
import Testing
import Vocabulary
import Web

/// The public check as somebody with no account meets it.
@Suite struct CheckPagesTests {
  private static func check(_ browser: Browser, file: [UInt8]) async throws -> Reply {
    let token = try #require(try await browser.get("/check").hidden("form_token"))
    let boundary = "candor-test-boundary"
    let body =
      Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n\(token)\r\n--\(boundary)\r\nContent-Disposition: form-data; name=\"mail\"; filename=\"x.eml\"\r\n\r\n"
          .utf8) + file + Array("\r\n--\(boundary)--\r\n".utf8)
    return try await browser.send(
      "POST", "/check/file", type: "multipart/form-data; boundary=\(boundary)", body: body)
  }

  @Test func `who sends no file is led to the field for it`() async throws {
    try await Site.run { site in
      let reply = try await Self.check(site.browser(), file: [])
      #expect(
        reply.status == 422 && reply.body.contains("<a href=\"#mail\">") && !reply.body.contains("href=\"#sender\""))
      #expect(reply.body.contains("aria-describedby=\"mail-hint mail-error\" aria-invalid"))
    }
  }

  @Test func `a known fake is told by its sender and by its file, and nothing of other customers is`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      let reports = try CasePagesTests.demo(30)
      _ = try await CasePagesTests.upload(reports, by: admin)
      _ = try await site.desk.assessing.freshAssessment(of: 1)
      let stranger = site.browser()
      let sender = try await stranger.fill("/check", ["sender": "x@palornberry.com", "subject": ""])
      #expect(sender.status == 200 && sender.body.contains("one of the fakes that we know of"))
      for written in ["palornberry[.]com", "renewals [at] palornberry.com", "renewals@palornberry[.]com"] {
        let reply = try await stranger.fill("/check", ["sender": written, "subject": ""])
        #expect(reply.body.contains("one of the fakes that we know of"), "\(written)")
      }
      let file = try await Self.check(stranger, file: reports[0].bytes)
      #expect(file.status == 200 && file.body.contains("one of the fakes that we know of"))
      for report in try await site.desk.archive.list(ReportQuery()) {
        for address in [report.examined?.reporter, report.examined?.recipient].compactMap(\.self) {
          #expect(!file.body.contains(address.text) && !sender.body.contains(address.text))
        }
      }
    }
  }

  @Test func `what is checked becomes a report by one click, once, and it counts for nobody and is answered to nobody`()
    async throws
  {
    try await Site.run { site in
      _ = try await site.admin()
      let stranger = site.browser()
      // Two invented people: by any other door they would open a case.
      for name in ["ada", "bob"] {
        let fake = """
          From: Palomberry <billing@palornberry.com>\r
          To: \(name)@customer.example\r
          Subject: Your Palomberry invoice\r
          Date: Mon, 20 Oct 2014 10:00:00 +0000\r
          Received: from a.example by b.example; Mon, 20 Oct 2014 10:00:00 +0000\r
          \r
          Please pay at http://palornberry.com/pay now, \(name).\r

          """
        let answer = try await Self.check(stranger, file: Array(fake.utf8))
        #expect(answer.body.contains("This email is a fake"))
        let held = try #require(answer.hidden("held"))
        let reported = try await stranger.fill("/check", to: "/check/report", ["held": held])
        #expect(reported.status == 200 && reported.body.contains("Thank you, we have it"))
        #expect(try await stranger.fill("/check", to: "/check/report", ["held": held]).status == 422)
      }
      _ = try await site.desk.examineWaiting()
      let reports = try await site.desk.archive.list(ReportQuery())
      #expect(reports.count == 2 && reports.allSatisfy { $0.door == .check && $0.caseID == nil })
      #expect(reports.allSatisfy { $0.examined?.person == nil })
      #expect(try await site.desk.cases.ids().isEmpty)
      #expect(try await site.desk.archive.loose().isEmpty)
      #expect(try await site.desk.outbox.list(nil, nil, 10).isEmpty)
      #expect(try await site.desk.archive.adversary() == .unknown)
    }
  }

  @Test(arguments: [
    ("<script>alert(1)</script>\"@x", "</title><script>"), (String(repeating: "a@", count: 4000), "x"),
    ("a@b.example\r\nSubject: forged", "x\u{0}y"), ("\u{202E}moc.yrrebmolap@x", "\u{FEFF}"),
  ])
  func `hostile lines are answered as text`(_ sender: String, _ subject: String) async throws {
    try await Site.run { site in
      let reply = try await site.browser().fill("/check", ["sender": sender, "subject": subject])
      #expect(reply.status == 200 && !reply.body.contains("<script>alert") && !reply.body.contains("\u{202E}"))
      #expect(reply.hidden("copied_sender")?.isEmpty == false && reply.hidden("held") == nil)
    }
  }

  @Test func `nothing asked, no file and a forgotten mail are said, and too many questions are refused`() async throws {
    try await Site.run({ $0.questionsInFiveMinutes = 4 }) { site in
      let browser = site.browser()
      #expect(try await browser.fill("/check", ["sender": " ", "subject": ""]).body.contains("Copy the sender"))
      #expect(try await Self.check(browser, file: []).body.contains("Choose the file"))
      #expect(
        try await browser.fill("/check", to: "/check/report", ["held": "00"]).body.contains("ten minutes only"))
      var last = try await browser.get("/check")
      // On a busy machine the first ones may be forgotten before the fifth comes.
      for _ in 0..<12 where last.status != 429 {
        last = try await browser.fill("/check", ["sender": "a@b.example", "subject": ""])
      }
      #expect(last.status == 429 && last.header("retry-after") != nil && last.body.contains("Too many requests"))
      // The company says it, and nothing leads inside.
      #expect(last.body.contains("Acme &lt;Tools&gt; &amp; Co</title>") && !last.body.contains("Candor"))
      #expect(!last.body.contains("href=\"/\""))
      let lost = try await browser.get("/check/nowhere")
      #expect(lost.status == 404 && !lost.body.contains("Candor") && !lost.body.contains("href=\"/\""))
      #expect(try await browser.get("/nowhere").body.contains("Candor"))
    }
  }

  @Test func `a file is read as a mail where it has a sender or a subject, whatever it has lost`() async throws {
    try await Site.run { site in
      for (file, words) in [
        ("From: Ada <ada@customer.example>\r\nSubject: Hello\r\n\r\nHow are you?\r\n", "this email is not from us"),
        ("From: news@palomberry.com\nTo: ada@customer.example\nSubject: Hello\n\nGood day.\n", "nothing in it proves"),
        ("From: news@palomberry.com\nSubject: Hello (ATC-9-9)\n\nGood day.\n", "nothing in it proves"),
        ("Subject: Hello\r\n\r\nHow are you?\r\n", "does not say who sent it"),
        ("Hello, how are you?\r\n", "no email that we can read"),
      ] {
        let reply = try await Self.check(site.browser(), file: Array(file.utf8))
        #expect(reply.status == 200 && reply.body.contains(words), "\(words)")
      }
    }
  }

  @Test func `a file over the limit is refused with the limit, and not by a broken connection`() async throws {
    try await Site.run { site in
      for connection in ["keep-alive", "close"] {
        let browser = site.browser()
        browser.headers["Connection"] = connection
        let reply = try await Self.check(browser, file: [UInt8](repeating: 0x61, count: Checking.longest + (1 << 20)))
        #expect(reply.status == 413 && reply.body.contains("At most 10 MB"), "\(connection)")
        #expect(reply.body.contains("report@palomberry.com") && !reply.body.contains("candor store"))
      }
      #expect(site.leftovers.isEmpty)
    }
  }

  @Test func `it speaks the visitor's language`() async throws {
    try await Site.run { site in
      for (language, words) in [
        ("es", "Díganos lo que ve"), ("hu", "Írja be, mit lát"), ("fr", "Tell us what you see"),
      ] {
        let browser = site.browser()
        browser.headers["Accept-Language"] = language
        let reply = try await browser.get("/check")
        #expect(reply.body.contains(words), "\(language)")
      }
    }
  }
}
