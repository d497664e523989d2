import Casework
import Testing
import Vocabulary

@testable import Operations

extension NoticeJournal.Step {
  fileprivate var line: [UInt8] {
    var line: [UInt8] = []
    write(to: &line)
    return line
  }
}

@Suite struct NoticeJournalTests {
  @Test(arguments: [
    NoticeJournal.Step(4_711, attempt: 1, .begun),
    .init(1, attempt: 20, .accepted, reply: "250 2.0.0 Ok: queued as 4A"),
    .init(2, attempt: 3, .refused, reply: "550 no  such user "), .init(3, attempt: 1, .later, reply: "451"),
  ])
  func `a line comes back as the step that it was`(step: NoticeJournal.Step) {
    #expect(step.line.last == 0x0A && step.line.dropLast().allSatisfy { $0 != 0x0A })
    #expect(NoticeJournal.Step(line: String(decoding: step.line.dropLast(), as: UTF8.self)) == step)
  }

  @Test func `nobody's address stands in a journal, nor a line that a server made up`() {
    let step = NoticeJournal.Step(1, attempt: 1, .refused, reply: "550 <jane@c.example>: no\r\naccepted 2 1 250 ok")
    #expect(String(decoding: step.line, as: UTF8.self) == "refused 1 1 550 [address] no  accepted 2 1 250 ok\n")
  }

  @Test(arguments: ["", "begun", "begun 1", "begun x 1", "begun 1 x", "gone 1 1", "candor-notice-journal/1 1 x"])
  func `what is no step is none`(line: String) { #expect(NoticeJournal.Step(line: line) == nil) }

  @Test func `what a killed program leaves is told apart by how far it was`() throws {
    let language = try #require(Language("en"))
    let next = Timestamp(seconds: 9)
    func left(_ step: NoticeJournal.Step?, isReliable: Bool = true, attempts: Int = 2) -> NoticeSettlement.Result {
      NoticeJournal.settlement(
        of: NoticeRecipient(
          id: 1, notice: 1, address: nil, language: language, segment: .unknown, state: .sending, attempts: attempts),
        past: NoticeJournal.Past(isReliable: isReliable, steps: step.map { [1: $0] } ?? [:]), next: next)
    }
    func isAmbiguous(_ result: NoticeSettlement.Result) -> Bool {
      if case .failed(.ambiguous, _) = result { true } else { false }
    }
    #expect(left(nil) == .untouched)
    #expect(isAmbiguous(left(.init(1, attempt: 2, .begun))))
    #expect(left(.init(1, attempt: 2, .accepted, reply: "250 ok")) == .sent("250 ok"))
    #expect(left(.init(1, attempt: 2, .refused, reply: "550")) == .failed(.refused, "550"))
    #expect(left(.init(1, attempt: 2, .later, reply: "451")) == .later("451", next: next))
    // Of an earlier attempt, which was settled.
    #expect(left(.init(1, attempt: 1, .begun)) == .untouched)
    // After a power failure what is there is true, and what is not there may have been.
    #expect(isAmbiguous(left(nil, isReliable: false)))
    #expect(isAmbiguous(left(.init(1, attempt: 1, .later), isReliable: false)))
    #expect(left(.init(1, attempt: 2, .accepted, reply: "250"), isReliable: false) == .sent("250"))
  }
}
