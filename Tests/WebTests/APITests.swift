import Foundation
import Operations
import Testing
import Web

/// What programs send and ask.
@Suite struct APITests {
  private static let mail = Array("From: a@customer.example\r\nSubject: A fake\r\n\r\nLook at this.\r\n".utf8)

  private func send(_ mail: [UInt8], as type: String?, by browser: Browser) async throws -> Reply {
    try await browser.send("POST", "/api/reports", type: type, body: mail)
  }

  @Test func `a report is sealed once, however often it is sent`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let first = try await send(Self.mail, as: "message/rfc822", by: browser)
      #expect(first.status == 201 && first.body.contains("{\"report\":1,\"state\":\"sealed\"}"))
      #expect(first.header("content-type") == "application/json")
      let second = try await send(Self.mail, as: "Application/Octet-Stream; x=y", by: browser)
      #expect(second.status == 200 && second.body.contains("{\"report\":1,\"state\":\"known\"}"))
      #expect(try await site.desk.archive.bytes(1) == Self.mail)
      #expect(try await site.desk.archive.line(1)?.door == .api)
    }
  }

  @Test(arguments: [nil, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
  func `what a browser could send across sites is refused`(type: String?) async throws {
    try await Site.run { site in
      let reply = try await send(Self.mail, as: type, by: try await site.admin())
      #expect(reply.status == 415)
      #expect(try await site.desk.archive.tally().all == 0)
    }
  }

  @Test func `another site, a viewer, a stranger and an empty mail are refused`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      #expect(try await send([], as: "message/rfc822", by: admin).status == 422)
      let viewer = try await site.person(.viewer, email: "v@example.org")
      #expect(try await send(Self.mail, as: "message/rfc822", by: viewer).status == 403)
      #expect(try await send(Self.mail, as: "message/rfc822", by: site.browser()).status == 401)
      admin.headers["Origin"] = "http://evil.example"
      #expect(try await send(Self.mail, as: "message/rfc822", by: admin).status == 403)
      #expect(try await site.desk.archive.tally().all == 0)
    }
  }

  @Test func `too large a mail is refused before it is read`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
      let head = [
        "POST /api/reports HTTP/1.1", "Host: 127.0.0.1", "Cookie: \(cookie)", "Content-Type: message/rfc822",
        "Content-Length: 104857600", "", "",
      ]
      let reply = try await Browser.exchange(Array(head.joined(separator: "\r\n").utf8), port: site.port)
      #expect(reply.status == 413 && reply.body.contains("50 MB"))
      #expect(try Self.refusal(reply) == "large")
    }
  }

  @Test func `a program shows a token, gets to the API with it and to nothing else, until it is ended`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      #expect(try await admin.fill("/account/tokens", ["name": "x", "password": "wrong"]).status == 422)
      #expect(try await admin.fill("/account/tokens", ["name": " ", "password": Site.password]).status == 422)
      let page = try await admin.fill("/account/tokens", ["name": "Ticket <b>", "password": Site.password])
      let shown = page.body.split(separator: "<code>candor_").dropFirst().first.map { $0.prefix { $0 != "<" } }
      let token = "candor_" + (try #require(shown))
      #expect(page.status == 200 && token.count == 71 && page.header("cache-control") == "no-store")
      let listed = try await admin.get("/account/tokens").body
      #expect(listed.contains("Ticket &lt;b&gt;") && !listed.contains(token) && listed.contains("Never used"))

      let program = site.browser()
      program.headers["Authorization"] = "Bearer " + token
      #expect(try await send(Self.mail, as: "message/rfc822", by: program).status == 201)
      #expect(try await program.get("/api/cases").status == 200)
      for path in ["/", "/account", "/cases", "/account/tokens"] {
        let location = try await program.get(path).header("location")
        #expect(location?.hasPrefix("/sign-in") == true, "\(path)")
      }
      #expect(try await admin.get("/account/tokens").body.contains("Last used"))
      for wrong in [
        "Bearer candor_" + String(repeating: "0", count: 64), "Bearer " + token.dropFirst(7), "Basic eDp5", "",
      ] {
        let other = site.browser()
        other.headers["Authorization"] = wrong
        // A wrong token is refused, though a good cookie comes with it.
        other.cookies = admin.cookies
        let reply = try await other.get("/api/cases")
        #expect(reply.status == 401 && reply.header("www-authenticate") == "Bearer", "\(wrong)")
        #expect(try Self.refusal(reply) == "token" && reply.body.contains("This access token is not valid"))
      }
      let id = try #require(listed.split(separator: "name=\"token\" value=\"").dropFirst().first).prefix { $0 != "\"" }
      #expect(try await admin.fill("/account/tokens", to: "/account/tokens/end", ["token": String(id)]).status == 303)
      #expect(try await program.get("/api/cases").status == 401)
    }
  }

  @Test func `a token may do what its owner may, is nobody else's to end, and goes with its owner`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      let viewer = try await site.person(.viewer, email: "vera@example.org")
      let page = try await viewer.fill("/account/tokens", ["name": "reader", "password": Site.password])
      let token = try #require(page.body.split(separator: "<code>").dropFirst().first).prefix { $0 != "<" }
      let program = site.browser()
      program.headers["Authorization"] = "bearer \(token)"
      #expect(try await program.get("/api/cases").status == 200)
      #expect(try await send(Self.mail, as: "message/rfc822", by: program).status == 403)
      _ = try await admin.fill("/account/tokens", to: "/account/tokens/end", ["token": "1"])
      #expect(try await program.get("/api/cases").status == 200)
      let person = try #require(try await site.accounts.register.people().last)
      _ = try await site.accounts.register.change(person.id, .rehashed("x"))
      #expect(try await program.get("/api/cases").status == 200)
      _ = try await site.accounts.register.change(person.id, .password(hash: "x", keeping: nil))
      #expect(try await program.get("/api/cases").status == 401)
      let other = Secret()
      #expect(try await site.accounts.register.tokens.make(person.id, "again", other.digest, site.desk.now()))
      program.headers["Authorization"] = "Bearer " + AccessToken.text(other)
      #expect(try await program.get("/api/cases").status == 200)
      _ = try await site.accounts.register.change(person.id, .removed)
      #expect(try await program.get("/api/cases").status == 401)
    }
  }

  /// The word for why a call was refused.
  private static func refusal(_ reply: Reply) throws -> String? {
    #expect(reply.header("content-type") == "application/json")
    let whole = try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: [String: Any]]
    #expect((whole?["error"]?["message"] as? String)?.isEmpty == false)
    return whole?["error"]?["code"] as? String
  }

  @Test func `every refusal is a word and a sentence, also for whoever may do nothing here`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      #expect(try Self.refusal(try await send([], as: "message/rfc822", by: admin)) == "empty")
      #expect(try Self.refusal(try await send(Self.mail, as: "text/plain", by: admin)) == "type")
      #expect(try Self.refusal(try await admin.get("/api/nothing")) == "not_found")
      let stranger = try await site.browser().get("/api/cases")
      #expect(stranger.status == 401)
      #expect(try Self.refusal(stranger) == "sign_in" && stranger.body.contains("An access token is missing"))
      let viewer = try await site.person(.viewer, email: "v@example.org")
      #expect(try Self.refusal(try await send(Self.mail, as: "message/rfc822", by: viewer)) == "not_allowed")
    }
  }

  @Test func `the cases are told as the command tells them`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let reply = try await browser.get("/api/cases")
      #expect(reply.status == 200 && reply.header("content-type") == "application/json")
      let list = try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [Any]
      #expect(list?.isEmpty == true)
    }
  }
}
