import Letters
import Post
import Testing
import Vocabulary
import Web

/// The pages' templates fit their models, and the words that they use are there in every language.
@Suite struct TemplateTests {
  static let pages = Routes.all.flatMap(\.pages) + Chrome.errorPages

  static func templates() throws -> [String: TemplateText] {
    let files = Repository.files(in: "Data/pages", endingIn: [".mustache"])
    return Dictionary(
      uniqueKeysWithValues: try files.map { (String($0.name.dropLast(".mustache".count)), TemplateText(try $0.text())) }
    )
  }

  static func scope() throws -> TemplateScope {
    var scope = TemplateScope(try templates())
    for page in pages {
      scope.check(page: page.template, model: page.shapes, chrome: Chrome.fields.shapes)
    }
    return scope
  }

  @Test func `every tag is a field of its page, and every field has a tag`() throws {
    let scope = try Self.scope()
    #expect(scope.breaches.isEmpty)
    #expect(scope.unused().isEmpty)
  }

  @Test func `every template is a page's or part of one`() throws {
    let templates = try Self.templates()
    let parts = templates.values.flatMap(\.tags).filter { $0.kind == .partial || $0.kind == .parent }.map(\.name)
    let known = Set(Self.pages.map { $0.template } + parts)
    #expect(Set(templates.keys).subtracting(known).isEmpty)
  }

  @Test func `every language has every word, with the same slots`() throws {
    let languages = try InterfaceFolder.load(Repository.path("Data")).languages
    #expect(languages.map(\.language.tag) == ["en", "es", "hu"])
    for other in languages.dropFirst() {
      #expect(other.keys == languages[0].keys, "\(other.language)")
      for key in languages[0].keys {
        let slots = InterfaceWords.slots(of: languages[0][key])
        #expect(InterfaceWords.slots(of: other[key]) == slots, "\(other.language): \(key)")
      }
    }
  }

  @Test func `the words that pages use are there, and those that are there are used`() throws {
    let words = try #require(try InterfaceFolder.load(Repository.path("Data")).languages.first)
    let inTemplates = try Self.scope().words
    let code = try Repository.sources.filter { $0.module == "Web" }.map { SwiftText(try $0.text()) }
    let inCode = Set(code.flatMap { Self.keys(in: $0) } + Done.allCases.map(\.key))
    #expect(inTemplates.union(inCode).subtracting(words.keys).isEmpty)
    for key in inTemplates { #expect(InterfaceWords.slots(of: words[key]).isEmpty, "\(key) has slots to fill") }
    let strings = Set(code.flatMap { $0.strings.map(\.text) })
    let unused = words.keys.subtracting(inTemplates).subtracting(Done.allCases.map(\.key)).filter { key in
      !strings.contains(key) && !Self.stems(of: key).contains { strings.contains($0) }
    }
    #expect(unused.isEmpty)
  }

  /// `words["key"]`, `words("key"` and `self["key"]`.
  static func keys(in text: SwiftText) -> [String] {
    let tokens = text.tokens
    return tokens.indices.dropFirst(2).compactMap { index in
      guard tokens[index].text.first == "\"", ["[", "("].contains(tokens[index - 1].text),
        tokens[index - 2].text == "words", tokens.count > index + 1, tokens[index + 1].text != "+"
      else { return nil }
      return String(tokens[index].text.dropFirst())
    }
  }

  /// What code puts such a key together from: `error_large_title` from `large`, `reports_one` from `reports`.
  private static func stems(of key: String) -> [String] {
    var stems: [String] = []
    for prefix in ["error_", ""] where key.hasPrefix(prefix) {
      let rest = String(key.dropFirst(prefix.count))
      stems +=
        [rest]
        + ["_title", "_text", "_one", "_other"].filter { rest.hasSuffix($0) }.map { String(rest.dropLast($0.count)) }
    }
    return stems.filter { $0 != key }
  }

  // MARK: each check can fail

  @Test(arguments: [
    ("{{name}}{{nmae}}", "no such field: nmae"), ("{{{name}}}", "unescaped: name"), ("{{&name}}", "unescaped: name"),
    ("{{#rows}}{{cell}}{{/rows}}{{cell}}", "no such field: cell"), ("{{name}}{{rows}}", "rows is no text"),
    ("{{>gone}}", "there is no template gone"), ("{{{plot}}}{{plot}}", "plot is a drawing"),
  ])
  func `a tag without its field is found`(source: String, what: String) {
    var scope = TemplateScope(["page": TemplateText(source)])
    let shapes: [String: FieldShape] = ["name": .text, "plot": .drawing, "rows": .part { ["cell": .text] }]
    scope.check(page: "page", model: shapes, chrome: [:])
    #expect(scope.breaches.map(\.what) == [what])
  }

  @Test func `a field without a tag is found`() {
    var scope = TemplateScope(["page": TemplateText("{{#rows}}{{name}}{{/rows}}")])
    scope.check(page: "page", model: ["name": .text, "rows": .part { ["cell": .text] }], chrome: [:])
    #expect(scope.breaches.isEmpty && scope.unused() == ["cell"])
  }
}
