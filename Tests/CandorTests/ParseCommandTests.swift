import Foundation
import Schemas
import Testing

@Suite struct ParseCommandTests {
  @Test func `one file is one document, many are one a line, in their order`() throws {
    let files = ["001.eml", "002.eml", "031.msg"].map { Program.demo + "/reports/" + $0 }
    let schema = try JSONSchema(named: "message")
    let one = try Program.run(["parse", files[0], "--format", "json"])
    #expect(one.status == 0 && one.errors.isEmpty)
    #expect(try schema.complaints(about: one.output) == [])
    let many = try Program.run(["parse", "--format", "json"] + files)
    #expect(many.lines.count == 3)
    for line in many.lines { #expect(try schema.complaints(about: Array(line.utf8)) == []) }
    #expect(many.lines.first?.contains("beth.hobbs@mailhaven.example") == true)
  }

  @Test func `every report of the demo is what the schema says`() throws {
    let reports = try FileManager.default.contentsOfDirectory(atPath: Program.demo + "/reports").filter {
      $0.contains(".")
    }.sorted()
    let run = try Program.run(["parse", "--format", "json"] + reports.map { Program.demo + "/reports/" + $0 })
    #expect(run.status == 0 && run.lines.count >= reports.count)
    let schema = try JSONSchema(named: "message")
    for line in run.lines { #expect(try schema.complaints(about: Array(line.utf8)) == []) }
  }

  @Test func `what cannot be read is named, the rest is parsed, and the status is 2`() throws {
    let folder = try Scratch(["a.eml": Scratch.mail(to: "jane@customer.example"), "empty.eml": ""])
    let run = try Program.run([
      "parse", "--format", "json", folder.path + "/gone.eml", folder.path + "/a.eml", folder.path + "/reports",
      folder.path + "/empty.eml",
    ])
    #expect(run.status == 2)
    #expect(run.lines.count == 2)
    #expect(
      run.errors.split(separator: "\n").map { String($0).replacing(folder.path + "/", with: "") } == [
        "candor: gone.eml: No such file or directory", "candor: reports: a folder; a file is wanted",
        "candor: empty.eml is empty: nothing was in it to read",
      ])
  }

  @Test func `an address of --intake tells a question from an original`() throws {
    let folder = try Scratch(["a.eml": Scratch.mail(to: "report@harborledger.com")])
    #expect(
      try Program.run(["parse", folder.path + "/a.eml", "--format", "json"]).text.contains("\"carrier\": \"original\""))
    let asked = try Program.run([
      "parse", folder.path + "/a.eml", "--format", "json", "--intake", "report@harborledger.com",
    ])
    #expect(asked.text.contains("\"carrier\": \"none\""))
  }
}
