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
      #expect(try Self.refusal(stranger) == "sign_in")
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
