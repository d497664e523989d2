import Foundation
import Testing

@testable import Post

@Suite struct SentenceFileTests {
  private static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Data").path()

  static let files = ["en", "es", "hu"].flatMap { ["interface/\($0).yaml", "letters/\($0)/sheet.yaml"] }

  @Test(arguments: files) func `our files are read without the parser, and as it reads them`(name: String) throws {
    let text = try String(contentsOfFile: Self.data + "/" + name, encoding: .utf8)
    var parsed: [String: String] = [:]
    for (key, value) in try YAMLValue.document(text, file: name).entries() { parsed[key] = try value.string() }
    #expect(SentenceFile.plain(text) == parsed)
  }

  @Test(arguments: [
    "a: 'it''s'", "a: 'x", "a:\n  b: c", "a: x\n  y", "a: null", "a: Yes", "a: x # remark", "a: b: c", "a: b:",
    "a: [x]", "a: \"x\\n\"",
    "a: \"x\" y", "a: \"x", "a: x\na: y", "a:x", "", "- a", "a: &b x", "a: 12", "a: x ", "a b: c", ": x", "a: \"x\\",
    "a: x\u{85}y", "a: \"x\u{2028}y\"", "a: x\u{7F}y", "a: 'x\u{9B}y'",
  ])
  func `what YAML might read in another way is left to its parser`(text: String) {
    #expect(SentenceFile.plain(text) == nil)
  }

  @Test func `a mistake is named with its line all the same`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml").path()
    defer { try? FileManager.default.removeItem(atPath: file) }
    try "a: x\nb: [\n".write(toFile: file, atomically: true, encoding: .utf8)
    do {
      _ = try SentenceFile.load(file)
      Issue.record("it was taken")
    } catch { #expect("\(error)".contains("\(file):")) }
  }
}
