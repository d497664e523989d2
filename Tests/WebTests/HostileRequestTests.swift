import Foundation
import Operations
import Testing
import Vocabulary
import Web

/// Requests that no honest browser makes.
@Suite struct HostileRequestTests {
  @Test func `a form without its token, or from elsewhere, changes nothing`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let other = site.browser()
      let foreign = try await other.get("/sign-in").hidden("form_token") ?? ""
      let own = try await browser.get("/account").hidden("form_token") ?? ""
      for token in ["", "x", foreign] {
        let reply = try await browser.post("/people/invite", ["role": "admin", "form_token": token])
        #expect(reply.status == 403 && reply.body.contains("This form is too old"))
      }
      for headers in [
        ["Origin": "http://evil.example"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"],
        ["Sec-Fetch-Site": "same-site"],
      ] {
        browser.headers = headers
        #expect(try await browser.post("/people/invite", ["role": "admin", "form_token": own]).status == 403)
      }
      browser.headers = ["Origin": "http://127.0.0.1:\(site.port)", "Sec-Fetch-Site": "same-origin"]
      #expect(try await browser.post("/people/invite", ["role": "admin", "form_token": own]).status == 200)
    }
  }

  @Test func `what is too large is refused with the limit, before it is sent and while it comes`() async throws {
    try await Site.run { site in
      let port = site.port
      let head = "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      let told = try await Browser.exchange(Array("\(head)Content-Length: 104857600\r\n\r\n".utf8), port: port)
      #expect(told.status == 413 && told.body.contains("1 MB"))
      let untold = try await Browser.blocking {
        let wire = try Wire(port: port)
        defer { wire.end() }
        wire.send(Array("\(head)Transfer-Encoding: chunked\r\n\r\n".utf8))
        let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x61, count: 65_536) + Array("\r\n".utf8)
        for _ in 0..<20 where !wire.send(chunk) { break }
        return try wire.reply()
      }
      #expect(untold.status == 413)
      #expect(try await site.browser().get("/healthz").status == 200)
    }
  }

  @Test func `a connection that dribbles is closed, in its head and in its body`() async throws {
    try await Site.run {
      $0.idleSeconds = 1
      $0.bodySeconds = 1
    } _: { site in
      let port = site.port
      let heads = [
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
        "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
          + "Content-Length: 1000\r\n\r\n",
      ]
      for head in heads {
        let (isClosed, answer) = try await Browser.blocking {
          let wire = try Wire(port: port, seconds: 1)
          defer { wire.end() }
          var answer: [UInt8] = []
          wire.send(Array(head.utf8))
          for _ in 0..<240 {
            Thread.sleep(forTimeInterval: 0.25)
            if !wire.send([0x61]) { return (true, answer) }
            if answer.isEmpty, let some = wire.receive() { answer += some }
          }
          return (false, answer)
        }
        #expect(isClosed || String(decoding: answer, as: UTF8.self).contains(" 408 "), "\(head.prefix(4))")
      }
    }
  }

  @Test func `names are shown as they are, and make neither markup nor header`() async throws {
    try await Site.run { site in
      let link = try #require(try await Joining.setUpLink(site.accounts))
      let browser = site.browser()
      let name = "<script>alert(1)</script>\r\nSet-Cookie: a=b\"'&{{name}}"
      let fields = ["name": name, "email": "a@example.org", "password": Site.password, "again": Site.password]
      let reply = try await browser.fill("/set-up/" + link.text, fields)
      #expect(reply.status == 303 && reply.headers.filter { $0.name == "set-cookie" }.count == 1)
      browser.headers["User-Agent"] = "<b>agent</b>"
      _ = try await browser.fill("/", to: "/sign-out", [:])
      _ = try await browser.fill("/sign-in", ["email": "a@example.org", "password": Site.password])
      for path in ["/", "/account", "/people", "/account/sessions"] {
        let body = try await browser.get(path).body
        #expect(!body.contains("<script>alert") && !body.contains("<b>agent"), "\(path)")
        #expect(body.contains("&lt;script&gt;alert(1)&lt;/script&gt; Set-Cookie: a=b&quot;&#39;&amp;{{name}}"))
        #expect(body.contains("Acme &lt;Tools&gt; &amp; Co"))
      }
    }
  }

  @Test func `a path cannot put a line into a header`() async throws {
    try await Site.run { site in
      for path in ["/join/%0d%0aX-Evil:%201", "/?done=%0d%0aX-Evil:1", "/../../etc/passwd", "/candor.css/../x"] {
        let reply = try await site.browser().get(path)
        #expect(reply.header("x-evil") == nil && [303, 404].contains(reply.status), "\(path): \(reply.status)")
      }
    }
  }

  @Test func `another site's name does not lead here`() async throws {
    try await Site.run {
      $0.hosts = ["candor.example.org"]
    } _: { site in
      for (host, status) in [
        ("evil.example", 421), ("candor.example.org", 200), ("CANDOR.example.org:8080", 200), ("[::1]:80", 200),
        ("localhost", 200),
      ] {
        let browser = site.browser()
        browser.headers["Host"] = host
        let reply = try await browser.get("/sign-in")
        #expect(reply.status == status, "\(host)")
      }
    }
  }

  @Test func `too many requests from one address are told when to come back`() async throws {
    try await Site.run {
      $0.requestsInTenSeconds = 20
      $0.trustedProxies = [IPAddress("127.0.0.1")].compactMap { $0 }
    } _: { site in
      site.stop()
      let browser = site.browser()
      browser.headers["X-Forwarded-For"] = "6.6.6.6, 192.0.2.1"
      for _ in 0..<20 { #expect(try await browser.get("/sign-in").status == 200) }
      let last = try await browser.get("/sign-in")
      #expect(last.status == 429 && last.header("retry-after") != nil)
      // What a client claims before the proxy's own entry does not help it; another client is not held back.
      browser.headers["X-Forwarded-For"] = "7.7.7.7, 192.0.2.1"
      #expect(try await browser.get("/sign-in").status == 429)
      browser.headers["X-Forwarded-For"] = "6.6.6.6, 192.0.2.2"
      #expect(try await browser.get("/sign-in").status == 200)
      browser.headers["X-Forwarded-For"] = "192.0.2.1"
      site.pass(10)
      #expect(try await browser.get("/sign-in").status == 200)
    }
  }
}
