import Letters
import Operations
import Testing
import Vocabulary
import Web

@Suite struct PageHeadersTests {
  @Test func `every response tells the browser what to refuse`() async throws {
    try await Site.run { site in
      for path in ["/sign-in", "/candor.css", "/nowhere", "/healthz", "/"] {
        let reply = try await site.browser().get(path)
        let policy = try #require(reply.header("content-security-policy"))
        #expect(policy.contains("frame-ancestors 'none'") && policy.contains("script-src 'self'"))
        #expect(!policy.contains("unsafe"))
        #expect(reply.header("x-content-type-options") == "nosniff" && reply.header("x-request-id") != nil)
        #expect(reply.header("strict-transport-security") == nil)
      }
    }
  }

  @Test func `behind a proxy with TLS the cookies are for that host alone`() async throws {
    try await Site.run {
      $0.trustedProxies = [IPAddress("127.0.0.1")].compactMap { $0 }
      $0.hosts = ["candor.example.org"]
    } _: { site in
      let browser = site.browser()
      browser.headers = ["Host": "candor.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"]
      let page = try await browser.get("/sign-in")
      let cookie = try #require(page.header("set-cookie"))
      #expect(cookie.hasPrefix("__Host-candor-form=") && cookie.contains("; Secure"))
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Domain"))
      #expect(page.header("strict-transport-security") != nil)
    }
  }

  @Test func `an address that is not trusted is not believed`() async throws {
    try await Site.run { site in
      let browser = site.browser()
      browser.headers["X-Forwarded-Proto"] = "https"
      let reply = try await browser.get("/sign-in")
      #expect(reply.header("set-cookie")?.hasPrefix("candor-form=") == true)
    }
  }

  @Test func `a page that is not there keeps the language and the navigation of whoever is signed in`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      #expect(try await browser.fill("/account", to: "/account/language", ["language": "hu"]).status == 303)
      browser.headers["Accept-Language"] = "en"
      for path in ["/nowhere", "/cases/9"] {
        let page = try await browser.get(path)
        #expect(
          page.status == 404 && page.body.contains("<html lang=\"hu\"") && page.body.contains("href=\"/cases\""),
          "\(path)")
      }
      let stranger = site.browser()
      stranger.headers["Accept-Language"] = "es"
      let page = try await stranger.get("/nowhere")
      #expect(page.status == 404 && page.body.contains("<html lang=\"es\"") && !page.body.contains("href=\"/cases\""))
    }
  }

  @Test func `health says what is wrong`() async throws {
    try await Site.run { site in
      let well = try await site.browser().get("/healthz")
      #expect(well.status == 200 && well.body == "{\"status\":\"ok\"}\n")
      site.ail(["the disk is \"full\""])
      let ill = try await site.browser().get("/healthz")
      #expect(ill.status == 503 && ill.body.contains(#"["the disk is \"full\""]"#))
    }
  }

  @Test func `metrics are for this machine, or with the token`() async throws {
    try await Site.run {
      $0.metricsToken = "0123456789abcdef"
      $0.trustedProxies = [IPAddress("127.0.0.1")].compactMap { $0 }
    } _: { site in
      let browser = site.browser()
      _ = try await browser.get("/sign-in")
      let text = try await browser.get("/metrics").body
      #expect(text.contains("candor_http_requests_total{method=\"GET\",status=\"200\"} 1"))
      #expect(text.contains("candor_http_seconds_bucket{le=\"+Inf\"} 1"))
      #expect(text.contains("candor_reports 0\n") && text.contains("candor_ailments 0\n"))
      #expect(text.contains("candor_cases{state=\"open\"} 0\n") && text.contains("candor_letters{state=\"sent\"} 0\n"))
      browser.headers["X-Forwarded-For"] = "192.0.2.1"
      #expect(try await browser.get("/metrics").status == 404)
      browser.headers["Authorization"] = "Bearer 0123456789abcdef"
      #expect(try await browser.get("/metrics").status == 200)
    }
  }

  @Test(arguments: [
    ("es-MX,es;q=0.9,en;q=0.8", "es"), ("fr, hu;q=0.5", "hu"), ("", "en"), ("xx", "en"), ("en;q=0, es;q=0.1", "es"),
  ])
  func `pages speak the language that the browser asks for`(header: String, language: String) async throws {
    try await Site.run { site in
      let browser = site.browser()
      browser.headers["Accept-Language"] = header
      let reply = try await browser.get("/sign-in")
      #expect(reply.body.contains("<html lang=\"\(language)\">"))
    }
  }

  @Test func `somebody's own choice of language goes before`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      browser.headers["Accept-Language"] = "es"
      #expect(try await browser.fill("/account", to: "/account/language", ["language": "hu"]).status == 303)
      #expect(try await browser.get("/account").body.contains("Az Ön fiókja"))
    }
  }
}
