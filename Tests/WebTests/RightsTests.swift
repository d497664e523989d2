import Operations
import Testing
import Web

/// Every route of the site, asked by everybody.
@Suite struct RightsTests {
  /// A path of the route with something in each of its slots.
  static func path(_ route: Route) -> String {
    route.place.path.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(":") ? "999" : String($0) }.joined(separator: "/")
  }

  static func ask(_ browser: Browser, _ route: Route) async throws -> Reply {
    if route.isGet { return try await browser.get(path(route)) }
    let token = try await browser.get("/account").hidden("form_token") ?? ""
    return try await browser.post(path(route), ["form_token": token])
  }

  @Test func `nobody gets past a door without signing in`() async throws {
    try await Site.run { site in
      _ = try await site.admin()
      let closed = Routes.all.filter { $0.access != .everyone }
      #expect(closed.count > 10)
      for route in closed {
        let reply = try await Self.ask(site.browser(), route)
        // A program is told, a person is led on.
        let isGet = route.isGet && !route.place.path.hasPrefix("/api/")
        #expect(reply.status == (isGet ? 303 : 401), "\(route.method) \(route.place.path)")
        #expect(!isGet || reply.header("location")?.hasPrefix("/sign-in") == true)
      }
    }
  }

  @Test(arguments: Role.allCases)
  func `a role gets to what it has the right for, and to nothing else`(role: Role) async throws {
    try await Site.run { site in
      _ = try await site.admin()
      let browser = try await site.person(role, email: "\(role.rawValue)@example.org")
      for case (let route, let right?) in Routes.all.map({ ($0, Self.right($0)) }) {
        let reply = try await Self.ask(browser, route)
        #expect((reply.status == 403) == !role.may(right), "\(route.method) \(route.place.path): \(reply.status)")
        // Refused, and with a way on.
        #expect(
          reply.status != 403 || reply.body.contains("href=\"/account\"") || reply.body.hasPrefix("{\"error\""))
      }
    }
  }

  private static func right(_ route: Route) -> Right? {
    if case .right(let right) = route.access { return right }
    return nil
  }

  @Test func `the last administrator can be neither removed nor made less`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      let id = try #require(try await site.accounts.register.people().first).id
      #expect(try await admin.fill("/people/\(id)/remove", [:]).status == 422)
      #expect(try await admin.fill("/people/\(id)/role", ["role": "viewer"]).status == 422)
      #expect(try await admin.get("/people").status == 200)
    }
  }

  @Test func `who is removed or gets another role is signed out`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      let viewer = try await site.person(.viewer, email: "v@example.org")
      let id = try #require(try await site.accounts.register.people().last).id
      #expect(try await viewer.get("/account").status == 200)
      #expect(try await admin.fill("/people/\(id)/role", ["role": "approver"]).status == 303)
      #expect(try await viewer.get("/account").status == 303)
      #expect(try await viewer.fill("/sign-in", ["email": "v@example.org", "password": Site.password]).status == 303)
      #expect(try await viewer.get("/account").body.contains("Approver"))
      #expect(try await admin.fill("/people/\(id)/remove", [:]).status == 303)
      #expect(try await viewer.get("/account").status == 303)
      #expect(try await viewer.fill("/sign-in", ["email": "v@example.org", "password": Site.password]).status == 422)
    }
  }

  @Test func `somebody's session cannot be ended by somebody else`() async throws {
    try await Site.run { site in
      let admin = try await site.admin()
      let viewer = try await site.person(.viewer, email: "v@example.org")
      let digest = try #require(try await viewer.get("/account/sessions").hidden("session"))
      #expect(try await admin.fill("/account/sessions", ["session": digest]).status == 303)
      #expect(try await viewer.get("/account").status == 200)
    }
  }
}
