import Testing
import Yams

@Suite struct DocumentTests {
  static let data = Repository.files(in: "Data", endingIn: [".yaml", ".yml"])

  @Test(arguments: data.map(\.path))
  func `a data file is valid YAML`(path: String) throws {
    let text = try Repository.File(path: path).text()
    #expect(try Yams.compose(yaml: text) != nil, "\(path) is empty")
  }

  @Test func `the program reads every data file`() throws {
    let readers = try Repository.sources.filter { $0.module == "Post" }
      .flatMap { SwiftText(try $0.text()).strings.map(\.text) }
    let files = Self.data.map(\.path).filter { !$0.hasPrefix("Data/demo/") }
    #expect(Documents.unread(files, by: readers).isEmpty)
    #expect(!files.isEmpty)
  }

  @Test(
    arguments: ["README.md", "CONTRIBUTING.md", "NOTICE"] + Repository.files(in: "docs", endingIn: [".md"]).map(\.path))
  func `links between documents lead somewhere`(path: String) throws {
    let text = try Repository.File(path: path).text()
    #expect(Documents.deadLinks(in: text, at: path, exists: Repository.exists).isEmpty)
  }

  @Test func `the licence is there in full`() throws {
    let licence = try Repository.File(path: "LICENSE").text()
    #expect(licence.contains("Apache License") && licence.contains("Version 2.0, January 2004"))
    #expect(licence.contains("END OF TERMS AND CONDITIONS"))
  }

  @Test(.enabled(if: Repository.tracked != nil, "no git checkout"))
  func `no build product is tracked`() {
    #expect(Documents.buildProducts(among: Repository.tracked ?? []).isEmpty)
  }

  // MARK: each check can fail

  @Test func `a dead link is found, and others are not`() {
    let text = """
      [a](house.md) [b](../README.md#top) [c](https://swift.org) [d](#here) [e](gone.md) <img src="pic.png">
      ```
      [f](in-code.md)
      ```
      """
    let dead = Documents.deadLinks(in: text, at: "docs/x.md") { ["docs/house.md", "README.md"].contains($0) }
    #expect(dead.map(\.what) == ["no file docs/gone.md", "no file docs/pic.png"])
  }

  @Test func `invalid YAML is found`() {
    #expect(throws: (any Error).self) { try Yams.compose(yaml: "a: [1, 2\nb: {") }
    #expect(throws: (any Error).self) { try Yams.compose(yaml: "a: 1\na: 2") }
  }

  @Test func `tracked build products are found`() {
    let tracked = [
      ".build/x.o", ".build-asan/y", "Package.resolved", "out/demo-report.html", "Sources/Mail/Part.swift",
    ]
    #expect(Documents.buildProducts(among: tracked) == Array(tracked.dropLast()))
  }

  @Test func `a data file that nothing reads is found`() {
    let files = [
      "Data/providers/sendgrid.yaml", "Data/verdict/signals.yaml", "Data/verdict/old.yaml", "Data/clocks/eu.yaml",
      "Data/letters/en/notice.yaml", "Data/letters/en/old.yaml",
    ]
    let unread = Documents.unread(
      files, by: ["/providers", "/verdict/signals.yaml", "clocks", "/letters", "/notice.yaml"])
    #expect(unread == ["Data/verdict/old.yaml", "Data/clocks/eu.yaml", "Data/letters/en/old.yaml"])
  }
}
