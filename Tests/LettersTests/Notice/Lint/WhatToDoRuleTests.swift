import Casework
import Testing

@testable import Letters

/// A warning without what to do is stopped, each part of it by itself.
@Suite struct WhatToDoRuleTests {
  private static func ids(_ edition: Edition, _ aim: NoticeWords.Aim) throws -> Set<String> {
    Set(try InventedNotice.letter("en", edition).sentences.filter { $0.aim == aim }.map(\.id))
  }

  private static func advice(_ edition: Edition, without: Set<String>, added: [NoticeLetter.Addition] = []) throws
    -> [String]
  {
    try InventedNotice.findings(InventedNotice.letter("en", edition, without: without, added: added))
      .filter { $0.rule == .whatToDo }.map(\.advice)
  }

  @Test(arguments: [
    (Edition.warning, NoticeWords.Aim.doNot, ["lacks-do-not"]), (.warning, .ifDone, ["lacks-if-done"]),
    (.warning, .report, ["lacks-report"]),
    (.update, .report, ["lacks-report"]), (.update, .doNot, []), (.closing, .ifDone, []),
    (.closing, .report, ["lacks-report"]),
  ])
  func `what is missing`(edition: Edition, aim: NoticeWords.Aim, advice: [String]) throws {
    #expect(try Self.advice(edition, without: Self.ids(edition, aim)) == advice)
  }

  @Test
  func `what not to do and the way to the bank may not be missing, and a person's own has the address for reports`()
    throws
  {
    for (left, out) in [
      (["do-not.click", "do-not.pay"], []), (["do-not.click"], ["lacks-do-not"]), (["do-not.read"], ["lacks-do-not"]),
    ] {
      let some = try Self.ids(.warning, .doNot).subtracting(left)
      #expect(try Self.advice(.warning, without: some) == out)
    }
    let comfort = try Self.ids(.warning, .ifDone).subtracting(["if-done.clicked", "if-done.installed"])
    #expect(try Self.advice(.warning, without: comfort) == ["lacks-if-done"])
    let own = NoticeLetter.Addition(id: "own-1", text: "Send it to report@harborledger.com.")
    #expect(try Self.advice(.warning, without: Self.ids(.warning, .report), added: [own]) == [])
  }
}
