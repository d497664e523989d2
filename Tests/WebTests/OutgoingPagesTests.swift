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
