import Casework
import Testing

@testable import Letters

/// Customers are told when they hear from us again, until the last time.
@Suite struct NextTimeRuleTests {
  private static func isFound(_ language: String, _ edition: Edition, set: Bool = true, without: Set<String> = [])
    throws -> Bool
  {
    let particulars = try InventedNotice.particulars(speaksAgain: set)
    let letter = try InventedNotice.letter(language, edition, particulars: particulars, without: without)
    return try InventedNotice.findings(letter, particulars: particulars).contains { $0.rule == .nextTime }
  }

  @Test(arguments: InventedNotice.languages)
  func `it is there, or said to be missing`(language: String) throws {
    for edition in [Edition.warning, .update] {
      #expect(try !Self.isFound(language, edition))
      #expect(try Self.isFound(language, edition, set: false))
      #expect(try Self.isFound(language, edition, without: ["next.time"]))
    }
    #expect(try !Self.isFound(language, .closing, set: false))
  }
}
