import Foundation
import Letters
import Testing
import Vocabulary

@testable import Post

/// A notice's file, or the words of tone, with a mistake is refused, with the line.
@Suite struct NoticeFileTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Data/letters/en").path()

  private static func trouble(
    in name: String, replacing old: String, with new: String, _ read: (YAMLValue) throws(FileTrouble) -> Void
  ) throws -> (trouble: FileTrouble?, line: Int) {
    let text = try KnowledgeFolder.text(folder + "/" + name)
    let place = try #require(text.range(of: old))
    let line = text[..<place.lowerBound].count { $0 == "\n" } + 1
    do throws(FileTrouble) {
      try read(try YAMLValue.document(text.replacingCharacters(in: place, with: new), file: "a.yaml"))
      return (nil, line)
    } catch {
      return (error, line)
    }
  }

  @Test(arguments: [
    ("candor-notice/1", "candor-notice/2", "candor-notice/1 is wanted"), ("editions:", "edition:", "unknown key"),
    ("  warning:", "  warnings:", "unknown key"), ("  closing:", "  close:", "unknown key"),
    ("({reference})\"\n    parts", "now\"\n    parts", "{reference} is missing"),
    ("of {organization}.", "of {organisation}.", "unknown place {organisation}"),
    ("unless: [store]", "unless: [stor]", "is none of"),
    ("needs: [look-alikes]", "need: [look-alikes]", "unknown key"),
    ("segments: [on-list]", "segments: [on-the-list]", "is none of"),
    ("segments: [on-list]", "segments: []", "the list is empty"), ("says: do-not", "says: dont", "is none of"),
    ("id: greeting", "id: Greeting", "is no name"), ("id: fakes", "id: greeting", "a second part"),
    ("id: fakes", "id: own-1", "is no name"),
    ("{hello: \"Hello,\"}", "{hello: \"\"}", "empty"),
    ("{hello: \"Hello,\"}", "{lead: \"Hello,\"}", "no name for a sentence"),
    ("{hello: \"Hello,\"}", "{}", "no sentence"),
    ("paragraph: {hello", "lead: x\n        paragraph: {hello", "only points have a lead"),
    ("paragraph: {hello", "points: {a: b}\n        paragraph: {hello", "one of paragraph, points"),
    ("one: \"So far, one person", "one: \"So far, {store} person", "unknown place {store}"),
    ("counts: look_alikes", "counts: reference", "cannot be counted"),
    ("counts: look_alikes", "counts: lookalikes", "is none of"),
    (
      "{text: \"The list can no longer be copied from where it was kept.\"", "{text: \"It is gone.\", one: \"x\"",
      "has no place that is counted"
    ),
    ("needs: [store, store-retired]", "needs: [store, store-retired], unless: [store]", "must not have it"),
    ("months: [January, ", "months: [", "12 are wanted, and there are 11"), ("clock: 12", "clock: 10", "12 or 24"),
    ("date: \"{day} {month} {year}\"", "date: \"{day} {moth} {year}\"", "unknown place {moth}"),
    ("quoted: '\"{text}\"'", "quoted: none", "{text} is missing"), ("group: \",\"", "groups: \",\"", "unknown key"),
    ("language: en", "language: e", "language tag"),
    ("period: \"between {from} and {to}\"", "period: \"from {from}\"", "{to} is missing"),
  ])
  func `a mistake in a notice is found`(old: String, new: String, why: String) throws {
    let (trouble, line) = try Self.trouble(in: "notice.yaml", replacing: old, with: new) { value throws(FileTrouble) in
      _ = try NoticeFile.words(value)
    }
    let found = try #require(trouble)
    #expect(found.why.contains(why), "\(found)")
    #expect(found.file == "a.yaml" && abs((found.line ?? 0) - line) < 60 && found.line != nil)
  }

  @Test(arguments: [
    ("candor-tone/1", "candor-tone/2", "candor-tone/1 is wanted"),
    ("  hedge:\n    -", "  hedges:\n    -", "unknown key"),
    ("formula: flesch-kincaid", "formula: flesch", "is none of"), ("warns: 6.5", "warns: low", "a number"),
    ("long_sentence: 25, ", "", "missing"),
    ("severity: warns", "severity: warn", "is none of"),
    ("advice: hedge-unsure}", "advice: hedge-unsur}", "no advice \"hedge-unsur\""),
    ("  shouting: No capitals", "  shoutings: No capitals", "\"shouting\" is missing"),
    ("crook*", "cr*ok", "no words to look for"),
    ("  fog-jargon: Your", "  fog-joke: x\n  fog-jargon: Your", "gives the advice \"fog-joke\""),
    ("{score}", "{points}", "its places are"),
    ("  hedge: Softened words\n", "", "\"hedge\" is missing"), ("{words: [tbd", "{word: [tbd", "unknown key"),
  ])
  func `a mistake in the words of tone is found`(old: String, new: String, why: String) throws {
    let (trouble, _) = try Self.trouble(in: "tone.yaml", replacing: old, with: new) { value throws(FileTrouble) in
      _ = try ToneFile.words(value)
    }
    let found = try #require(trouble)
    #expect(found.why.contains(why), "\(found)")
    #expect(found.file == "a.yaml" && found.line != nil)
  }

  @Test func `a mistake names its own line`() throws {
    let (trouble, line) = try Self.trouble(in: "notice.yaml", replacing: "says: if-done", with: "says: if") {
      value throws(FileTrouble) in _ = try NoticeFile.words(value)
    }
    #expect(trouble?.line == line)
  }

  @Test func `what stands there is taken, and a folder says its language`() throws {
    let (trouble, _) = try Self.trouble(in: "notice.yaml", replacing: "language: en", with: "language: en") {
      value throws(FileTrouble) in _ = try NoticeFile.words(value)
    }
    #expect(trouble == nil)
    let copy = FileManager.default.temporaryDirectory.appending(
      path: "candor-letters-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.createDirectory(at: copy.appending(path: "de"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Self.folder + "/notice.yaml", toPath: copy.appending(path: "de/notice.yaml").path())
    #expect(throws: FileTrouble.self) { try LetterFolder.notices(copy.path()) }
    try FileManager.default.moveItem(at: copy.appending(path: "de"), to: copy.appending(path: "en"))
    #expect(try LetterFolder.notices(copy.path()).languages.map(\.tag) == ["en"])
    #expect(throws: FileTrouble.self) { try LetterFolder.tone(copy.path()) }
  }
}
