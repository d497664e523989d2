import Casework
import Foundation
import Testing

@testable import Letters

@Suite struct FindingSheetPageTests {
  private func page(_ investigation: Investigation) -> String {
    String(decoding: FindingSheetPage(investigation, in: Sentences.english).html(), as: UTF8.self)
  }

  @Test(arguments: SchemaTests.cases.indices)
  func `a page holds only our own elements, well nested`(number: Int) throws {
    let page = page(SchemaTests.cases[number].investigation)
    let elements = try Elements(page)
    #expect(elements.names.isSubset(of: Elements.ours), "\(elements.names.subtracting(Elements.ours))")
    #expect(
      elements.attributes.isSubset(of: Elements.ourAttributes),
      "\(elements.attributes.subtracting(Elements.ourAttributes))")
  }

  @Test(arguments: SchemaTests.cases.indices)
  func `a page loads nothing and links nowhere but within itself`(number: Int) throws {
    let page = page(SchemaTests.cases[number].investigation)
    let elements = try Elements(page)
    #expect(
      elements.targets.allSatisfy { $0.hasPrefix("#") && elements.ids.contains(String($0.dropFirst())) },
      "\(elements.targets)")
    #expect(Set(elements.ids).count == elements.ids.count)
    #expect(!page.contains("url(") && !page.contains("@import"))
    #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
  }

  @Test func `hostile text stays text`() {
    let page = page(Hostile.investigation)
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;"))
    for scalar in page.unicodeScalars {
      #expect(scalar.value >= 0x20 || scalar == "\n")
      #expect(scalar.properties.generalCategory != .format && !(0x7F..<0xA0).contains(scalar.value))
    }
    #expect(!page.contains("[31m"))
    #expect(!page.replacing("hxxps://", with: "").contains("://"), "every address is made harmless")
  }

  @Test func `the next step stands right behind the verdict`() throws {
    let page = page(Invented.twoWaves)
    let verdict = try #require(page.range(of: "<h1>Somebody is sending fake mail")).lowerBound
    let steps = try #require(page.range(of: "id=\"next-steps\"")).lowerBound
    let known = try #require(page.range(of: "id=\"known\"")).lowerBound
    #expect(verdict < steps && steps < known)
  }

  @Test func `every plot has a title, words and its numbers`() throws {
    let page = page(Invented.twoWaves)
    for id in ["suspects", "window", "reports-over-time"] {
      #expect(page.contains("aria-labelledby=\"\(id)-title \(id)-words\""))
      #expect(page.contains("<title id=\"\(id)-title\">") && page.contains("<desc id=\"\(id)-words\">"))
      let figure = try #require(page.range(of: "<figure id=\"\(id)\">"))
      let end = try #require(page[figure.upperBound...].range(of: "</details>"))
      #expect(page[figure.upperBound..<end.lowerBound].contains("<table"))
    }
  }

  @Test func `the bars are as long as the probabilities`() {
    let page = page(Invented.twoWaves)
    #expect(page.contains("class=\"bar lead\" x=\"0%\" width=\"98.6%\""))
    #expect(page.contains("class=\"bar outside\" x=\"0%\" width=\"0.4%\""))
  }

  @Test func `addresses of customers are no links`() {
    let page = page(Invented.twoWaves)
    #expect(page.contains("asked.one@mail.example"))
    #expect(!page.contains("mailto:"))
  }
}

/// The tags of a page, read strictly: what is not closed, closed twice or without quotes is an error.
private struct Elements {
  struct Broken: Error { let what: String }
  static let ours: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "section", "nav", "h1", "h2",
    "h3", "p", "ul", "ol", "li", "dl",
    "div", "dt", "dd", "strong", "bdi", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption",
    "span", "svg", "desc", "rect",
    "line", "polyline", "text", "details", "summary",
  ]
  static let ourAttributes: Set<String> = [
    "lang", "charset", "http-equiv", "content", "name", "href", "class", "id", "scope", "data-label", "role", "width",
    "height", "x", "y", "x1", "x2", "y1",
    "y2", "points", "viewBox", "preserveAspectRatio", "aria-labelledby", "aria-hidden", "text-anchor",
  ]
  private static let empty: Set<String> = ["meta"]
  private(set) var names: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var targets: [String] = []
  private(set) var ids: [String] = []

  init(_ page: String) throws {
    var open: [String] = []
    var rest = page[...]
    guard rest.hasPrefix("<!doctype html>\n") else { throw Broken(what: "doctype") }
    rest = rest.dropFirst("<!doctype html>\n".count)
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { throw Broken(what: "no end: \(rest.prefix(80))") }
      var tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard let last = open.popLast(), last == tag.dropFirst() else { throw Broken(what: "closes \(tag)") }
        continue
      }
      let closesItself = tag.hasSuffix("/")
      if closesItself { tag = tag.dropLast() }
      let name = String(tag.prefix { $0 != " " })
      names.insert(name)
      try read(tag.dropFirst(name.count))
      if !closesItself, !Self.empty.contains(name) { open.append(name) }
    }
    guard open.isEmpty else { throw Broken(what: "left open: \(open)") }
  }

  private mutating func read(_ list: Substring) throws {
    var rest = list.drop { $0 == " " }
    while !rest.isEmpty {
      guard let equals = rest.range(of: "=\"") else { throw Broken(what: "no value: \(rest)") }
      let name = String(rest[..<equals.lowerBound])
      guard let quote = rest[equals.upperBound...].firstIndex(of: "\"") else { throw Broken(what: "no quote: \(rest)") }
      let value = String(rest[equals.upperBound..<quote])
      attributes.insert(name)
      if name == "href" { targets.append(value) }
      if name == "id" { ids.append(value) }
      rest = rest[rest.index(after: quote)...].drop { $0 == " " }
    }
  }
}
