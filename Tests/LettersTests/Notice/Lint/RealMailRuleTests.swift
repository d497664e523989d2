import Casework
import Testing

@testable import Letters

/// A notice that does not say how the company's real mail looks is stopped.
@Suite struct RealMailRuleTests {
  private static func isFound(_ edition: Edition, keeping kept: Set<String> = [], own: String? = nil) throws -> Bool {
    let all = try InventedNotice.letter("en", edition).sentences.filter { $0.aim == .realMail }.map(\.id)
    let letter = try InventedNotice.letter(
      "en", edition, without: Set(all).subtracting(kept), added: own.map { [.init(id: "own-1", text: $0)] } ?? [])
    return try InventedNotice.findings(letter).contains { $0.rule == .realMail && $0.severity == .stops }
  }

  @Test(arguments: Edition.allCases)
  func `it must be there, in the template's words or in a person's own`(edition: Edition) throws {
    #expect(try Self.isFound(edition))
    #expect(try !Self.isFound(edition, keeping: ["real-mail.sender"]))
    #expect(try !Self.isFound(edition, keeping: ["real-mail.domains"]))
    #expect(try Self.isFound(edition, keeping: ["real-mail.never"]))
    #expect(try !Self.isFound(edition, own: "We write from service@harborledger.com only."))
    #expect(try Self.isFound(edition, own: "You know us."))
  }
}
