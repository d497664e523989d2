import Attribution
import Casework
import Evidence
import Forensics
import Letters
import Operations
import Store
import Testing
import Vocabulary

/// From sealed bytes to a case and its letters, over real SQLite and the demo's reports.
@Suite struct IntakeTests {
  @Test func `the second different customer opens a case by itself`() async throws {
    try await Folder.with { folder in
      for mail in try Folder.demoReports() {
        _ = try await folder.receive([mail])
        _ = try await folder.desk.examineWaiting()
        let people = Set(
          try await folder.desk.archive.list(ReportQuery(verdict: .impersonation)).compactMap(\.examined?.person)
        ).count
        #expect(try await folder.desk.cases.ids().isEmpty == (people < 2))
        if people == 3 { break }
      }
      let id = try #require(try await folder.desk.cases.ids().first)
      let known = try #require(try await folder.desk.cases.load(id))
      #expect(known.state == .open && known.reports.count >= 3)
      let assessment = try #require(try await folder.desk.assessing.freshAssessment(of: id))
      #expect(Set(assessment.reports) == Set(known.reports))
      #expect(!assessment.investigation.campaigns.isEmpty)
    }
  }

  @Test func `each reporter is answered once for each fake, in a language of the company`() async throws {
    try await Folder.with { folder in
      let mails = try Folder.demoReports()
      _ = try await folder.receive(mails)
      // The same forward once more, with another line on top.
      _ = try await folder.receive(mails.map { Array("X-Again: 1\r\n".utf8) + $0 })
      #expect(try await folder.desk.examineWaiting() == mails.count * 2)
      let letters = try await folder.desk.outbox.list(nil, nil, 1000)
      #expect(letters.allSatisfy { $0.state == .approved && $0.approvedBy == Actor.playbook })
      #expect(Set(letters.map(\.key)).count == letters.count)
      let answered = Set(letters.map(\.letter.recipient))
      #expect(answered.count >= 10 && letters.count < mails.count * 2)
      #expect(Set(letters.map(\.letter.language)).isSuperset(of: ["en", "es", "hu"]))
    }
  }

  @Test(arguments: [
    ("Mon, 20 Oct 2014 14:00:00 +0000", Dispatch.State.approved), ("Tue, 30 Sep 2014 14:00:00 +0000", .proposed),
    ("Mon, 21 Oct 2002 14:00:00 +0000", .proposed), ("once upon a time", .approved),
  ])
  func `old mail of a mailbox that is read for the first time is answered when a person says so`(
    date: String, state: Dispatch.State
  ) async throws {
    try await Folder.with { folder in
      _ = try await folder.receive([BackupTests.mail("jane@customer.example", date: date)])
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.outbox.list(nil, nil, 10).map(\.state) == [state])
    }
  }

  @Test(arguments: [
    "Palomberry <billing@palomberry-secure.com>", "billing@palornberry.com", "Palomberry Billing <pay@payhub.example>",
  ])
  func `nobody answers whoever writes in the company's name`(from: String) async throws {
    try await Folder.with { folder in
      func mail(to: String, more: String = "") -> [UInt8] {
        Array(
          "\(more)From: \(from)\r\nTo: \(to)\r\nSubject: Your subscription\r\nMessage-ID: <\(to)>\r\n\r\nPay 49 EUR for Palomberry today.\r\n"
            .utf8)
      }
      let way =
        "Received: from a.example (a.example [203.0.113.9]) by mx.palomberry.com; Tue, 11 Nov 2014 14:52:00 +0000\r\n"
      _ = try await folder.receive([
        mail(to: "report@palomberry.com", more: way), mail(to: "report@palomberry.com"),
        mail(to: "ann@customer.example"),
      ])
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.outbox.list(nil, nil, 10).isEmpty)
      #expect(try await folder.desk.archive.list(ReportQuery()).allSatisfy { $0.examined?.verdict == .impersonation })
    }
  }

  @Test func `an automatic answer is kept and never answered`() async throws {
    try await Folder.with { folder in
      let mail = """
        From: Jane <jane@customer.example>\r
        To: report@palomberry.com\r
        Subject: Out of office\r
        Auto-Submitted: auto-replied\r
        \r
        I am away.\r

        """
      _ = try await folder.receive([Array(mail.utf8)])
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.outbox.list(nil, nil, 10).isEmpty)
      let lines = try await folder.desk.ledger.lines(0, 100, "report:1")
      #expect(
        lines.contains {
          if case .answerWithheld(1, let reason) = $0.event {
            reason == "not answered: auto-submitted"
          } else {
            false
          }
        })
    }
  }

  @Test func `the same bytes, and the same place in a mailbox, are taken once`() async throws {
    try await Folder.with { folder in
      let mails = try Folder.demoReports()
      #expect(try await folder.receive([mails[0], mails[0]]) == [.sealed(1), .known(1)])
      #expect(await folder.desk.receive(Delivery(bytes: mails[1], door: .imap, key: "box/1/7")) == .sealed(2))
      #expect(await folder.desk.receive(Delivery(bytes: mails[2], door: .imap, key: "box/1/7")) == .known(2))
      #expect(await folder.desk.receive(Delivery(bytes: [], door: .file)) == .refused(.empty))
      let large = [UInt8](repeating: 65, count: Delivery.longest + 1)
      #expect(
        await folder.desk.receive(Delivery(bytes: large, door: .file)) == .refused(.tooLarge(limit: Delivery.longest)))
      #expect(try await folder.desk.archive.bytes(1) == mails[0])
      #expect(try await folder.desk.archive.tally().all == 2)
    }
  }

  @Test func `mail that was kept long enough is deleted with its addresses, and the record of it still verifies`()
    async throws
  {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports().prefix(3))
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.archive.expire(Folder.now, Folder.now) == 0)
      #expect(try await folder.desk.archive.expire(Folder.now.adding(seconds: 1), Folder.now) == 3)
      #expect(try await folder.desk.archive.bytes(1) == nil)
      let line = try #require(try await folder.desk.archive.line(1))
      #expect(line.isDeleted && line.examined?.reporter == nil && line.examined?.subject == nil)
      let details = try await folder.desk.ledger.lines(0, 100, "report:1").compactMap(\.personal)
      #expect(details.isEmpty)
      let (result, _) = try await Verifying(
        ledger: folder.database.ledger, archive: folder.database.reports, checkpoints: folder.checkpoints
      ).verify()
      #expect(result.isSound)
    }
  }

  @Test(arguments: [
    ("Auto-Submitted: auto-replied", false), ("X-Candor-Loop: <x@y.example>", false),
    ("List-Id: <reports.x.example>", true),
    ("Precedence: list", true), ("X-Mailer: Some Program", true),
  ])
  func `what a program sent is nobody's report, what came by a list is its writer's`(field: String, opens: Bool)
    async throws
  {
    try await Folder.with { folder in
      let fakes = try Folder.demoReports().prefix(2)
      let first = try #require(fakes.first)
      _ = try await folder.receive([first, Array("\(field)\r\n".utf8) + (try #require(fakes.last))])
      _ = try await folder.desk.examineWaiting()
      #expect(try await folder.desk.cases.ids().isEmpty != opens)
    }
  }

  @Test func `what a customer answers counts as a recipient`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let id = try #require(try await folder.desk.cases.ids().first)
      let before = try #require(try await folder.desk.assessing.freshAssessment(of: id)).investigation.suspicion.stores
      let person = try #require(EmailAddress("asked@customer.example"))
      try await folder.desk.recordAnswer(person, gotIt: true, in: id, by: Actor.account(1))
      #expect(try await folder.desk.cases.load(id)?.answers[person]?.gotIt == true)
      let after = try #require(try await folder.desk.assessing.freshAssessment(of: id)).investigation.suspicion.stores
      #expect(zip(before, after).allSatisfy { $1.recipientsSeen == $0.recipientsSeen + 1 })
    }
  }

  @Test func `what a customer denies counts against the list that holds them`() async throws {
    try await Folder.with { folder in
      let source = MembersSource(path: Folder.root + "/Data/demo/stores/crm.csv", name: "crm.csv")
      _ = try await folder.desk.members.add(StoreDescription(id: "crm", name: "CRM"), source)
      await folder.desk.listsChanged()
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let id = try #require(try await folder.desk.cases.ids().first)
      func suspicion() async throws -> Suspicion {
        try #require(try await folder.desk.assessing.freshAssessment(of: id)).investigation.suspicion
      }
      let before = try await suspicion()
      let book = try await folder.desk.members.load().book
      let got = Set(
        try #require(try await folder.desk.assessing.freshAssessment(of: id)).investigation.campaigns.flatMap(
          \.recipients))
      let asked = (0..<Int32(book.count)).lazy.compactMap { EmailAddress(book.text(of: $0)) }.filter {
        !got.contains($0)
      }
      for person in asked.prefix(6) {
        try await folder.desk.recordAnswer(person, gotIt: false, in: id, by: Actor.account(1))
      }
      let after = try await suspicion()
      #expect(after.outsideProbability > before.outsideProbability)
      #expect(
        after.stores.first?.reasonsAgainst.contains {
          if case .customersSilent = $0 { return true }
          return false
        } == true)
    }
  }

  @Test func `a list is taken in, a person is taken out, a batch is undone`() async throws {
    try await Folder.with { folder in
      let description = StoreDescription(id: "crm", name: "CRM", fields: ["email", "name"])
      let source = MembersSource(path: Folder.root + "/Data/demo/stores/crm.csv", name: "crm.csv")
      let result = try await folder.desk.members.add(description, source)
      #expect(result.rows > 500 && result.batch == 1)
      let person = try #require(EmailAddress((try await folder.desk.members.load()).book.text(of: 3)))
      #expect(try await Erasing(desk: folder.desk).erase(person, by: Actor.candor).rows["crm"] == 1)
      #expect(try await folder.desk.members.load().book.number(of: person) == nil)
      #expect(try await folder.desk.members.undo("crm", 1, Actor.candor))
      #expect(try await !folder.desk.members.undo("crm", 1, Actor.candor))
      #expect(try await folder.desk.members.stores().first?.rows == 0)
      await #expect(throws: StoreTrouble.self) {
        try await folder.desk.members.add(StoreDescription(id: "../x", name: "x"), source)
      }
      let missing = MembersSource(path: "/nowhere.csv", name: "nowhere.csv")
      await #expect(throws: StoreTrouble.self) { try await folder.desk.members.add(description, missing) }
    }
  }
}
