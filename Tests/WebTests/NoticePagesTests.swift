import Casework
import Forensics
import Foundation
import Operations
import Testing
import Vocabulary
import Web

/// A notice from its draft to its approval, and the public page that follows it, as two people meet them.
@Suite struct NoticePagesTests {
  private static func withNotice(
    _ body: @escaping @Sendable (Site, _ ada: Browser, _ grace: Browser) async throws -> Void
  ) async throws {
    try await Site.run { site in
      let ada = try await site.admin()
      let grace = try await site.person(.approver, email: "grace@example.org")
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(20), by: ada)
      _ = try await site.desk.assessing.freshAssessment(of: 1)
      let drafted = try await ada.fill("/notices", ["case": "1", "edition": "warning"])
      #expect(drafted.status == 303 && drafted.header("location")?.hasPrefix("/notices/1") == true)
      try await body(site, ada, grace)
    }
  }

  /// Gives a reason for all that stops the notice: the company of these tests is called by a name that looks like an empty place.
  static func letPass(_ notice: String, by browser: Browser) async throws -> Reply {
    for language in ["es", "en"] {
      let page = "/notices/\(notice)/text?language=\(language)&segment=unknown"
      for _ in 0..<20 {
        let text = try await browser.get(page)
        guard let place = text.hidden("place"), let rule = text.hidden("rule") else { break }
        _ = try await browser.fill(
          page, to: "/notices/\(notice)/decide",
          [
            "decision": "override", "rule": rule, "place": place, "reason": "a <b>lawyer</b> asks",
            "language": language,
            "segment": "unknown",
          ])
      }
    }
    return try await browser.get("/notices/\(notice)/text?language=en&segment=unknown")
  }

  /// What one person reads on the notice's page is what they decide about: the page says it by its digest.
  static func decide(_ decision: String, _ notice: Int, by browser: Browser) async throws -> Reply {
    let digest = try await browser.get("/notices/\(notice)").hidden("digest") ?? ""
    return try await browser.fill(
      "/notices/\(notice)", to: "/notices/\(notice)/decide", ["decision": decision, "digest": digest])
  }

  private static func publish(by browser: Browser) async throws -> Reply {
    let digest = try await browser.get("/status-page").hidden("digest") ?? ""
    return try await browser.fill("/status-page", ["decision": "publish", "digest": digest])
  }

  /// As if somebody had got the test mail: there is no server to send it by.
  static func test(_ notice: Int64, _ site: Site, by browser: Browser) async throws {
    let digest = try #require(try await browser.get("/notices/\(notice)").hidden("digest"))
    try await site.desk.record(.noticeTested(notice: notice, digest: digest), by: "account:1")
  }

  @Test func `a draft says what it stands on, and a second of its edition is not made`() async throws {
    try await Self.withNotice { site, ada, _ in
      let page = try await ada.get("/notices/1")
      #expect(page.status == 200 && page.body.contains("Draft") && page.body.contains("customers in all"))
      let text = try await ada.get("/notices/1/text")
      #expect(text.body.contains("Somebody is sending fake") && text.body.contains("palornberry[.]com"))
      #expect(text.body.contains("/cases/1/mails") && !text.body.contains("href=\"http"))
      _ = try await ada.fill("/notices", ["case": "1", "edition": "warning"])
      #expect(try await ada.get("/notices/2").status == 404)
    }
  }

  @Test func `own words that hurt stop it until somebody says why, and a change voids the reason`() async throws {
    try await Self.withNotice { site, ada, _ in
      let own = "We take your security very seriously. Act immediately!"
      _ = try await ada.fill(
        "/notices/1", to: "/notices/1/decide",
        ["decision": "write", "language": "en", "segment": "unknown", "own": own])
      var text = try await ada.get("/notices/1/text?language=en&segment=unknown")
      #expect(text.body.contains("stops the notice") && text.body.contains("Act immediately!"))
      #expect(try await ada.get("/notices/1").body.contains("Places that would hurt"))
      text = try await Self.letPass("1", by: ada)
      #expect(!text.body.contains("stops the notice") && !text.body.contains("<b>lawyer</b>"))
      #expect(try await !ada.get("/notices/1").body.contains("Places that would hurt"))
      _ = try await ada.fill(
        "/notices/1", to: "/notices/1/decide",
        ["decision": "write", "language": "en", "segment": "unknown", "own": own + " Now!"])
      #expect(try await ada.get("/notices/1").body.contains("Places that would hurt"))
    }
  }

  @Test func `own words in one language alone are missed in the others`() async throws {
    try await Self.withNotice { _, ada, _ in
      func write(_ language: String, _ own: String) async throws {
        _ = try await ada.fill(
          "/notices/1", to: "/notices/1/decide",
          ["decision": "write", "language": language, "segment": "unknown", "own": own])
      }
      func isMissed(_ language: String) async throws -> Bool {
        try await ada.get("/notices/1/text?language=\(language)&segment=unknown").body.contains(
          "Missing in one language")
      }
      try await write("en", "We answer the phone until eight.\nAsk for Ada.")
      var missed = (en: try await isMissed("en"), es: try await isMissed("es"))
      #expect(!missed.en && missed.es)
      try await write("es", "Atendemos el teléfono hasta las ocho.")
      #expect(try await isMissed("es"), "one paragraph of two")
      try await write("es", "Atendemos el teléfono hasta las ocho.\nPregunte por Ada.")
      missed = (try await isMissed("en"), try await isMissed("es"))
      #expect(!missed.en && !missed.es)
    }
  }

  @Test func `nobody approves what has not been tested, and nobody without the right decides`() async throws {
    try await Self.withNotice { site, ada, grace in
      let early = try await Self.decide("approve", 1, by: grace)
      #expect(early.status == 422 && early.body.contains("Nobody had it sent to themselves"))
      // No server to send by: a test cannot leave, and that is said.
      let test = try await ada.fill("/notices/1", to: "/notices/1/decide", ["decision": "test"])
      #expect(test.status == 422 && test.body.contains("candor.yaml"))
      try await Self.test(1, site, by: ada)
      let own = try await Self.decide("approve", 1, by: ada)
      #expect(own.status == 422 && own.body.contains("Somebody else who may approve"))
      let responder = try await site.person(.responder, email: "rob@example.org")
      #expect(try await responder.fill("/notices/1", to: "/notices/1/decide", ["decision": "approve"]).status == 403)
      let viewer = try await site.person(.viewer, email: "vera@example.org")
      #expect(try await viewer.fill("/account", to: "/notices/1/decide", ["decision": "leave-out"]).status == 403)
      _ = try await Self.letPass("1", by: ada)
      let old = try await grace.fill("/notices/1", to: "/notices/1/decide", ["decision": "approve", "digest": "aa"])
      #expect(old.status == 422, "somebody approved what they did not read")
      let approved = try await Self.decide("approve", 1, by: grace)
      #expect(approved.status == 303, "\(approved.body)")
      #expect(try await grace.get("/notices/1").body.contains("Approved by approver"))
      let start = try await grace.fill("/notices/1", to: "/notices/1/decide", ["decision": "start"])
      #expect(start.status == 422 && start.body.contains("candor.yaml"))
    }
  }

  @Test func `a fact that is withdrawn turns its sentence red, and the text cannot be approved like that`() async throws
  {
    try await Self.withNotice { site, ada, grace in
      for done in ["yes", "no"] {
        _ = try await ada.fill(
          "/notices/1", to: "/cases/1/settle", ["step": "site-checked", "done": done, "note": "by Ada", "notice": "2"])
        if done == "yes" { _ = try await ada.fill("/notices", ["case": "1", "edition": "update"]) }
      }
      try await Self.test(2, site, by: ada)
      let text = try await ada.get("/notices/2/text")
      #expect(text.body.contains("No longer known: Somebody else has checked our own site"))
      let refused = try await Self.decide("approve", 2, by: grace)
      #expect(refused.status == 422 && refused.body.contains("Sentences that are no longer so: 1"))
      _ = try await ada.fill("/notices/2/text", to: "/notices/2/decide", ["decision": "renew"])
      #expect(try await !ada.get("/notices/2/text").body.contains("No longer known"))
    }
  }

  @Test func `the public page tells nothing before somebody publishes it, and only what left`() async throws {
    try await Self.withNotice { site, ada, grace in
      let stranger = site.browser()
      #expect(try await stranger.get("/status").header("location") == "/status/en")
      #expect(try await stranger.get("/status/en").body.contains("have published no warning"))
      #expect(try await ada.get("/status-page/preview/en").body.contains("This is a preview"))
      #expect(try await stranger.get("/status-page").status == 303)
      // Nothing has left, so that there is nothing to publish.
      #expect(try await Self.publish(by: grace).status == 422)
      try await Self.test(1, site, by: ada)
      _ = try await Self.letPass("1", by: ada)
      let digest = try #require(try await grace.get("/notices/1").hidden("digest"))
      #expect(try await Self.decide("approve", 1, by: grace).status == 303)
      let (ledger, now) = (site.desk.notices, site.desk.now())
      let jane = try #require(EmailAddress("jane@customer.example"))
      let en = try #require(Language("en"))
      let text = SentText(
        language: en, segment: .unknown, subject: "x", body: "x", senderName: "Palomberry", sender: jane, replyTo: nil)
      try await ledger.open(NewMailing(notice: 1, caseID: 1, edition: .warning, texts: [text]), now)
      _ = try await ledger.add(1, [NewRecipient(address: jane, language: en, segment: .unknown)])
      #expect(try await ledger.begin(1, NoticeRelease(actor: "account:2", digest: digest), now) == 1)
      #expect(try await ada.get("/cases/1").body.contains("You told your customers that they hear from you again by"))
      // It was started, and nobody had it yet: there is still nothing to tell the public.
      #expect(try await Self.publish(by: grace).status == 422)
      let taken = try #require(try await ledger.turn(1, [], NoticeClaim(limit: 1), now).first)
      _ = try await ledger.turn(1, [NoticeSettlement(taken.id, attempt: 1, .sent("250 ok"))], nil, now)
      let number = try await stranger.fill("/check", ["sender": "", "subject": "About fakes (ATC-1-1)"])
      #expect(number.body.contains("This number is ours") && number.body.contains(jane.text), "\(number.body)")
      let never = try await stranger.fill("/check", ["sender": "ATC-1-99", "subject": ""])
      #expect(never.body.contains("None of our emails has the number ATC-1-99"))
      let unseen = try await grace.fill("/status-page", ["decision": "publish", "digest": "aa"])
      #expect(unseen.status == 422 && unseen.body.contains("has changed since you looked at it"))
      #expect(try await stranger.get("/status/en").body.contains("have published no warning"))
      #expect(try await Self.publish(by: grace).status == 303)
      let page = try await stranger.get("/status/en")
      #expect(page.status == 200 && page.header("cache-control") == "public, max-age=60")
      #expect(page.body.contains("palornberry[.]com") && !page.body.contains("<script"))
      #expect(page.body.utf8.count < 50_000 && page.body.contains("<svg class=\"specimen\""))
      for report in try await site.desk.archive.list(ReportQuery()) {
        for address in [report.examined?.reporter, report.examined?.recipient].compactMap(\.self) {
          #expect(!page.body.contains(address.text), "\(address)")
        }
      }
      let language = try #require(site.desk.settings.organization.languages.first ?? Language("en"))
      #expect(try await stranger.get("/status/\(language.tag)/feed.atom").body.contains("<feed xmlns="))
      #expect(try await stranger.get("/status/xx").status == 404)
      #expect(try await grace.fill("/status-page", ["decision": "nonsense"]).status == 400)
      _ = try await grace.fill("/status-page", ["decision": "withdraw", "reason": "over"])
      #expect(try await stranger.get("/status/en").body.contains("have published no warning"))
    }
  }

  @Test func `the check knows no number of a notice that nobody started`() async throws {
    try await Self.withNotice { site, _, _ in
      let reply = try await site.browser().fill("/check", ["sender": "", "subject": "ATC-1-1"])
      #expect(reply.body.contains("None of our emails has the number ATC-1-1"))
    }
  }

  @Test func `the open listener shows the public pages and nothing else`() async throws {
    try await Site.run({ $0.isOpen = true }) { site in
      let stranger = site.browser()
      for path in ["/status/en", "/check"] {
        let page = try await stranger.get(path)
        #expect(page.status == 200, "\(path)")
      }
      let start = try await stranger.get("/")
      #expect(start.status == 303 && start.header("location") == "/status")
      for path in ["/cases", "/sign-in", "/notices", "/metrics", "/healthz", "/status-page", "/api/cases"] {
        let page = try await stranger.get(path)
        #expect(page.status == 404, "\(path)")
        if !path.hasPrefix("/api/") { #expect(!page.body.contains("Candor"), "\(path)") }
      }
    }
  }
}
