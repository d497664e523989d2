import Attribution
import Casework
import Operations
import Post
import Testing
import Vocabulary

/// Lists of members as people export them: what can be read is read, the rest is counted with file and line.
@Suite struct MemberListTests {
  @Test func `a store without a column of addresses ends it, and says which columns there are`() throws {
    let said = try StagedFolder(["stores/app.csv": "name,mail\nJane,jane@a.example\n"]).trouble()
    #expect(
      said
        == "stores/app.csv:1: no column is called \"email\"; the file's columns are \"name\", \"mail\"; say under \"columns\" in candor.yaml which it is, as in columns: {email: …}"
    )
  }

  @Test func `a column that candor.yaml names and the list lacks ends it`() throws {
    let folder = try StagedFolder(yaml: StagedFolder.yaml + "    columns: {email: E-Mail}\n")
    #expect(
      try folder.trouble().hasSuffix(
        "no column is called \"E-Mail\"; the file's columns are \"email\"; candor.yaml names it under \"columns\""))
  }

  @Test func `an empty list and UTF-16 end it`() throws {
    #expect(try StagedFolder(["stores/app.csv": ""]).trouble().contains("the file is empty"))
    let folder = try StagedFolder()
    try folder.write([0xFF, 0xFE, 0x65, 0], to: "stores/app.csv")
    #expect(try folder.trouble().contains("UTF-16"))
  }

  @Test func `broken rows are skipped, each with its line`() throws {
    let rows = [
      "email,created,removed", "jane@a.example,2013-01-01,", "no address,2013-01-01,", ",2013-01-01,",
      "bob@b.example,01/02/2013,", "\"multi",
      "line\"@c.example,2013-01-01,", "dan@d.example,2013-02-01,2013-01-01", "eve@e.example,2013-01-01,,extra",
      "fay@f.example,2013-01-01,",
    ]
    let folder = try StagedFolder(["stores/app.csv": rows.joined(separator: "\n") + "\n"])
    let skipped = try folder.skipped()
    #expect(skipped.count == 6, "\(skipped)")
    #expect(
      skipped.map { $0.split(separator: ":").prefix(2).joined(separator: ":") }
        == [3, 4, 5, 6, 8, 9].map { "stores/app.csv:\($0)" })
    #expect(skipped.allSatisfy { $0.split(separator: ":", maxSplits: 2)[2].count > 12 })
    let book = try folder.source().book
    #expect(["jane@a.example", "fay@f.example"].allSatisfy { EmailAddress($0).flatMap { book.number(of: $0) } != nil })
  }

  @Test func `of very many broken rows twenty are listed, and the rest counted`() throws {
    let folder = try StagedFolder([
      "stores/app.csv": "email\n" + String(repeating: "nobody\n", count: 500) + "jane@a.example\n"
    ])
    let skipped = try folder.source().skipped
    #expect(skipped.count == 20)
    #expect(skipped.reduce(0) { $0 + 1 + $1.more } == 500)
  }
}
