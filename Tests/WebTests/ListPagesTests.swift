import Attribution
import Casework
import Foundation
import Operations
import Testing
import Vocabulary
import Web

/// The lists of customers: taken in after a look, taken out again, and one person deleted.
@Suite struct ListPagesTests {
  static let about = ["id": "crm", "name": "", "status": "active", "fields": "email, name"]

  /// Sends step one the way a browser does.
  static func choose(
    _ csv: [UInt8], named name: String = "members.csv", _ fields: [String: String] = about, by browser: Browser
  ) async throws -> Reply {
    let boundary = "candor-test-boundary"
    var fields = fields
    fields["form_token"] = try await browser.get("/account").hidden("form_token")
    var body: [UInt8] = []
    for (key, value) in fields {
      body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array(
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8)
    body += csv + Array("\r\n--\(boundary)--\r\n".utf8)
    return try await browser.send(
      "POST", "/lists/import", type: "multipart/form-data; boundary=\(boundary)", body: body)
  }

  /// Presses a button of step two.
  static func decide(
    _ decision: String, on page: Reply, _ columns: [String: String] = [:], by browser: Browser
  ) async throws -> Reply {
    var fields = columns
    let carried = ["form_token", "held", "file_name", "id", "name", "custodian", "status", "retired_on", "fields"]
    for name in carried + ["test_accounts"] { fields[name] = unescaped(page.hidden(name) ?? "") }
    fields["decision"] = decision
    return try await browser.post("/lists/take-in", fields)
  }

  /// As a browser reads an attribute.
  private static func unescaped(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  static func table(_ rows: String...) -> [UInt8] { table(rows) }

  static func table(_ rows: [String]) -> [UInt8] { Array((rows.joined(separator: "\n") + "\n").utf8) }

  @Test func `times are by the company's clocks, and numbers as the reader's language writes them`() async throws {
    let zone = ClockZone(name: "Asia/Tokyo", changes: [ClockZone.Change(from: 0, minutes: 540)])
    try await Site.run(zone: zone) { site in
      let browser = try await site.admin()
      let rows = ["email"] + (1...1234).map { "c\($0)@customer.example" }
      let page = try await Self.choose(Self.table(rows), by: browser)
      #expect(page.body.contains("1,234"))
      _ = try await Self.decide("take", on: page, by: browser)
      let lists = try await browser.get("/lists").body
      #expect(lists.contains("UTC+9") && lists.contains("1,234"))
      #expect(try await browser.fill("/account", to: "/account/language", ["language": "es"]).status == 303)
      #expect(try await browser.get("/lists").body.contains("1\u{A0}234"))
    }
  }

  @Test(arguments: [("email, full name", true), ("email, Nombre, last four digits of the card", false), ("", false)])
  func `a word for what a list holds that attribution does not know is named`(fields: String, warns: Bool) async throws
  {
    try await Site.run { site in
      let browser = try await site.admin()
      let about = Self.about.merging(["fields": fields]) { $1 }
      let page = try await Self.choose(Self.table("email", "ann@customer.example"), about, by: browser)
      #expect(page.body.contains("Candor does not know that word") == warns && page.body.contains("value=\"take\""))
      #expect(page.body.contains("“full name”") == warns)
    }
  }

  @Test func `a file without rows and one in another encoding say what is wrong with them`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let bare = try await Self.choose(Self.table("email,created"), by: browser)
      #expect(bare.body.contains("there is nobody to take in") && !bare.body.contains("value=\"take\""))
      let latin = Self.table("email", "ann@customer.example") + Array("j".utf8) + [0xF6] + Array("rg@b.example\n".utf8)
      let mixed = try await Self.choose(latin, by: browser)
      #expect(mixed.body.contains("Line 3:") && mixed.body.contains("is not UTF-8; save the file once more"))
      #expect(!mixed.body.contains("nobody to take in"))
    }
  }

  @Test func `a list is looked at, taken in and taken out again, and the log names who did it`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let csv = Self.table(
        "email,created,removed", "ann@customer.example,2012-01-02,2013-04-05", "nonsense,2012-01-02,",
        "bob@customer.example,yesterday,")
      let preview = try await Self.choose(csv, by: browser)
      #expect(preview.status == 200)
      for text in [
        "ann@customer.example", "2013-04-05", "Line 3: “nonsense” is not an e-mail address",
        "Line 4: created: “yesterday”", "Rows that can be taken in: 1. Rows that would be skipped: 2.",
      ] { #expect(preview.body.contains(text), "\(text)") }
      #expect(try await browser.get("/lists").body.contains("No list is here yet"))

      let read = ["email": "email", "created": "created", "removed": "removed"]
      #expect(try await Self.decide("take", on: preview, read, by: browser).status == 303)
      let lists = try await browser.get("/lists?done=list_taken").body
      #expect(lists.contains("1 member<") && lists.contains("The list is taken in"))
      #expect(lists.contains("members.csv") && lists.contains("1 rows, 2 skipped"))
      let log = try await browser.get("/log").body
      #expect(log.contains("store-imported"))
      let entries = try await site.desk.ledger.newest(nil, 100, "store:crm")
      #expect(entries.map(\.actor) == ["account:1"])

      #expect(try await browser.fill("/lists", to: "/lists/crm/undo", ["batch": "1"]).status == 303)
      #expect(try await browser.get("/lists").body.contains("0 members"))
      // Nobody is on it, so that it cannot be where the addresses come from.
      #expect(try await site.desk.currentMembers().stores.isEmpty)
      #expect(try await browser.fill("/lists", to: "/lists/crm/undo", ["batch": "1"]).status == 404)
      #expect(try await browser.fill("/lists", to: "/lists/crm/undo", ["batch": "x"]).status == 404)
    }
  }

  @Test func `columns of other names are chosen by hand, and a date can be left out`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let csv = Self.table("who;since;created", "ann@customer.example;2012-01-02;garbage")
      let first = try await Self.choose(csv, by: browser)
      #expect(first.status == 422 && first.body.contains("No column was recognized"))
      #expect(first.body.contains("<option value=\"who\">who</option>"))
      let second = try await Self.decide("preview", on: first, ["email": "who", "created": "since"], by: browser)
      #expect(second.status == 200 && second.body.contains("<option value=\"since\" selected>"))
      #expect(second.body.contains("<td>2012-01-02</td>"))
      let third = try await Self.decide("preview", on: second, ["email": "who", "created": ""], by: browser)
      #expect(third.status == 200 && third.body.contains("Rows that would be skipped: 0"))
      // A column that the file does not have is said, and nothing is taken in.
      let wrong = try await Self.decide("take", on: third, ["email": "gone"], by: browser)
      #expect(wrong.status == 422 && wrong.body.contains("No column was recognized"))
      #expect(try await browser.get("/lists").body.contains("No list is here yet"))
      #expect(
        try await Self.decide("take", on: third, ["email": "who", "created": "since"], by: browser).status == 303)
    }
  }

  @Test func `a single column of mail is found by itself`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let page = try await Self.choose(Self.table("Name,E-Mail", "Ann,ann@customer.example"), by: browser)
      #expect(page.status == 200 && page.body.contains("<option value=\"E-Mail\" selected>"))
    }
  }

  @Test func `what waits for a decision is gone after it, and cannot be guessed or walked to`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let page = try await Self.choose(Self.table("email", "ann@customer.example"), by: browser)
      let held = try #require(page.hidden("held"))
      #expect(held.utf8.count == 64)
      #expect(try await Self.decide("cancel", on: page, by: browser).status == 303)
      for decision in ["take", "preview"] {
        let late = try await Self.decide(decision, on: page, by: browser)
        #expect(late.status == 422 && late.body.contains("The file is no longer here"))
      }
      for held in ["", "../../etc/passwd", String(repeating: "0", count: 64), String(repeating: "/", count: 64)] {
        let token = page.hidden("form_token") ?? ""
        let reply = try await browser.post(
          "/lists/take-in", ["form_token": token, "held": held, "id": "crm", "decision": "take"])
        #expect(reply.status == 422, "\(held)")
      }
    }
  }

  @Test func `wrong forms and wrong files come back with what is wrong`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let good = Self.table("email", "ann@customer.example")
      for (field, value, text) in [
        ("id", "../x", "Type a short name of letters"), ("id", "", "Type a short name of letters"),
        ("retired_on", "soon", "Type a date such as"),
        ("test_accounts", "a@b.example, nonsense", "One of these is not"),
      ] {
        var about = Self.about
        about["status"] = "retired"
        about[field] = value
        let reply = try await Self.choose(good, about, by: browser)
        #expect(reply.status == 422 && reply.body.contains(text), "\(field): \(value)")
      }
      let empty = try await Self.choose([], by: browser)
      #expect(empty.status == 422 && empty.body.contains("Choose a file that is not empty"))
      let wide = try await Self.choose([0xFF, 0xFE, 0x65, 0x00], by: browser)
      #expect(wide.status == 422 && wide.body.contains("The file is UTF-16"))
      let binary = try await Self.choose([0x89, 0x50, 0x4E, 0x47, 0x00, 0x0A, 0x00], by: browser)
      #expect(binary.status == 422)
    }
  }

  @Test func `hostile names, rows and headers are shown as text`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      var about = Self.about
      about["name"] = "<script>alert(1)</script>"
      about["custodian"] = "<img src=x> http://evil.example/"
      let csv = Self.table(
        "email,<b>x</b>,\"<script>alert(2)</script>\"", "<script>alert(3)</script>,a,b", "a@b.example,,")
      let preview = try await Self.choose(csv, named: "..\\..\\<b>list</b>.csv", about, by: browser)
      #expect(preview.status == 200)
      #expect(try await Self.decide("take", on: preview, by: browser).status == 303)
      for body in [preview.body, try await browser.get("/lists").body, try await browser.get("/log").body] {
        #expect(!body.contains("<script>alert") && !body.contains("<b>") && !body.contains("<img"))
        #expect(!body.contains("href=\"http"))
      }
      let again = try await browser.get("/lists/import?list=crm").body
      #expect(again.contains("value=\"crm\"") && !again.contains("<script>alert"))
    }
  }

  @Test func `a person is deleted from every list after a second question`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      for id in ["crm", "shop"] {
        var about = Self.about
        about["id"] = id
        let csv = Self.table("email", "ann@customer.example", "bob@customer.example")
        let page = try await Self.choose(csv, about, by: browser)
        #expect(try await Self.decide("take", on: page, by: browser).status == 303)
      }
      let path = "/lists/delete-person"
      #expect(try await browser.fill(path, ["address": "nonsense"]).status == 422)
      let asked = try await browser.fill(path, ["address": "ann@customer.example"])
      #expect(asked.status == 200 && asked.body.contains("ann@customer.example"))
      #expect(asked.body.contains("List crm: rows: 1") && !asked.body.contains("What stays"))
      #expect(try await site.desk.currentMembers().book.count == 2)
      let done = try await browser.fill(path, ["address": "ann@customer.example", "confirm": "yes"])
      #expect(done.status == 303)
      #expect(try await site.desk.currentMembers().book.count == 1)
      let again = try await browser.fill(path, ["address": "ann@customer.example", "confirm": "yes"])
      #expect(again.status == 422 && again.body.contains("Nothing is kept of this address"))
      #expect(try await browser.get("/log").body.contains("person-erased"))
    }
  }

  @Test func `a viewer sees the lists and is offered nothing that changes them`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      let page = try await Self.choose(Self.table("email", "ann@customer.example"), by: admin)
      #expect(try await Self.decide("take", on: page, by: admin).status == 303)
      let viewer = try await site.person(.viewer, email: "v@example.org")
      let lists = try await viewer.get("/lists")
      #expect(lists.status == 200 && lists.body.contains("1 member<"))
      for path in ["/lists/import", "/lists/crm/undo", "/lists/delete-person"] {
        #expect(!lists.body.contains(path), "\(path)")
      }
      #expect(try await Self.choose(Self.table("email", "x@customer.example"), by: viewer).status == 403)
      let responder = try await site.person(.responder, email: "r@example.org")
      let offered = try await responder.get("/lists").body
      #expect(offered.contains("/lists/import") && !offered.contains("/lists/delete-person"))
    }
  }
}
