import Operations
import Testing
import Vocabulary
import Web

@Suite struct SignInTests {
  static let right = ["email": "ada@example.org", "password": Site.password]

  @Test func `set up, sign out, sign in`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let home = try await browser.get("/?done=joined")
      #expect(home.status == 200 && home.body.contains("Ada"))
      #expect(home.body.contains("Your account is made"))
      #expect(try await browser.fill("/", to: "/sign-out", [:]).header("location") == "/signed-out")
      #expect(try await browser.get("/").header("location") == "/sign-in")
      #expect(try await browser.fill("/sign-in", Self.right).header("location") == "/")
      #expect(try await browser.get("/people").body.contains("ada@example.org"))
      #expect(site.kinds == [.setUp, .signedOut, .signedIn])
    }
  }

  @Test func `a set-up link works once, and none is made when there is an administrator`() async throws {
    try await Site.run { site in
      let link = try #require(try await Joining.setUpLink(site.accounts))
      let fields = ["name": "A", "email": "a@example.org", "password": Site.password, "again": Site.password]
      let (first, second) = (site.browser(), site.browser())
      let token = try #require(try await second.get("/set-up/" + link.text).hidden("form_token"))
      #expect(try await first.fill("/set-up/" + link.text, fields).status == 303)
      #expect(try await second.post("/set-up/" + link.text, fields.merging(["form_token": token]) { $1 }).status == 404)
      #expect(try await site.browser().get("/set-up/" + link.text).status == 404)
      #expect(try await Joining.setUpLink(site.accounts) == nil)
    }
  }

  @Test func `an unknown address, a wrong password and a locked account are told the same`() async throws {
    try await Site.run { site in
      _ = try await site.admin()
      let browser = site.browser()
      let unknown = try await browser.fill("/sign-in", ["email": "eve@example.org", "password": "wrong"])
      var wrong: [Reply] = []
      for _ in 0..<10 {
        wrong.append(try await browser.fill("/sign-in", ["email": "ada@example.org", "password": "wrong"]))
      }
      let locked = try await browser.fill("/sign-in", Self.right)
      let all = [unknown, locked] + wrong
      #expect(all.allSatisfy { $0.status == 422 })
      let bodies = Set(all.map { $0.body.replacing("eve@example.org", with: "ada@example.org") })
      #expect(bodies.count == 1)
      #expect(site.kinds.suffix(1) == [.lockedOut])
      site.pass(901)
      #expect(try await browser.fill("/sign-in", Self.right).status == 303)
    }
  }

  @Test func `a session ends when it is idle, and when it is old`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      site.pass(Session.idleSeconds - 60)
      #expect(try await browser.get("/").status == 200)
      site.pass(Session.idleSeconds + 1)
      #expect(try await browser.get("/").status == 303)
      #expect(try await browser.fill("/sign-in", Self.right).status == 303)
      for _ in 0..<16 {
        site.pass(Session.idleSeconds - 3600)
        _ = try await browser.get("/")
      }
      #expect(try await browser.get("/").status == 303)
    }
  }

  @Test func `a second step wants a code, and takes each only once`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      let page = try await browser.get("/account/code")
      let secret = try #require(page.hidden("secret").flatMap { Hexadecimal.decode($0) })
      let code = TimedCode(secret: secret)
      func now() -> String { code.digits(step: TimedCode.step(at: site.accounts.now())) }
      let wrong = try await browser.fill("/account/code", ["secret": Hexadecimal.encode(secret), "code": "000000x"])
      #expect(wrong.status == 422)
      let used = now()
      let on = try await browser.fill("/account/code", ["secret": Hexadecimal.encode(secret), "code": used])
      let recovery = on.body.split(separator: "<li class=\"literal\">").dropFirst().map { String($0.prefix(19)) }
      #expect(on.status == 200 && recovery.count == 8)

      let other = site.browser()
      #expect(try await other.fill("/sign-in", Self.right).header("location") == "/sign-in/code")
      #expect(try await other.get("/").status == 303)
      #expect(try await other.fill("/sign-in/code", ["code": used]).status == 422)
      site.pass(60)
      #expect(try await other.fill("/sign-in/code", ["code": now()]).header("location") == "/")
      #expect(try await other.get("/").status == 200)

      for (expected, browser) in [(303, site.browser()), (422, site.browser())] {
        _ = try await browser.fill("/sign-in", Self.right)
        #expect(try await browser.fill("/sign-in/code", ["code": recovery[0].lowercased()]).status == expected)
      }
    }
  }

  @Test func `a new password ends every other session, and the secret changes at each sign-in`() async throws {
    try await Site.run { site in
      let (browser, other) = (try await site.admin(), site.browser())
      let first = browser.cookies["candor"]
      #expect(try await other.fill("/sign-in", Self.right).status == 303)
      let new = "five quite unrelated words"
      let wrong = try await browser.fill("/account/password", ["old": "x", "password": new, "again": new])
      #expect(wrong.status == 422)
      let answer = try await browser.fill(
        "/account/password", ["old": Site.password, "password": new, "again": new])
      #expect(answer.status == 303 && browser.cookies["candor"] != first)
      #expect(try await browser.get("/").status == 200)
      #expect(try await other.get("/").status == 303)
      #expect(try await other.fill("/sign-in", Self.right).status == 422)
    }
  }
}
