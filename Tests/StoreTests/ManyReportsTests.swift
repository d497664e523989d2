import Casework
import Forensics
import Foundation
import Operations
import Store
import Testing
import Vocabulary

/// Many reports, one or many people, and a program that starts anew between them.
@Suite struct ManyReportsTests {
  /// A fake that `customer` forwards whole, told apart by `mark`.
  private func mail(_ customer: String, _ mark: Int = 0) -> [UInt8] {
    let inner = """
      Received: from m.example (m.example [203.0.113.7]) by mx.c.example with ESMTPS; Tue, 21 Oct 2014 08:00:00 +0000\r
      From: Palomberry <billing@pal0mberry.com>\r
      To: \(customer)\r
      Subject: Your subscription is to be renewed\r
      Date: Tue, 21 Oct 2014 08:00:00 +0000\r
      \r
      Palomberry: pay at https://pal0mberry.com/pay today, please do so now. \(mark)\r

      """
    return Array(
      """
      From: <\(customer)>\r
      To: report@palomberry.com\r
      Subject: Fwd: is this you?\r
      Date: Tue, 21 Oct 2014 09:00:00 +0000\r
      MIME-Version: 1.0\r
      Content-Type: multipart/mixed; boundary=x\r
      \r
      --x\r
      Content-Type: text/plain\r
      \r
      Is this from you? \(mark)\r
      --x\r
      Content-Type: message/rfc822\r
      \r
      \(inner)\r
      --x--\r

      """.utf8)
  }

  @Test func `hundreds of one person's reports are kept, answered once, and open nothing until another's comes`()
    async throws
  {
    try await Folder.with { folder in
      _ = try await folder.receive((1...300).map { mail("mallory+\($0)@evil.example", $0) })
      #expect(try await folder.desk.examineWaiting() == 300)
      #expect(try await folder.desk.archive.tally().byVerdict == [.impersonation: 300])
      #expect(try await folder.desk.cases.ids().isEmpty)
      #expect(try await folder.desk.outbox.list(nil, nil, 1000).count == 1)
      _ = try await folder.receive([mail("jane@customer.example")])
      _ = try await folder.desk.examineWaiting()
      let opened = try #require(try await folder.desk.cases.load(1))
      #expect(opened.reports.count == 301 && opened.reports.first == 1)
      #expect(try await folder.desk.archive.loose().isEmpty)
    }
  }

  @Test func `a program that starts anew knows who reported before, and which case is open`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive([mail("ann@a.example")])
      _ = try await folder.desk.examineWaiting()
      let second = try folder.again()
      #expect(try await second.cases.ids().isEmpty)
      _ = await second.receive(Delivery(bytes: mail("ann@a.example", 2), door: .file))
      _ = await second.receive(Delivery(bytes: mail("bob@b.example"), door: .file))
      #expect(try await second.examineWaiting() == 2)
      #expect(try await second.cases.load(1)?.reports == [1, 2, 3])
      let third = try folder.again()
      _ = await third.receive(Delivery(bytes: mail("cid@c.example"), door: .file))
      _ = try await third.examineWaiting()
      #expect(try await third.cases.ids() == [1])
      #expect(try await third.cases.load(1)?.reports == [1, 2, 3, 4])
    }
  }

  @Test func `what was sealed when the program stopped is examined at the next start, once`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive((1...70).map { mail("c\($0)@c\($0).example") })
      let next = try folder.again()
      #expect(try await next.examineWaiting() == 70)
      #expect(try await next.examineWaiting() == 0)
      #expect(try await next.cases.load(1)?.reports == Array(1...70))
      let kinds = try await next.ledger.lines(0, 1000, nil).filter { $0.event.kind == "report-examined" }
      #expect(Set(kinds.map(\.event.subject)).count == 70 && kinds.count == 70)
    }
  }

  @Test func `after a case was closed two new people open the next one, and the old reports stay where they are`()
    async throws
  {
    try await Folder.with { folder in
      _ = try await folder.receive([mail("ann@a.example"), mail("bob@b.example")])
      _ = try await folder.desk.examineWaiting()
      try await folder.desk.record(.caseClosed(case: 1, reason: "over"), by: Actor.account(1))
      _ = try await folder.receive([mail("cid@c.example")])
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.cases.ids() == [1])
      _ = try await folder.receive([mail("dan@d.example")])
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.cases.load(2)?.reports == [3, 4])
      #expect(try await folder.desk.cases.load(1)?.reports == [1, 2])
    }
  }

  @Test func `a bounce by its envelope is kept, and nobody is written to`() async throws {
    try await Folder.with { folder in
      _ = await folder.desk.receive(Delivery(bytes: mail("ann@a.example"), door: .lmtp, sender: .null))
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.outbox.list(nil, nil, 10).isEmpty)
      let withheld = try await folder.desk.ledger.lines(0, 100, "report:1").contains {
        if case .answerWithheld(1, let reason) = $0.event { reason == "not answered: null-sender" } else { false }
      }
      #expect(withheld)
    }
  }
}
