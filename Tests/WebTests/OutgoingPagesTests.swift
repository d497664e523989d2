import Operations
import Testing
import Vocabulary
import Web

/// Letters on their way out: why they wait, and those of whom nothing is left.
@Suite struct OutgoingPagesTests {
  @Test func `an answer to old mail says why it waits`() async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(3), by: browser)
      for path in ["/outgoing", "/outgoing/1"] {
        let page = try await browser.get(path).body
        #expect(page.contains("It waits because the mail was ") && page.contains("After 14 days"), "\(path)")
      }
      #expect(try await browser.fill("/outgoing/1", to: "/outgoing/1", ["decision": "decline"]).status == 303)
      #expect(try await !browser.get("/outgoing/1").body.contains("It waits because"))
    }
  }

  @Test(arguments: [
    ("en", "The address is under evil[.]example, which imitates your domain."),
    ("es", "La dirección está bajo evil[.]example, que imita su dominio."),
    ("hu", "A cím a evil[.]example alatt van, amely az Önök domainjét utánozza."),
  ])
  func `why a letter was held back is said in the reader's language`(language: String, sentence: String) async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(3), by: browser)
      let waiting = try #require(try await site.desk.outbox.list(.proposed, nil, 1).first)
      let why =
        "held back (adversary-domain evil[.]example): a@evil.example is under evil[.]example, which imitates your domain."
      var transaction = LedgerTransaction(now: site.desk.now())
      transaction.dispatches = [DispatchChange(waiting.id, from: [.proposed], to: .failed, reply: why)]
      _ = try await site.desk.ledger.append(transaction)
      #expect(try await browser.fill("/account", to: "/account/language", ["language": language]).status == 303)
      for path in ["/outgoing", "/outgoing/\(waiting.id)"] {
        let page = try await browser.get(path).body
        #expect(page.contains(sentence) && !page.contains("held back"), "\(path)")
      }
      for code in [
        "adversary-address", "own-intake", "sender-not-ours", "bad-address", "control-character", "hostile-name x[.]y",
        "foreign-link x[.]y", "too-long 998", "empty",
      ] {
        var next = LedgerTransaction(now: site.desk.now())
        next.dispatches = [
          DispatchChange(waiting.id, from: [.failed], to: .failed, reply: "held back (\(code)): in English")
        ]
        _ = try await site.desk.ledger.append(next)
        #expect(try await !browser.get("/outgoing/\(waiting.id)").body.contains("in English"), "\(code)")
      }
    }
  }

  @Test(arguments: [("en", "Deleted letter"), ("es", "Correo borrado"), ("hu", "Törölt levél")])
  func `a letter of which nothing is left says that it was deleted`(language: String, title: String) async throws {
    try await Site.run { site in
      let browser = try await site.admin()
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(3), by: browser)
      let later = site.desk.now().adding(seconds: 86_400)
      #expect(try await site.desk.archive.expire(later, later) == 3)
      #expect(try await browser.fill("/account", to: "/account/language", ["language": language]).status == 303)
      let list = try await browser.get("/outgoing").body
      #expect(list.contains("<bdi>\(title)</bdi>") && !list.contains("<bdi></bdi>"))
      let letter = try await browser.get("/outgoing/1")
      #expect(letter.status == 200 && letter.body.contains("<title>\(title)") && !letter.body.contains("<pre"))
      #expect(!letter.body.contains("value=\"approve\""))
    }
  }
}
