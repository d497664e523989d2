import Casework
import Operations
import Testing
import Vocabulary
import Web

/// A case's own log, and what is sealed of it.
@Suite struct CaseRecordTests {
  private static let other = Array("From: a@customer.example\r\nSubject: Hello\r\n\r\nA question.\r\n".utf8)

  @Test func `every part of a case is a tab of its pages, in the language of whoever reads`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(30), by: browser)
      for (language, evidence, log) in [
        ("en", "Evidence", "Log of the case"), ("es", "Pruebas", "Registro del caso"),
        ("hu", "Bizonyítékok", "Az ügy naplója"),
      ] {
        #expect(try await browser.fill("/account", to: "/account/language", ["language": language]).status == 303)
        let overview = try await browser.get("/cases/1").body
        #expect(overview.contains("<a href=\"/cases/1/evidence\">\(evidence)</a>"))
        #expect(overview.contains("<a href=\"/cases/1/log\">\(log)</a>"))
        let here = try await browser.get("/cases/1/evidence")
        #expect(here.body.contains("<a href=\"/cases/1/evidence\" aria-current=\"page\">\(evidence)</a>"))
        #expect(here.status == 200 && !here.body.contains("data-live"))
      }
      let viewer = try await site.person(.viewer, email: "v@example.org")
      for part in ["evidence", "log"] {
        #expect(try await viewer.get("/cases/1/\(part)").status == 200)
        #expect(try await viewer.get("/cases/9/\(part)").status == 404)
      }
    }
  }

  @Test func `a case's log holds what was done about it and no more, a page at a time`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(30) + [("other.eml", Self.other)], by: browser)
      try await site.desk.record(.noteAdded(case: 2, text: "of another case"), by: Actor.account(1))
      _ = try await site.desk.assessing.freshAssessment(of: 1)
      _ = try await browser.fill("/notices", ["case": "1", "edition": "warning"])
      _ = try await browser.fill(
        "/cases/1/steps", to: "/cases/1/settle", ["step": "keep-evidence", "done": "yes", "note": "kept"])
      let loose = try #require(try await site.desk.archive.list(ReportQuery()).first { $0.caseID == nil }).number
      #expect(try await browser.get("/log").body.contains("<td>case:2</td>"))
      var pages: [String] = []
      var path: String? = "/cases/1/log"
      while let next = path {
        let page = try await browser.get(next)
        #expect(page.status == 200)
        pages.append(page.body)
        path = CaseSpokenTests.links(page).first { $0.hasPrefix("/cases/1/log?before=") }
      }
      #expect(pages.count > 1 && pages[0].contains("<bdi>Ada</bdi>"))
      let whole = pages.joined()
      for kind in [
        "case-opened", "report-sealed", "report-filed", "dispatch-proposed", "notice-drafted", "step-settled",
      ] {
        #expect(whole.contains("<span class=\"tag\">\(kind)</span>"), "\(kind)")
      }
      #expect(!whole.contains("<td>case:2</td>") && !whole.contains("<td>report:\(loose)</td>"))
    }
  }

  @Test func `what is sealed of a case stands with its digest, its viewer and its original, and how to check it`()
    async throws
  {
    try await Site.run { site in
      let browser = try await site.admin()
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(30) + [("other.eml", Self.other)], by: browser)
      let known = try #require(try await site.desk.cases.load(1))
      let page = try await browser.get("/cases/1/evidence")
      let links = CaseSpokenTests.links(page)
      for number in known.reports {
        let line = try #require(try await site.desk.archive.line(number))
        #expect(page.body.contains("<code>\(line.artifact)</code>"))
        #expect(links.contains("/reports/\(number)") && links.contains("/reports/\(number)/original"))
      }
      let all = try await site.desk.archive.list(ReportQuery())
      for line in all where line.caseID == nil { #expect(!page.body.contains(line.artifact)) }
      for text in [
        "<p class=\"literal\">candor verify --data DIR</p>", "candor export 1 --to case-1.tar --data DIR",
        "was not signed yet",
      ] {
        #expect(page.body.contains(text), "\(text)")
      }
      _ = try await browser.fill("/cases/1", to: "/cases/1/bundle", ["level": "amber"])
      let signed = try await browser.get("/cases/1/evidence").body
      #expect(signed.contains("Newest checkpoint:") && signed.contains("palomberry.com/candor"))
      let later = site.desk.now().adding(seconds: 86_400)
      #expect(try await site.desk.archive.expire(later, later) > 0)
      let emptied = try await browser.get("/cases/1/evidence")
      #expect(emptied.body.contains("<td>deleted</td>"))
      #expect(!CaseSpokenTests.links(emptied).contains { $0.hasSuffix("/original") })
    }
  }

  @Test func `a case of more mails than a page holds is paged`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let fakes = (1...52).map { number -> (name: String, bytes: [UInt8]) in
        (
          "\(number).eml",
          Array(
            """
            Received: from m.example (m.example [203.0.113.7]) by mx.c.example with ESMTPS; Mon, 20 Oct 2014 10:00:00 +0000\r
            From: Palomberry <billing@palornberry.com>\r
            To: customer\(number)@mail\(number).example\r
            Subject: Your account at Palomberry\r
            Date: Mon, 20 Oct 2014 10:00:00 +0000\r
            Message-ID: <\(number)@palornberry.com>\r
            \r
            Palomberry: pay now at http://palornberry.com/pay\r

            """.utf8)
        )
      }
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(30) + fakes, by: browser)
      let filed = try await site.desk.archive.count(ReportQuery(caseID: 1))
      try #require(filed > 50 && filed < 100)
      let page = try await browser.get("/cases/1/evidence")
      let older = try #require(
        CaseSpokenTests.links(page).first { $0.hasPrefix("/cases/1/evidence?before=") })
      let rest = CaseSpokenTests.links(try await browser.get(older)).filter { $0.hasSuffix("/original") }
      #expect(rest.count == filed - 50)
    }
  }
}
