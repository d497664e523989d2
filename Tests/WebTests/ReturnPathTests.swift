import Operations
import Testing
import Vocabulary
import Web

/// Where somebody gets to who had to sign in first.
@Suite struct ReturnPathTests {
  @Test(arguments: [
    "/cases/1", "/cases/1/log?before=7", "/reports?case=1&words=a%40b", "/settings", "/account/tokens",
    "/cases/1/steps",
  ])
  func `a page of ours is gone back to`(path: String) {
    #expect(ReturnPath(path)?.text == path)
  }

  @Test(arguments: [
    "", "/", "//evil.example", "//evil.example/cases", "/\\evil.example", "https://evil.example/cases", "cases",
    "/cases/",
    "/cases\r\nX: y", "/cases x", "/cases#x", "/sign-in", "/sign-out", "/reports/1/original", "/cases/1/changes",
    "/api/cases", "/set-up/aa", "/nonsense", "/cases/1/log/2", "/healthz", "/candor.css", "/cäses",
    "/reports?words=" + String(repeating: "a", count: 500),
  ])
  func `nothing else is`(path: String) {
    #expect(ReturnPath(path) == nil)
  }

  @Test func `what was done before is not said to be done again`() {
    #expect(ReturnPath("/reports?done=step&case=1")?.text == "/reports?case=1")
    #expect(ReturnPath("/reports?done=step")?.text == "/reports")
  }

  @Test func `after signing in one is where one was`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      site.pass(Session.idleSeconds + 1)
      let location = try #require(try await browser.get("/reports?words=a%26b").header("location"))
      #expect(location == "/sign-in?to=%2Freports%3Fwords%3Da%2526b")
      let to = try #require(try await browser.get(location).hidden("to"))
      #expect(to == "/reports?words=a%26b")
      let wrong = try await browser.fill(
        location, to: "/sign-in", ["email": "ada@example.org", "password": "wrong", "to": to])
      #expect(wrong.status == 422 && wrong.hidden("to") == to)
      let fields = SignInTests.right.merging(["to": to]) { $1 }
      #expect(try await browser.fill(location, to: "/sign-in", fields).header("location") == to)
      let evil = SignInTests.right.merging(["to": "//evil.example"]) { $1 }
      #expect(try await site.browser().fill("/sign-in", evil).header("location") == "/")
    }
  }

  @Test func `the second step leads there too`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let secret = try #require(
        try await browser.get("/account/code").hidden("secret").flatMap { Hexadecimal.decode($0) })
      let code = TimedCode(secret: secret)
      func now() -> String { code.digits(step: TimedCode.step(at: site.accounts.now())) }
      let on = try await browser.fill("/account/code", ["secret": Hexadecimal.encode(secret), "code": now()])
      #expect(on.status == 200)
      let other = site.browser()
      let fields = SignInTests.right.merging(["to": "/cases"]) { $1 }
      #expect(try await other.fill("/sign-in", fields).header("location") == "/sign-in/code?to=%2Fcases")
      #expect(try await other.get("/sign-in/code?to=%2Fcases").hidden("to") == "/cases")
      site.pass(60)
      let last = try await other.fill("/sign-in/code", ["code": now(), "to": "/cases"])
      #expect(last.header("location") == "/cases")
    }
  }

  @Test func `a form that came too late has a way to sign in, and back to its page`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      site.pass(Session.idleSeconds + 1)
      let bare = try await browser.post("/people/invite", ["role": "viewer"])
      #expect(bare.status == 401 && bare.body.contains("<a class=\"button\" href=\"/sign-in\">Sign in</a>"))
      browser.headers["Referer"] = "http://127.0.0.1:\(site.port)/people/invite"
      let known = try await browser.post("/people/invite", ["role": "viewer"])
      #expect(known.status == 401 && known.body.contains("href=\"/sign-in?to=%2Fpeople%2Finvite\""))
      browser.headers["Referer"] = "http://evil.example/people/invite"
      #expect(try await browser.post("/people/invite", ["role": "viewer"]).body.contains("href=\"/sign-in\">"))
      #expect(try await !browser.get("/nowhere").body.contains("href=\"/sign-in"))
    }
  }
}
