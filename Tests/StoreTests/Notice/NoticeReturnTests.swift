import Casework
import Evidence
import Forensics
import Letters
import Operations
import Post
import Store
import Testing
import Vocabulary

/// Bounces and complaints that come back by the mailbox, and those that somebody made up.
@Suite struct NoticeReturnTests {
  /// As a mail server writes it; `body` is the part that says what became of the letter.
  private func report(
    _ body: String, type: String = "message/delivery-status", id: String, mark: String = "", to: String,
    text: String = "Hello"
  ) -> [UInt8] {
    Array(
      """
      Return-Path: <>\r
      From: Mail Delivery System <MAILER-DAEMON@mx.example>\r
      To: \(Mailed.sender)\r
      Subject: Undelivered Mail Returned to Sender\r
      Date: Tue, 21 Oct 2014 15:00:00 +0000\r
      Auto-Submitted: auto-replied\r
      MIME-Version: 1.0\r
      Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
      \r
      --b\r
      Content-Type: text/plain\r
      \r
      Your letter to <\(to)> came back.\r
      --b\r
      Content-Type: \(type)\r
      \r
      \(body)\r
      --b\r
      Content-Type: message/rfc822\r
      \r
      From: Palomberry <\(Mailed.sender)>\r
      To: <\(to)>\r
      Subject: About a fake mail\r
      Message-ID: <\(id)>\r
      \(mark)\r
      \(text)\r
      --b--\r

      """.utf8)
  }

  private func bounce(_ address: String, id: String, action: String = "failed", text: String = "Hello") -> [UInt8] {
    report(
      "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; \(address)\r\nAction: \(action)\r\nStatus: 5.1.1\r\n",
      id: id, to: address, text: text)
  }

  /// The ids of letters by recipient, as they really left.
  private func sent(_ mailed: Mailed, _ addresses: [String]) async throws -> [String: String] {
    try await mailed.enroll(try addresses.map { try Mailed.person($0) })
    let ids = SentIDs()
    let relay = Relay { letter, _ in
      ids.note(letter)
      return letter.recipient.text.hasPrefix("doubt")
        ? .uncertain("gone") : .accepted("250 ok <\(letter.recipient.text)>")
    }
    #expect(try await mailed.run(relay.submission) == .finished)
    return ids.all
  }

  private func receive(_ mailed: Mailed, _ mails: [[UInt8]]) async throws {
    _ = try await mailed.folder.receive(mails)
    _ = try await mailed.folder.desk.examineWaiting()
  }

  @Test func `a bounce and a complaint return to the ledger, with a bounce of a letter in doubt`() async throws {
    try await Mailed.with { mailed in
      let ids = try await sent(mailed, ["jane@c.example", "bob@c.example", "eve@c.example", "doubt@c.example"])
      let (jane, bob, eve, doubt) = (
        ids["jane@c.example"], ids["bob@c.example"], ids["eve@c.example"], ids["doubt@c.example"]
      )
      let complaint = report(
        "Feedback-Type: abuse\r\nVersion: 1\r\nOriginal-Rcpt-To: <Bob+x@c.example>\r\n",
        type: "message/feedback-report",
        id: bob ?? "", to: "bob@c.example")
      try await receive(
        mailed,
        [
          bounce("jane@c.example", id: jane ?? ""), complaint,
          bounce("eve@c.example", id: eve ?? "", action: "delayed"),
          bounce("doubt@c.example", id: doubt ?? ""),
        ])
      let all = try await mailed.all()
      #expect(all.map(\.state) == [.failed, .sent, .sent, .failed])
      #expect(all.map(\.kind) == [.bounced, .complained, nil, .bounced])
      #expect(try await mailed.ledger.tally(1).recipients == 4)
      let lines = try await mailed.folder.desk.ledger.lines(0, 1_000, "returns:1")
      #expect(
        lines.map(\.event) == [
          .noticeReturned(notice: 1, report: 1, how: "bounced", status: "5.1.1"),
          .noticeReturned(notice: 1, report: 2, how: "complained", status: "abuse"),
          .noticeReturned(notice: 1, report: 4, how: "bounced", status: "5.1.1"),
        ])
      #expect(lines.allSatisfy { $0.personal == nil })
      // The same again is no news.
      try await receive(mailed, [Array("X: 1\r\n".utf8) + bounce("jane@c.example", id: jane ?? "")])
      #expect(try await mailed.folder.desk.ledger.lines(0, 1_000, "returns:1").count == lines.count)
      // Nobody is answered, and nobody whose letter came back is written to again.
      #expect(try await mailed.folder.desk.outbox.list(nil, nil, 10).isEmpty)
      #expect(try await mailed.ledger.resend(1, NoticeRecipient.Kind.surelyNotAccepted, Folder.now) == 0)
    }
  }

  @Test func `a relay that writes its own Message-ID hides no bounce`() async throws {
    try await Mailed.with { mailed in
      let ids = try await sent(mailed, ["jane@c.example", "bob@c.example"])
      let jane = try #require(ids["jane@c.example"])
      let body =
        "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; jane@c.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
      try await receive(
        mailed,
        [
          report(
            body, id: "0100018f-000000@email.amazonses.com", mark: "\(LoopMark.field): <\(jane)>\r\n",
            to: "jane@c.example")
        ])
      #expect(try await mailed.all().map(\.state) == [.failed, .sent])
    }
  }

  @Test func `a bounce that somebody made up marks nobody`() async throws {
    try await Mailed.with { mailed in
      let ids = try await sent(mailed, ["jane@c.example", "bob@c.example"])
      let own = try #require(ids["bob@c.example"])
      let domain = try #require(DomainName("palomberry.com"))
      let guessed = (0..<4).flatMap { id in
        ["notice:1:\(id)", "notice:1:\(id):", "notice:\(id)"].map { LoopMark.messageID(key: $0, domain: domain) }
      }
      // With his own letter's id and another's address; with ids that he can make; with none.
      try await receive(mailed, [bounce("jane@c.example", id: own)] + guessed.map { bounce("jane@c.example", id: $0) })
      try await receive(mailed, [bounce("jane@c.example", id: "x@palomberry.com")])
      #expect(try await mailed.all().allSatisfy { $0.state == .sent && $0.kind == nil })
    }
  }

  @Test func `a letter that came back is no report of a fake, whatever it quotes`() async throws {
    try await Mailed.with { mailed in
      let ids = try await sent(mailed, ["jane@c.example"])
      let quoting = "The fakes lead to palornberry.com and ask to pay your invoice today, Palomberry."
      try await receive(mailed, [bounce("jane@c.example", id: ids["jane@c.example"] ?? "", text: quoting)])
      let line = try #require(try await mailed.folder.desk.archive.line(1))
      #expect(line.examined?.verdict == .noMessage && line.caseID == nil)
      #expect(try await mailed.folder.desk.archive.loose().isEmpty)
      #expect(try await mailed.folder.desk.archive.adversary() == .unknown)
    }
  }

  @Test func `a bounce of somebody who was deleted marks nobody`() async throws {
    try await Mailed.with { mailed in
      let ids = try await sent(mailed, ["jane@c.example"])
      _ = try await Erasing(desk: mailed.folder.desk).erase(
        try #require(EmailAddress("jane@c.example")), by: Actor.candor)
      try await receive(mailed, [bounce("jane@c.example", id: ids["jane@c.example"] ?? "")])
      #expect(try await mailed.all().map(\.state) == [.sent])
    }
  }

  @Test func `the ledger leaves with its case: by name for the police, as sums for others, not at all for everybody`()
    async throws
  {
    try await Mailed.with { mailed in
      let folder = mailed.folder
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      try await folder.desk.record(.noticeDrafted(notice: 1, case: 1, edition: "warning"), by: Actor.account(1))
      _ = try await sent(mailed, ["jane@c.example", "doubt@c.example"])
      for (level, files) in [
        (TrafficLight.red, ["1-warning-sums.csv", "1-warning.csv"]), (.amber, ["1-warning-sums.csv"]), (.green, []),
      ] {
        let place = folder.path + "/" + level.lowercase
        let exporting = Exporting(desk: folder.desk, checkpoints: folder.checkpoints)
        let sink = try BundleFile.sink(place, now: Folder.now)
        let outcome = try #require(try await exporting.export(1, at: level, by: Actor.account(1), to: sink))
        let names = Exported.names(place + "/notices").filter { $0.hasSuffix(".csv") }
        #expect(names == files, "\(level)")
        let all = Exported.text(place)
        #expect(all.contains("jane@c.example") == (level == .red) && all.contains("250 ok") == (level == .red))
        #expect(all.contains("noticeFinished") == (level == .red))
        #expect(outcome.omissions.contains { $0.what.contains("which notice") } == (level < .red))
        #expect(try BundleFile.check(place).result(keys: [outcome.key]).isSound)
      }
    }
  }
}
