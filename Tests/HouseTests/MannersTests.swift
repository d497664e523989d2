import Testing

@Suite struct MannersTests {
  @Test(arguments: Repository.sources.map(\.path))
  func `a file keeps the rules of the house`(path: String) throws {
    let file = Repository.File(path: path)
    let text = SwiftText(try file.text())
    #expect(Manners.breaches(in: text, of: file.module).isEmpty, "\(path)")
    #expect(file.module == "Store" || Manners.queries(in: text).isEmpty, "\(path)")
  }

  @Test func `no file or folder has a name that says nothing`() {
    let paths = (Repository.sources + Repository.tests).map(\.path)
    let empty = paths.filter { path in
      path.split(separator: "/").contains { Manners.isEmptyName(String($0.split(separator: ".")[0])) }
    }
    #expect(empty.isEmpty)
  }

  @Test func `no file is over 400 lines, and half of them are under 150`() throws {
    var sizes: [Int] = []
    for file in Repository.sources + Repository.tests {
      let size = Manners.lines(of: try file.text())
      if file.path.hasPrefix("Sources/") { sizes.append(size) }
      #expect(size <= Manners.longest, "\(file.path) has \(size) lines")
      if size > Manners.askedForTwoRooms { print("House: \(file.path) has \(size) lines; which are its two rooms?") }
    }
    #expect(Manners.median(of: sizes) < Manners.median)
  }

  // MARK: each check can fail

  @Test(arguments: [
    "let x = y!", "let x = f()!", "let x = a[0]!.b", "try! f()", "let x = y as! Int", "var z: Int!",
    "fatalError(\"no\")",
    "public struct X {}", "// TODO: later", "/* FIXME */", "struct MailHelper {}", "enum Util {}", "class CoreThing {}",
    "struct Mail {}", "let s = \"\\(x!)\"", "let x = y?.z!", "let x = xs.first!",
  ])
  func `a breach of the rules is found`(source: String) {
    #expect(Manners.breaches(in: SwiftText(source), of: "Mail").count == 1)
  }

  @Test(arguments: [
    "if a != b {}", "guard !x else {}", "let s = \"wow!\"", "f(!x)",
    "struct Message {}", "let helper = 1", "struct Score {}", "// the public key", "let x = [!a, !b]", "return !done",
    "let x = a!=b", "struct ScoreCard {}",
  ])
  func `what only looks like one is not`(source: String) {
    #expect(Manners.breaches(in: SwiftText(source), of: "Mail").isEmpty)
  }

  @Test(arguments: [
    "let q = \"SELECT a FROM b\"", "let q = \"\"\"\n  INSERT INTO t VALUES (1)\n  \"\"\"", "f(\"DELETE FROM t\")",
  ])
  func `SQL is found`(source: String) {
    #expect(Manners.queries(in: SwiftText(source)).count == 1)
  }

  @Test func `SQL in a comment or in prose is none`() {
    #expect(Manners.queries(in: SwiftText("// SELECT x\nlet a = \"Please SELECT one\"")).isEmpty)
  }

  @Test func `names fall apart into words`() {
    #expect(Manners.words(of: "HTTPUtilBox") == ["HTTP", "Util", "Box"])
    #expect(Manners.words(of: "EmailAddress") == ["Email", "Address"])
    #expect(Manners.isEmptyName("StringExtensions") && !Manners.isEmptyName("Commonwealth"))
  }

  @Test func `lines and the median are counted`() {
    #expect(Manners.lines(of: "a\nb\n") == 2)
    #expect(Manners.median(of: [400, 1, 90]) == 90)
  }
}
