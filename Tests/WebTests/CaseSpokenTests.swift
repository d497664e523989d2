import Attribution
import Foundation
import Operations
import Testing
import Vocabulary
import Web

/// The case in the reader's language, its figures with what shows them, what is set, and the case as a file to pass on.
@Suite struct CaseSpokenTests {
  @Test(arguments: [
    (
      "es", "Alguien está enviando correos falsos en nombre de", "Avise a sus clientes", "¿Quién lo envió de verdad?",
      "el dominio del remitente,", "Correos falsos en nombre de"
    ),
    (
      "hu", "Valaki hamis leveleket küld az Önök cége", "Figyelmeztesse az ügyfeleit", "Ki küldte valójában?",
      "a feladó domainje,", "Hamis levelek az Önök cége"
    ),
  ])
  func `a case speaks the language of whoever reads it`(
    language: String, headline: String, step: String, question: String, reason: String, title: String
  ) async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      try await Self.takeIn(site)
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(30), by: browser)
      let english = try await browser.get("/cases/1").body
      #expect(english.contains("Somebody is sending fake mail") && english.contains("Warn your customers"))
      #expect(try await browser.fill("/account", to: "/account/language", ["language": language]).status == 303)
      let page = try await browser.get("/cases/1").body
      for text in [headline, step, question] { #expect(page.contains(text), "\(text)") }
      for path in ["/", "/cases", "/cases/1", "/cases/1/log", "/notices"] {
        let page = try await browser.get(path).body
        #expect(page.contains("<bdi>\(title)") || page.contains(">\(title)"), "\(path)")
        #expect(!page.contains("Fake mail in the name of"), "\(path)")
      }
      #expect(try await browser.get("/api/cases").body.contains("Fake mail in the name of"))
      #expect(try await browser.get("/cases/1/steps").body.contains(step))
      #expect(try await browser.get("/cases/1/finding").body.contains(headline))
      let report = try await browser.get("/reports/1").body
      #expect(report.contains(reason))
      for word in ["One message", "A report with", "They wrote", "Leads to", "Which service", "written by"] {
        #expect(!report.contains(word), "\(word)")
      }
      for part in ["", "/steps", "/mails", "/source", "/exposure", "/ask", "/reports"] {
        let body = try await browser.get("/cases/1" + part).body
        for word in ["Somebody is", "The list ", "proven by", "Warn your", "is made to be taken", "recipients seen"] {
          #expect(!body.contains(word), "\(part): \(word)")
        }
      }
    }
  }

  /// The demo's lists of customers.
  private static func takeIn(_ site: Site) async throws {
    let folder = Site.data + "/demo/stores"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".csv") {
      let id = String(name.dropLast(4))
      let columns =
        id == "old-app"
        ? MembersTable.Columns(email: "e-mail", created: "signed_up", removed: "deleted") : MembersTable.Columns()
      _ = try await site.desk.members.add(
        StoreDescription(id: id, name: id), MembersSource(path: "\(folder)/\(name)", name: name, columns: columns))
    }
    await site.desk.listsChanged()
  }

  /// Where the links of a page's main part lead.
  static func links(_ page: Reply) -> Set<String> {
    let main = page.body.split(separator: "<main").last ?? ""
    return Set(
      main.split(separator: "href=\"").dropFirst().compactMap { $0.split(separator: "\"").first.map(String.init) })
  }

  @Test func `every figure of a case leads to a page that shows it`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      try await Self.takeIn(site)
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(30), by: browser)
      let overview = Self.links(try await browser.get("/cases/1"))
      for path in ["/reports?case=1", "/cases/1/mails", "/cases/1/source#source", "/cases/1/exposure#exposure"] {
        #expect(overview.contains(path), "\(path)")
      }
      #expect(overview.contains { $0.hasPrefix("/reports/") }, "no look-alike leads to its report")
      let mails = Self.links(try await browser.get("/cases/1/mails"))
      #expect(mails.contains("/reports?case=1&amp;campaign=c1"))
      #expect(Self.links(try await browser.get("/cases/1/source")).contains("/lists"))
      for path in overview.union(mails) where path.hasPrefix("/") {
        let plain = path.replacing("&amp;", with: "&").split(separator: "#").first.map(String.init) ?? path
        #expect(try await browser.get(plain).status == 200, "\(path)")
      }
      let all = Self.links(try await browser.get("/reports?case=1")).filter { $0.hasPrefix("/reports/") }
      let one = Self.links(try await browser.get("/reports?case=1&campaign=c1")).filter { $0.hasPrefix("/reports/") }
      #expect(!one.isEmpty && one.isStrictSubset(of: all))
      #expect(try await browser.get("/reports?case=1&campaign=nonsense").status == 404)
    }
  }

  @Test func `a report shows its files by name, size and digest, and the way that it came`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let mail = """
        Received: from out.evil.example (out.evil.example [192.0.2.9]) by mx.customer.example; Mon, 1 Sep 2014 10:00:00 +0000\r
        From: sales@evil.example\r
        To: jane@customer.example\r
        Subject: Invoice\r
        MIME-Version: 1.0\r
        Content-Type: multipart/mixed; boundary="b"\r
        \r
        --b\r
        Content-Type: text/plain\r
        \r
        Pay.\r
        --b\r
        Content-Type: application/zip; name="../<b>in</b>voice.zip"\r
        Content-Disposition: attachment; filename="../<b>in</b>voice.zip"\r
        \r
        hello\r
        --b--\r

        """
      _ = try await CasePagesTests.upload([("a.eml", Array(mail.utf8))], by: browser)
      let page = try await browser.get("/reports/1").body
      #expect(page.contains("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"))
      #expect(page.contains("<td>application/zip</td><td>5</td>") && !page.contains("<b>in</b>"))
      #expect(page.contains("192.0.2.9") && page.contains("<bdi>mx.customer.example</bdi>"))
    }
  }

  @Test func `what is set is shown with its meaning, and what is kept for how long`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      #expect(try await admin.get("/settings").body.contains("No mail is kept."))
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(1), by: admin)
      let viewer = try await site.person(.viewer, email: "v@example.org")
      let page = try await viewer.get("/settings")
      #expect(page.status == 200)
      for text in [
        "<code>organization.domains</code>", "palomberry.com", "deleted 730 days after",
        "The oldest mail that is kept came on", "Nothing was deleted yet.", "<code>dns</code>",
      ] { #expect(page.body.contains(text), "\(text)") }
      let later = site.desk.now().adding(seconds: 86_400)
      #expect(try await site.desk.archive.expire(later, later) == 1)
      let after = try await viewer.get("/settings").body
      #expect(after.contains("the mail of these reports: 1 (kept long enough)"))
      #expect(after.contains("Reports whose mail was deleted so far: 1."))
    }
  }

  @Test func `a case is passed on as one archive, by whoever may approve, and the log says so`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(30), by: admin)
      let bundle = try await admin.fill("/cases/1", to: "/cases/1/bundle", ["level": "amber"])
      #expect(bundle.status == 200 && bundle.header("content-type") == "application/x-tar")
      #expect(bundle.header("content-disposition") == "attachment; filename=\"case-1-tlp-amber.tar\"")
      #expect(bundle.body.contains("manifest") && bundle.body.contains("stix.json"))
      #expect(!bundle.body.contains("originals/1.eml"))
      #expect(try await admin.get("/log").body.contains("case-exported"))
      #expect(try await admin.fill("/cases/1", to: "/cases/1/bundle", ["level": "purple"]).status == 400)
      let responder = try await site.person(.responder, email: "r@example.org")
      #expect(try await !responder.get("/cases/1").body.contains("/cases/1/bundle"))
      let token = try await responder.get("/account").hidden("form_token") ?? ""
      #expect(
        try await responder.post("/cases/1/bundle", ["form_token": token, "level": "clear"]).status == 403)
      #expect(site.leftovers.isEmpty)
    }
  }

  @Test func `what keeps Candor from its work stands on every page, for those who are signed in`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      site.ail([StoreTrouble.fullDisk, "the <mailbox> does not answer"])
      let page = try await admin.get("/").body
      #expect(page.contains("The disk is full") && page.contains("the &lt;mailbox&gt; does not answer"))
      #expect(try await !site.browser().get("/sign-in").body.contains("The disk is full"))
      site.ail([])
      #expect(try await !admin.get("/").body.contains("The disk is full"))
    }
  }

  @Test func `no upload is left on the disk, whatever became of it`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(3), by: admin)
      let broken = try await admin.send(
        "POST", "/reports", type: "multipart/form-data; boundary=x",
        body: Array(
          "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.eml\"\r\n\r\nFrom: no end".utf8))
      #expect(broken.status == 400)
      let forged = try await admin.send(
        "POST", "/reports", type: "multipart/form-data; boundary=x",
        body: Array(
          "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.eml\"\r\n\r\nno token\r\n--x--\r\n".utf8)
      )
      #expect(forged.status == 403)
      #expect(site.leftovers.isEmpty)
      #expect(try await site.desk.archive.tally().all == 3)
    }
  }
}
