import Casework
import Testing
import Vocabulary

@testable import Operations

@Suite struct NoticeLedgerTextTests {
  private let notice = EnrolledNotice(
    notice: 3, caseID: 1, edition: .warning, secret: "s", begun: Timestamp(seconds: 0), finished: nil)

  private func line(_ address: String?, reply: String? = nil, state: NoticeRecipient.State = .sent) throws -> String {
    let recipient = NoticeRecipient(
      id: 7, notice: 3, address: address.flatMap { EmailAddress($0) }, language: try #require(Language("es")),
      segment: .onList, state: state, kind: state == .failed ? .ambiguous : nil, attempts: 1,
      changed: Timestamp(seconds: 1_415_955_600), reply: reply)
    return String(decoding: NoticeLedgerText(notice).csvLine(recipient), as: UTF8.self)
  }

  @Test func `a line says who was told what and when, and the answer`() throws {
    #expect(
      try line("jane@c.example", reply: "250 ok")
        == "3,1,warning,7,jane@c.example,on-list,es,sent,,2014-11-14T09:00:00Z,1,250 ok\r\n")
    #expect(try line(nil, state: .failed).contains(",7,,on-list,es,failed,ambiguous,"))
    #expect(try line("jane@c.example", state: .sending).contains(",waiting,"))
    #expect(NoticeLedgerText.head.split(separator: UInt8(ascii: ",")).count == 12)
  }

  @Test func `nothing that a server or a customer wrote breaks a line or becomes a formula`() throws {
    #expect(try line("jane@c.example", reply: "a,\"b\"\r\nc").hasSuffix(",\"a,\"\"b\"\"\r\nc\"\r\n"))
    #expect(try line("=cmd@c.example").contains(",'=cmd@c.example,"))
    #expect(try line("+1@c.example").contains(",'+1@c.example,"))
  }

  @Test func `the sums add up and name nobody`() throws {
    let (en, es) = (try #require(Language("en")), try #require(Language("es")))
    let tally = NoticeTally([
      .init(state: .sent, kind: nil, language: en, segment: .onList): 5,
      .init(state: .sent, kind: .complained, language: es, segment: .onList): 1,
      .init(state: .failed, kind: .ambiguous, language: en, segment: .unknown): 2,
      .init(state: .sending, kind: nil, language: en, segment: .unknown): 3,
      .init(state: .waiting, kind: nil, language: en, segment: .unknown): 4,
      .init(state: .skipped, kind: .erased, language: es, segment: .notOnList): 1,
    ])
    #expect(tally.recipients == 16 && tally.sent + tally.failed + tally.skipped + tally.waiting == 16)
    #expect(tally.waiting == 7 && tally.count(.ambiguous) == 2)
    #expect(tally.kinds.map(\.kind) == [.complained, .ambiguous, .erased])
    let lines = String(decoding: NoticeLedgerText(notice).sums(tally), as: UTF8.self).split(separator: "\r\n")
    #expect(
      lines.count == 6 && lines.dropFirst().compactMap { Int($0.split(separator: ",").last ?? "") }.reduce(0, +) == 16)
  }
}
