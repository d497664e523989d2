import Casework
import Forensics
import Foundation
import Operations
import Store
import Testing
import Vocabulary

/// What the next answer depends on outlives the program, and the mails it was learnt from.
@Suite struct RememberedTests {
  @Test func `whoever wrote a fake is known after a start, and when its mail was deleted`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let known = try await folder.desk.archive.adversary()
      #expect(known.domains.contains { $0.ascii == "palornberry.com" } && !known.hosts.isEmpty)
      let later = Folder.now.adding(seconds: 86_400)
      #expect(try await folder.desk.archive.expire(later, later) > 0)
      #expect(try await folder.again().archive.adversary() == known)
    }
  }

  @Test func `one report alone makes its writer known, and nothing goes there`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports().prefix(1))
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.cases.ids().isEmpty)
      let letter = NewDispatch(
        key: "k", kind: "notice",
        letter: LetterContent(
          recipient: "sales@palornberry.com", subject: "Hello", body: "Hello.\n", language: "en", inReplyTo: nil),
        report: nil, approvedBy: Actor.account(1))
      var transaction = LedgerTransaction(now: Folder.now)
      transaction.proposed = [letter]
      _ = try await folder.desk.ledger.append(transaction)
      let due = try await folder.again().outbox.due(Folder.now, 10)
      let dispatch = try #require(due.first { $0.key == "k" })
      let cleared = await folder.acknowledging.clear(
        dispatch, known: try await folder.again().archive.adversary(), reported: nil, now: Folder.now)
      guard case .refused(let why) = cleared else {
        Issue.record("it would leave")
        return
      }
      #expect(why.contains("attacker"), "\(why)")
    }
  }

  @Test func `a flood of names from one mail is bounded, and an address that asked to be forgotten is gone`()
    async throws
  {
    try await Folder.with { folder in
      _ = try await folder.receive([Self.flood])
      _ = try await folder.desk.examineWaiting()
      let known = try await folder.desk.archive.adversary()
      #expect(known.names.count <= 200 && known.domains.contains { $0.ascii == "palornberry.com" })
      let sender = try #require(known.addresses.first)
      _ = try await Erasing(desk: folder.desk).erase(sender, by: Actor.candor)
      #expect(try await !folder.again().archive.adversary().addresses.contains(sender))
    }
  }

  /// A fake with hundreds of hosts, forwarded as an attachment.
  private static let flood: [UInt8] = {
    let links = (0..<600).map { "https://h\($0).palornberry.com/pay https://x\($0).example/p" }.joined(
      separator: "\r\n")
    return Array(
      """
      From: jo@customer.example\r
      To: report@palomberry.com\r
      Subject: Fwd: Pay\r
      MIME-Version: 1.0\r
      Content-Type: multipart/mixed; boundary=b\r
      \r
      --b\r
      Content-Type: message/rfc822\r
      \r
      From: Palomberry <pay@palornberry.com>\r
      To: jo@customer.example\r
      Subject: Pay\r
      \r
      Dear Jo,\r
      \(links)\r
      --b--\r

      """.utf8)
  }()

  @Test func `an original is asked for once it is known that none came, also after a start`() async throws {
    try await Folder.with { folder in
      let reports = try Folder.demoReports()
      _ = try await folder.receive(reports)
      _ = try await folder.desk.examineWaiting()
      let lines = try await folder.desk.archive.list(ReportQuery()).compactMap(\.examined)
      let fakes = lines.filter { $0.verdict == .impersonation }
      let originals = Set(fakes.filter { $0.grade != .text }.map(\.tie))
      #expect(!originals.isEmpty)
      for tie in Set(fakes.map(\.tie)) {
        #expect(try await folder.again().archive.hasOriginal(tie) == originals.contains(tie))
      }
    }
  }
}
