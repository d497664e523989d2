import Casework
import Testing

@testable import Letters

/// The reference must stand in the subject and in the text.
@Suite struct ReferenceRuleTests {
  private static func found(_ particulars: NoticeParticulars, without: Set<String> = []) throws -> [String] {
    let letter = try InventedNotice.letter("en", .warning, particulars: particulars, without: without)
    return try InventedNotice.findings(letter, particulars: particulars).filter { $0.rule == .reference }
      .map { $0.sentence ?? "body" }
  }

  @Test func `it is there, or said to be missing`() throws {
    #expect(try Self.found(InventedNotice.particulars()) == [])
    #expect(try Self.found(InventedNotice.particulars(), without: ["real-mail.reference"]) == ["body"])
    #expect(try Set(Self.found(InventedNotice.particulars(reference: " "))) == ["body", "subject"])
  }
}
