import Testing
import Yams

@Suite struct DocumentTests {
  static let data = Repository.files(in: "Data", endingIn: [".yaml", ".yml"])

  @Test(arguments: data.map(\.path))
  func `a data file is valid YAML`(path: String) throws {
    let text = try Repository.File(path: path).text()
    #expect(try Yams.compose(yaml: text) != nil, "\(path) is empty")
  }

  @Test func `a test reads every folder of data`() throws {
    let folders = Set(Self.data.map(\.path).map { $0.split(separator: "/").dropLast().joined(separator: "/") })
    let others = try Repository.tests.filter { $0.module != "HouseTests" }.map { try $0.text() }
    #expect(Documents.unread(folders: folders.subtracting(["Data/demo"]).sorted(), in: others).isEmpty)
    #expect(!folders.isEmpty)
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

  @Test func `a folder of data that no test reads is found`() {
    #expect(
      Documents.unread(folders: ["Data/providers", "Data/clocks"], in: ["load(\"Data/providers\")"]) == ["Data/clocks"])
  }
}
