import Casework
import Foundation
import Operations
import Testing
import Vocabulary
import Web

/// Reports, cases and letters as somebody with a browser meets them.
@Suite struct CasePagesTests {
  private static let boundary = "candor-test-boundary"

  /// Uploads files the way a browser does.
  @Test func `of very many files none is passed over in silence`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let files = (1...620).map {
        (name: "n\($0).eml", bytes: $0 == 610 ? [] : Array("From: a@b.example\r\n\r\n\($0)".utf8))
      }
      let page = try await Self.upload(files, by: browser)
      #expect(page.body.contains("619 mails are taken in or known already, 1 are not taken in"))
      #expect(page.body.contains("n610.eml") && page.body.contains("the file is empty"))
      #expect(try await site.desk.archive.list(ReportQuery()).first?.number == 619)
    }
  }

  @Test func `an answer of somebody in no list is asked about, and counts for nothing`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let list = try await ListPagesTests.choose(ListPagesTests.table("email", "ann@customer.example"), by: browser)
      _ = try await ListPagesTests.decide("take", on: list, by: browser)
      _ = try await Self.upload(try Self.demo(20), by: browser)
      let answer = ["person": "anne@customer.example", "got_it": "yes"]
      let refused = try await browser.fill("/cases/1/ask", to: "/cases/1/answer", answer)
      #expect(refused.status == 422 && refused.body.contains("in none of your lists"))
      #expect(try await site.desk.cases.load(1)?.answers.isEmpty == true)
      let known = try await browser.fill(
        "/cases/1/ask", to: "/cases/1/answer", ["person": "ann@customer.example", "got_it": "yes"])
      #expect(known.status == 303)
    }
  }

  static func upload(_ files: [(name: String, bytes: [UInt8])], by browser: Browser) async throws -> Reply {
    let token = try #require(try await browser.get("/reports").hidden("form_token"))
    var body = Array(
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n\(token)\r\n".utf8)
    for file in files {
      body += Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\nContent-Type: message/rfc822\r\n\r\n"
          .utf8)
      body += file.bytes + Array("\r\n".utf8)
    }
    body += Array("--\(boundary)--\r\n".utf8)
    return try await browser.send(
      "POST", "/reports", type: "multipart/form-data; boundary=\(boundary)", body: body)
  }

  static func demo(_ count: Int) throws -> [(name: String, bytes: [UInt8])] {
    let folder = Site.data + "/demo/reports"
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".eml") }.sorted()
      .prefix(count).map { ($0, [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0)))) }
  }

  @Test func `uploaded reports open a case, whose pages all answer and hold no live link of the mails`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let reply = try await Self.upload(try Self.demo(30), by: browser)
      #expect(reply.status == 200)
      #expect(reply.body.contains("</bdi>: <a href=\"/reports/1\">taken in as report 1</a>. <strong>"))
      let again = try await Self.upload(try Self.demo(1), by: browser)
      #expect(again.body.contains("<a href=\"/reports/1\">known already, report 1</a>. <strong>"))
      #expect(try await Self.upload([("empty.eml", [])], by: browser).body.contains("</bdi>: the file is empty</li>"))
      for path in [
        "/", "/reports", "/reports/1", "/cases", "/cases/1", "/cases/1/steps", "/cases/1/mails", "/cases/1/source",
        "/cases/1/exposure", "/cases/1/ask", "/cases/1/reports", "/cases/1/evidence", "/cases/1/log",
        "/cases/1/finding",
        "/outgoing", "/outgoing/1", "/log",
      ] {
        let page = try await browser.get(path)
        #expect(page.status == 200, "\(path)")
        #expect(!page.body.contains("href=\"http"), "\(path)")
        #expect(!page.body.contains("<img") && !page.body.contains("src=\"http"), "\(path)")
      }
      #expect(try await browser.get("/cases/1/nonsense").status == 404)
      #expect(try await browser.get("/cases/9").status == 404)
      #expect(try await browser.get("/reports/999").status == 404)
    }
  }

  @Test func `a hostile report is shown as text, and downloaded as nothing that opens by itself`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let mail = """
        From: "<script>alert(1)</script>" <x@evil.example>\r
        To: jane@customer.example\r
        Subject: </title><script>alert(2)</script>\r
        Received: from a by b; Mon, 1 Sep 2014 10:00:00 +0000\r
        Content-Type: text/html\r
        \r
        <script>alert(3)</script><a href="http://evil.example/pay">Pay</a><img src="http://evil.example/x.png">\r

        """
      let reply = try await Self.upload([("../../<b>x</b>.eml", Array(mail.utf8)), ("empty.eml", [])], by: browser)
      #expect(reply.status == 200 && !reply.body.contains("<b>x</b>") && !reply.body.contains("<script>alert"))
      let kept = try await browser.get("/reports").body
      #expect(kept.contains("730 days after a report came. Deleted so far: 0."))
      for path in ["/reports", "/reports/1"] {
        let page = try await browser.get(path)
        #expect(page.status == 200 && !page.body.contains("<script>alert") && !page.body.contains("http://evil"))
      }
      let source = try await browser.get("/reports/1/source")
      #expect(source.header("content-type")?.hasPrefix("text/plain") == true)
      #expect(source.header("x-content-type-options") == "nosniff")
      let original = try await browser.get("/reports/1/original")
      #expect(original.header("content-disposition")?.hasPrefix("attachment") == true)
    }
  }

  @Test func `older reports are those of the same search`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let mails = (1...51).map { number in
        ("\(number).eml", Array("From: a@customer.example\r\nSubject: Odd & <b>\r\n\r\nNumber \(number).\r\n".utf8))
      }
      _ = try await Self.upload(mails, by: browser)
      let page = try await browser.get("/reports?words=a%40customer")
      #expect(page.status == 200 && page.body.contains("before=2&amp;verdict=&amp;words=a%40customer"))
      let older = try await browser.get("/reports?before=2&verdict=&words=a%40customer")
      #expect(older.status == 200 && older.body.contains("/reports/1\"") && !older.body.contains("/reports/2\""))
    }
  }

  @Test func `steps, answers and the case's state are decisions that the log keeps`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      _ = try await Self.upload(try Self.demo(30), by: browser)
      let step = try await browser.fill(
        "/cases/1/steps", to: "/cases/1/settle", ["step": "keep-evidence", "done": "yes", "note": "kept"])
      #expect(step.status == 303)
      let wrong = try await browser.fill(
        "/cases/1/steps", to: "/cases/1/settle", ["step": "nonsense", "done": "yes", "note": "done"])
      #expect(wrong.status == 400)
      let unsaid = try await browser.fill(
        "/cases/1/steps", to: "/cases/1/settle", ["step": "warn-customers", "done": "yes", "note": " "])
      #expect(unsaid.status == 303 && unsaid.header("location")?.hasSuffix("done=step_unsaid") == true)
      let answer = try await browser.fill(
        "/cases/1/ask", to: "/cases/1/answer", ["person": "jane@customer.example", "got_it": "yes"])
      #expect(answer.status == 303)
      let asked = try await browser.get("/cases/1/ask").body
      #expect(asked.contains("Answers so far") && asked.contains("<bdi>jane@customer.example</bdi>"))
      let state = try await browser.fill("/cases/1", to: "/cases/1/set-state", ["reason": "over"])
      #expect(state.status == 303)
      // A hundred entries a page: the first ones stand on an older page.
      let log = try await browser.get("/log").body + browser.get("/log?before=60").body
      for kind in ["step-settled", "answer-recorded", "case-closed", "case-opened", "report-sealed"] {
        #expect(log.contains(kind), "\(kind)")
      }
    }
  }
}
