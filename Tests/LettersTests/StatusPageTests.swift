import Casework
import Foundation
import Letters
import Post
import Testing
import Vocabulary

/// The public page from what may be known outside: inert, small, in every language.
@Suite struct StatusPageTests {
  static func book() throws -> StatusBook {
    try StatusFolder.load(
      URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Data/letters").path())
  }

  static func content(
    hostile: String = "Your invoice", specimens: Int = 1, told: Int = 1, paragraphs: Int = 3
  ) -> StatusContent {
    let letter = StatusContent.Letter(
      subject: "Fake emails in our name (HL-1)",
      paragraphs: (0..<paragraphs).map { "Paragraph \($0). \(hostile)" })
    return StatusContent(
      incident: 1, organization: "Harbor & Ledger", languages: ["en", "es", "hu"],
      told: (0..<told).map {
        StatusContent.Told(
          edition: .warning, time: 1_415_000_000 + Int64($0), reference: "HL-\($0)", letters: ["en": letter])
      },
      specimens: (0..<specimens).map { _ in
        StatusContent.Specimen(
          sender: "x@evil.example", subject: hostile, lines: (0..<40).map { "\($0) \(hostile)" })
      }, lookAlikes: ["harb0rledger.com", hostile], domains: ["harborledger.com"], sender: "news@harborledger.com",
      reportAddress: "report@harborledger.com", isOver: false, made: 1_415_000_100)
  }

  static func page(_ content: StatusContent, zone: ClockZone = .utc) throws -> StatusPage {
    StatusPage(
      content, book: try book(), zone: zone,
      links: StatusPage.Links(check: "/check", feed: { "/status/\($0.tag)/feed.atom" }, page: { "/status/\($0.tag)" }))
  }

  @Test func `times are those of the company's own clocks`() throws {
    let zone = ClockZone(name: "Europe/Madrid", changes: [ClockZone.Change(from: 0, minutes: 60)])
    let told = try String(
      decoding: Self.page(Self.content(told: 1), zone: zone).html(in: #require(Language("en"))), as: UTF8.self)
    #expect(told.contains("2014-11-03 08:33 UTC+1") && !told.contains("07:33"))
  }

  @Test(arguments: [("en", "One"), ("es", "Uno"), ("hu", "Egy")])
  func `of several fakes, those in the reader's language stand first`(language: String, subject: String) throws {
    let base = Self.content()
    let content = StatusContent(
      incident: base.incident, organization: base.organization, languages: base.languages, told: base.told,
      specimens: [("hu", "Egy"), (nil, "Other"), ("es", "Uno"), ("en", "One")].map {
        StatusContent.Specimen(sender: "x@evil.example", subject: $0.1, lines: ["…"], language: $0.0)
      }, lookAlikes: base.lookAlikes, domains: base.domains, sender: base.sender, reportAddress: base.reportAddress,
      isOver: base.isOver, made: base.made)
    let html = String(decoding: try Self.page(content).html(in: #require(Language(language))), as: UTF8.self)
    let places = try ["One", "Uno", "Egy", "Other"].map { try #require(html.firstRange(of: " \($0)<")?.lowerBound) }
    #expect(places.min() == html.firstRange(of: " \(subject)<")?.lowerBound)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "https://evil.example/pay?x=1&y=2", "</title><b>",
    "]]><x>", "\u{202E}evil", "javascript:alert(1)", String(repeating: "a", count: 5000),
  ])
  func `hostile text stays text, on the page and in the feed`(_ hostile: String) throws {
    let page = try Self.page(Self.content(hostile: hostile))
    for language in page.languages {
      let html = String(decoding: page.html(in: language), as: UTF8.self)
      let feed = String(decoding: page.feed(in: language, address: nil, book: try Self.book()), as: UTF8.self)
      for text in [html, feed] {
        #expect(!text.contains("<script") && !text.contains("<img") && !text.contains("https://evil"))
        #expect(!text.contains("<b>") && !text.contains("\u{202E}") && !text.contains("<x>"))
      }
      let links = html.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
      #expect(links.allSatisfy { $0.hasPrefix("/") || $0.hasPrefix("#") || $0 == "data:," }, "\(links)")
    }
  }

  @Test func `it stays under fifty kilobytes however much there is to tell`() throws {
    let page = try Self.page(
      Self.content(hostile: String(repeating: "word ", count: 40), specimens: 50, told: 6, paragraphs: 14))
    for language in page.languages { #expect(page.html(in: language).count < StatusPage.mostBytes) }
  }

  @Test func `each language has its own words, and a letter that it lacks is shown in the first that has one`() throws {
    let page = try Self.page(Self.content())
    for (tag, title) in [("en", "Fake emails in the name"), ("es", "Correos falsos"), ("hu", "Hamis levelek")] {
      let language = try #require(Language(tag))
      let html = String(decoding: page.html(in: language), as: UTF8.self)
      #expect(html.contains("<html lang=\"\(tag)\">") && html.contains(title) && html.contains("Paragraph 0"))
      #expect(html.contains("harb0rledger[.]com") && html.contains("Harbor &amp; Ledger"))
      #expect(!html.contains("This is a preview"))
    }
    let english = try #require(Language("en"))
    #expect(String(decoding: page.html(in: english, isPreview: true), as: UTF8.self).contains("This is a preview"))
  }

  @Test func `the feed is one entry an edition, with ids that stay`() throws {
    let english = try #require(Language("en"))
    let feed = String(
      decoding: try Self.page(Self.content(told: 2)).feed(
        in: english, address: "https://s.example/f", book: Self.book()),
      as: UTF8.self)
    #expect(feed.components(separatedBy: "<entry>").count == 3)
    #expect(
      feed.contains("<id>tag:harborledger.com,2014-11-03:HL-0:en</id>") && feed.contains("href=\"https://s.example/f\"")
    )
  }

  @Test func `where nothing was told, that is what it says`() throws {
    let quiet = StatusContent.quiet(
      organization: "Harbor Ledger", languages: ["en"], domains: ["harborledger.com"], sender: "news@harborledger.com",
      reportAddress: "report@harborledger.com", made: 1_415_000_100)
    let html = String(decoding: try Self.page(quiet).html(in: try #require(Language("en"))), as: UTF8.self)
    #expect(html.contains("have published no warning") && html.contains("news@harborledger.com"))
    #expect(!html.contains("If you got such an email"))
  }
}
