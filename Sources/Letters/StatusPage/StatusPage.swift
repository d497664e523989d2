import Casework
import Vocabulary

/// The public status page as one HTML file and its feed: no script, nothing loaded, no link but to its own languages, the check page and the feed.
package struct StatusPage: Sendable {
  package let content: StatusContent
  private let book: StatusBook
  private let links: Links
  /// Of the times on it.
  private let zone: ClockZone

  /// Where its neighbours are, relative to it; nil where there is none.
  package struct Links: Sendable {
    package let check: String?
    package let feed: @Sendable (Language) -> String
    package let page: @Sendable (Language) -> String

    package init(
      check: String?, feed: @escaping @Sendable (Language) -> String, page: @escaping @Sendable (Language) -> String
    ) {
      self.check = check
      self.feed = feed
      self.page = page
    }
  }

  package init(_ content: StatusContent, book: StatusBook, zone: ClockZone, links: Links) {
    self.zone = zone
    self.content = content
    self.book = book
    self.links = links
  }

  package var languages: [Language] { content.languages.compactMap { Language($0) }.filter { book[$0] != nil } }

  /// `isPreview` says on top that nobody sees it yet.
  package func html(in language: Language, isPreview: Bool = false) -> [UInt8] {
    guard let words = book[language] else { return [] }
    var out = Markup()
    head(words, &out)
    if isPreview { out.element("<p class=\"preview\">", text: words.text(.preview), "</p>\n") }
    out.element("<h1>", text: words.text(.title, place), "</h1>\n")
    out.element("<p class=\"lead\">", text: words.text(content.told.isEmpty ? .quiet : .lead, place), "</p>\n")
    if content.isOver, !content.told.isEmpty { out.element("<p>", text: words.text(.over), "</p>\n") }
    if !content.told.isEmpty { whatToDo(words, &out) }
    realMail(words, &out)
    fakes(words, &out)
    told(words, language, &out)
    ask(words, &out)
    out.raw("</main>\n<footer><p>")
    out.text(words.text(.made, ["time": zone.text(Timestamp(seconds: content.made))]))
    out.raw(" <a href=\"")
    out.address(links.feed(language))
    out.raw("\">Atom</a></p></footer>\n</body>\n</html>\n")
    return out.bytes
  }

  private var place: [String: String] { ["organization": content.organization] }

  private func head(_ words: StatusWords, _ out: inout Markup) {
    out.raw("<!doctype html>\n<html lang=\"")
    out.text(words.language.tag)
    out.raw(
      """
      ">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="format-detection" content="telephone=no, email=no, address=no">
      <link rel="icon" href="data:,">
      <link rel="alternate" type="application/atom+xml" href="
      """)
    out.address(links.feed(words.language))
    out.raw("\" title=\"")
    out.text(words.text(.feed, place))
    out.raw("\">\n<title>")
    out.text(words.text(.title, place))
    out.raw("</title>\n<style>\n")
    out.raw(Self.style)
    out.raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">")
    out.text(words.text(.skip))
    out.raw("</a>\n<header><p><strong>")
    out.text(content.organization, width: 100)
    out.raw("</strong></p>")
    if languages.count > 1 {
      out.raw("<nav aria-label=\"")
      out.text(words.text(.languages))
      out.raw("\"><ul>")
      for other in languages {
        out.raw("<li><a lang=\"")
        out.text(other.tag)
        out.raw("\" href=\"")
        out.address(links.page(other))
        out.raw(other == words.language ? "\" aria-current=\"page\">" : "\">")
        out.text(book[other]?.name ?? other.tag)
        out.raw("</a></li>")
      }
      out.raw("</ul></nav>")
    }
    out.raw("</header>\n<main id=\"main\">\n")
  }

  private func whatToDo(_ words: StatusWords, _ out: inout Markup) {
    out.element("<h2>", text: words.text(.doTitle), "</h2>\n")
    list([.doClick, .doPay, .doDone], words, &out)
  }

  private func realMail(_ words: StatusWords, _ out: inout Markup) {
    out.element("<h2>", text: words.text(.realTitle), "</h2>\n")
    list([.realSender, .realDomains, .realNever], words, &out)
  }

  private func list(_ keys: [StatusWords.Key], _ words: StatusWords, _ out: inout Markup) {
    let values = ["sender": content.sender, "domains": content.domains.joined(separator: ", ")]
    out.raw("<ul>\n")
    for key in keys { out.element("<li>", text: words.text(key, values), "</li>\n") }
    out.raw("</ul>\n")
  }

  private func fakes(_ words: StatusWords, _ out: inout Markup) {
    if !content.specimens.isEmpty {
      out.element("<h2>", text: words.text(.fakeTitle), "</h2>\n")
      let (own, others) = (
        content.specimens.filter { $0.language == words.language.tag },
        content.specimens.filter { $0.language != words.language.tag }
      )
      for specimen in (own + others).prefix(Self.mostSpecimens) { SpecimenPicture.draw(specimen, words, &out) }
    }
    guard !content.lookAlikes.isEmpty else { return }
    out.element("<h2>", text: words.text(.namesTitle), "</h2>\n")
    out.element("<p>", text: words.text(.namesLead), "</p>\n<ul>\n")
    for name in content.lookAlikes.prefix(Self.mostNames) {
      out.raw("<li><bdi class=\"literal\">")
      out.text(HostileURL.defang(name), width: 260)
      out.raw("</bdi></li>\n")
    }
    out.raw("</ul>\n")
  }

  private func told(_ words: StatusWords, _ language: Language, _ out: inout Markup) {
    guard !content.told.isEmpty else { return }
    out.element("<h2>", text: words.text(.toldTitle), "</h2>\n")
    for told in content.told.prefix(Self.mostEditions) {
      guard let letter = letter(told, in: language) else { continue }
      out.raw("<article id=\"")
      out.text(told.reference, width: 60)
      out.raw("\">\n<h3>")
      out.text(letter.subject, width: 300)
      out.raw("</h3>\n<p class=\"soft\">")
      out.text("\(words.edition(told.edition)). \(zone.text(Timestamp(seconds: told.time))).")
      out.raw(" ")
      out.text(words.text(.toldReference, ["reference": told.reference]))
      out.raw("</p>\n")
      for paragraph in letter.paragraphs.prefix(60) {
        out.raw("<p>")
        out.text(paragraph, width: 3000)
        out.raw("</p>\n")
      }
      out.raw("</article>\n")
    }
  }

  func letter(_ told: StatusContent.Told, in language: Language) -> StatusContent.Letter? {
    told.letters[language.tag] ?? content.languages.lazy.compactMap { told.letters[$0] }.first
  }

  private func ask(_ words: StatusWords, _ out: inout Markup) {
    out.element("<h2>", text: words.text(.askTitle), "</h2>\n")
    out.element("<p>", text: words.text(.askForward, ["address": content.reportAddress]), "</p>\n")
    guard let check = links.check else { return }
    out.element("<p>", text: words.text(.askCheck), " <a href=\"")
    out.address(check)
    out.raw("\">")
    out.text(words.text(.askLink))
    out.raw("</a></p>\n")
  }

  private static let mostSpecimens = 4
  private static let mostNames = 60
  private static let mostEditions = 6

  /// The page stays under 50 KB: what is above these counts is left out.
  package static let mostBytes = 50_000

  private static let style: StaticString = """
    :root { --ink: #0b0c0c; --soft: #484f54; --paper: #fff; --shade: #f3f2f1; --line: #b1b4b6; --accent: #1d70b8; --alarm: #ca3519; }
    @media screen and (prefers-color-scheme: dark) { :root { --ink: #f1f1ef; --soft: #b9bec2; --paper: #14171a; --shade: #22272b; --line: #4b5358; --accent: #7cb8f0; --alarm: #ff7a5c; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
    header, main, footer { max-width: 42rem; margin: 0 auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
    header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem; padding-top: 1rem; padding-bottom: .5rem; }
    header p { margin: 0; }
    nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; list-style: none; margin: 0; padding: 0; }
    nav a { display: inline-block; padding: .25rem 0; }
    nav a[aria-current] { font-weight: 700; text-decoration: none; color: var(--ink); }
    h1 { font-size: 2rem; line-height: 1.2; margin: 1rem 0; text-wrap: balance; }
    h2 { font-size: 1.4rem; line-height: 1.25; margin: 2.5rem 0 .75rem; }
    h3 { font-size: 1.15rem; margin: 0 0 .25rem; }
    p, ul { margin: 0 0 1rem; }
    li { margin-bottom: .35rem; }
    a { color: var(--accent); }
    a:focus-visible { outline: 3px solid #ffdd00; background: #ffdd00; color: #0b0c0c; }
    .lead { font-size: 1.25rem; }
    .soft, footer { color: var(--soft); }
    footer { margin-top: 3rem; padding-bottom: 2rem; font-size: .9rem; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: .5rem; top: .5rem; }
    .preview { padding: .75rem 1rem; border: .3rem solid var(--alarm); font-weight: 700; }
    .literal { font-family: ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; }
    article { margin: 0 0 2rem; padding-left: 1rem; border-left: .3rem solid var(--line); }
    .specimen { display: block; width: 100%; height: auto; margin: 0 0 1.5rem; user-select: none; }
    .specimen rect { fill: var(--shade); stroke: var(--alarm); stroke-width: 4; stroke-dasharray: 10 6; }
    .specimen text { fill: var(--ink); font: 15px ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; }
    .specimen .head { font-weight: 700; }
    .specimen .stamp { fill: var(--alarm); fill-opacity: .28; font: 700 76px system-ui, Arial, sans-serif; text-anchor: middle; transform-box: fill-box; transform-origin: center; rotate: -14deg; letter-spacing: .1em; }
    @media (max-width: 40rem) { h1 { font-size: 1.6rem; } .specimen text { font-size: 17px; } }
    @media print { nav, .skip { display: none; } }

    """
}
