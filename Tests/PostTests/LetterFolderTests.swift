import Foundation
import Letters
import Testing

@testable import Post

/// A letter's file with a mistake is refused, with the line.
@Suite struct LetterFolderTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Data/letters/en/acknowledgement.yaml").path()

  static func trouble(replacing old: String, with new: String) throws -> FileTrouble? {
    let text = try KnowledgeFolder.text(file)
    try #require(text.contains(old))
    do throws(FileTrouble) {
      _ = try LetterFolder.acknowledgement(
        try YAMLValue.document(text.replacingOccurrences(of: old, with: new), file: "a.yaml"))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("greeting: ", "greeeting: ", "unknown key"), ("  genuine:", "  genuin:", "unknown key"),
    ("    proton:", "    protn:", "unknown key"), ("\"Hello,\"", "\"\"", "greeting"),
    ("with the subject \"{subject}\"", "with a subject", "{subject} is missing"),
    ("type {domain} into", "type {website} into", "unknown place {website}"),
    ("type {domain} into", "type our address into", "{domain} is missing"),
    ("\"Hello,\"", "\"Hello {subject},\"", "unknown place {subject}"), ("- points:", "- dots:", "unknown key"),
    ("the reference {reference}.", "a reference.", "{reference} is missing"),
  ])
  func `a mistake is found`(old: String, new: String, why: String) throws {
    let trouble = try #require(try Self.trouble(replacing: old, with: new))
    #expect(trouble.why.contains(why), "\(trouble)")
    #expect(trouble.line != nil && trouble.file == "a.yaml")
  }

  @Test func `what stands there is taken`() throws {
    #expect(try Self.trouble(replacing: "greeting: ", with: "greeting: ") == nil)
  }
}
