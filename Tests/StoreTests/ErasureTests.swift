import Attribution
import Casework
import Evidence
import Forensics
import Foundation
import GRDB
import Letters
import Mail
import Operations
import Post
import Servers
import Store
import Testing
import Vocabulary

/// One person gone from everything that is kept, down to the bytes on the disk.
@Suite struct ErasureTests {
  static let jane = "jane.doe@customer.example"

  private var jane: EmailAddress { get throws { try #require(EmailAddress(Self.jane)) } }

  private static func fake(to: String, body: String = "Pay at https://palornberry.com/pay today, please do so now.")
    -> String
  {
    """
    Received: from m.example (m.example [203.0.113.7]) by mx.c.example with ESMTPS; Tue, 11 Nov 2014 14:52:00 +0000\r
    From: Palomberry <billing@palornberry.com>\r
    To: \(to)\r
    Subject: Your invoice\r
    Date: Tue, 11 Nov 2014 14:52:00 +0000\r
    \r
    \(body)\r

    """
  }

  private static func report(from: String, _ inner: String, encoded: Bool = false) -> [UInt8] {
    let body = encoded ? "Content-Transfer-Encoding: base64\r\n\r\n\(Base64.encode(inner.utf8))" : "\r\n\(inner)"
    return Array(
      """
      From: <\(from)>\r
      To: report@palomberry.com\r
      Subject: Fwd: is this you\r
      Date: Tue, 11 Nov 2014 15:00:00 +0000\r
      MIME-Version: 1.0\r
      Content-Type: multipart/mixed; boundary=x\r
      \r
      --x\r
      Content-Type: text/plain\r
      \r
      Is this from you?\r
      --x\r
      Content-Type: message/rfc822\r
      \(body)\r
      --x--\r

      """.utf8)
  }

  /// Jane in lists (once with a tag), in a report of hers, in two of others' (once in base64 alone), and in files that wait.
  private func filled(_ folder: Folder) async throws {
    let csv = folder.path + "/crm.csv"
    try Data("email\nJane.Doe@Customer.example\njane.doe+shop@customer.example\nbob@other.example\n".utf8)
      .write(to: URL(filePath: csv))
    _ = try await folder.desk.members.add(
      StoreDescription(id: "crm", name: "CRM"), MembersSource(path: csv, name: "crm.csv"))
    try FileManager.default.removeItem(atPath: csv)
    _ = try await folder.receive([
      Self.report(from: "bob@other.example", Self.fake(to: "bob@other.example")),
      Self.report(from: Self.jane, Self.fake(to: Self.jane)),
      Self.report(from: "eve@third.example", Self.fake(to: "eve@third.example, \(Self.jane)")),
      Self.report(from: "carl@fourth.example", Self.fake(to: Self.jane), encoded: true),
    ])
    #expect(try await folder.desk.examineWaiting() == 4)
    try await folder.desk.recordAnswer(try jane, gotIt: true, in: 1, by: Actor.account(1))
    for person in [Self.jane, "bob@other.example"] {
      let upload = try UploadFiles(folder.path + "/.uploads").spool.begin()
      try upload.write(Array("email\n\(person)\n".utf8))
      try upload.finish()
      _ = try await folder.desk.members.held.hold(upload)
    }
    try SpoolFolder(folder.path + "/incoming").drop(Self.report(from: Self.jane, Self.fake(to: "x@y.example")))
    try SpoolFolder(folder.path + "/incoming").drop(
      Self.report(from: "bob@other.example", Self.fake(to: "x@y.example")))
  }

  /// Files below the data folder in which the address stands, in whatever case.
  private func files(_ folder: Folder, naming address: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
      guard let bytes = FileManager.default.contents(atPath: folder.path + "/" + name) else { return false }
      return String(decoding: bytes, as: UTF8.self).lowercased().contains(address)
    }
  }

  private func isSound(_ folder: Folder) async throws -> Bool {
    let (result, others) = try await Verifying(
      ledger: folder.database.ledger, archive: folder.database.reports, checkpoints: folder.checkpoints
    ).verify()
    #expect(result.isSound && others.isEmpty, "\(result.faults) \(others)")
    return result.isSound && others.isEmpty
  }

  @Test func `who is deleted stands in no file of the folder any more, and the record still verifies`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      #expect(try files(folder, naming: Self.jane).count >= 4)
      let erasing = Erasing(desk: folder.desk)
      let before = try await erasing.traces(of: try jane)
      #expect(
        before.rows == ["crm": 2] && before.reports == [2, 3, 4] && before.ofOthers == 2 && before.files.count == 2)
      #expect(before.letters.count == 3 && before.entries.count >= 4 && before.words.isEmpty)
      let erased = try await erasing.erase(try jane, by: Actor.account(7))
      #expect(erased == before && erased.isOverwritten)
      #expect(try files(folder, naming: Self.jane) == [])
      #expect(try files(folder, naming: "jane.doe") == [])
      #expect(try await isSound(folder))
      let last = try #require(try await folder.desk.ledger.newest(nil, 1, nil).first)
      #expect(last.actor == Actor.account(7) && last.personal == nil)
      #expect(
        last.event == .personErased(rows: 2, files: 2, reports: erased.reports, entries: erased.entries),
        "\(last.event)")
      #expect(try await erasing.traces(of: try jane).isEmpty)
    }
  }

  @Test func `another program that looks in after a deletion takes nothing away with it`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      _ = try await Erasing(desk: folder.desk).erase(try jane, by: Actor.account(7))
      let database = folder.path + "/candor.sqlite"
      // Whoever believes to be the last one deletes the write-ahead log at the end.
      func looked() throws -> Int? {
        let said = try Child.run(
          "/usr/bin/python3",
          [
            "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(c.execute('SELECT COUNT(*) FROM entry').fetchone()[0]); c.close()",
            database,
          ])
        return Int(said.text.trimming(\.isNewline))
      }
      _ = try looked()
      let before = try #require(try await folder.desk.ledger.newest(nil, 1, nil).first).number
      for round in 1...3 {
        try await folder.desk.recordAnswer(
          try #require(EmailAddress("bob\(round)@c.example")), gotIt: true, in: 1, by: Actor.account(1))
        #expect(FileManager.default.fileExists(atPath: database + "-wal"))
        #expect(try looked() == Int(before) + round, "what is written now must be there for others")
      }
    }
  }

  @Test func `a deletion that could not be overwritten is overwritten by the next one`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      let reader = try DatabaseQueue(path: folder.path + "/candor.sqlite", configuration: configuration)
      // The pages of before stay for as long as somebody reads them.
      try await reader.writeWithoutTransaction { database in
        try database.execute(sql: "BEGIN DEFERRED")
        _ = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM report")
      }
      #expect(try await !Erasing(desk: folder.desk).erase(try jane, by: Actor.account(7)).isOverwritten)
      try await reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
      try reader.close()
      let again = try await Erasing(desk: folder.desk).erase(try jane, by: Actor.account(7))
      #expect(again.isEmpty && again.isOverwritten)
      #expect(try files(folder, naming: Self.jane) == [])
    }
  }

  @Test func `everybody else stays`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      _ = try await Erasing(desk: folder.desk).erase(try jane, by: Actor.candor)
      #expect(try await folder.desk.archive.bytes(1) != nil)
      let bob = try #require(EmailAddress("bob@other.example"))
      let left = try await Erasing(desk: folder.desk).traces(of: bob)
      #expect(left.rows == ["crm": 1] && left.reports == [1] && left.letters.count == 1 && left.files.count == 2)
      #expect(try await folder.desk.members.stores().first?.rows == 1)
      #expect(try await folder.desk.outbox.due(Folder.now, 100).map(\.letter.recipient) == ["bob@other.example"])
    }
  }

  @Test func `of what was read of them, nothing stays in memory`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      let known = try await folder.desk.assessing.assessment(of: 1)?.investigation.findings.compactMap(\.reporter?.text)
      #expect(known?.contains(Self.jane) == true)
      _ = try await Erasing(desk: folder.desk).erase(try jane, by: Actor.candor)
      let left = try #require(try await folder.desk.assessing.assessment(of: 1)).investigation
      #expect(left.findings.compactMap(\.reporter?.text) == ["bob@other.example"])
      #expect(try await folder.desk.currentMembers().book.number(of: try jane) == nil)
    }
  }

  @Test func `the same mail that comes again is not kept again`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      _ = try await Erasing(desk: folder.desk).erase(try jane, by: Actor.candor)
      let again = await folder.desk.receive(
        Delivery(bytes: Self.report(from: Self.jane, Self.fake(to: Self.jane)), door: .imap))
      #expect(again == .known(2))
      #expect(try files(folder, naming: Self.jane) == [])
    }
  }

  @Test func `a letter that is on its way while its person is deleted leaves no address behind`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      let letter = try #require(
        try await folder.desk.outbox.due(Folder.now, 100).first { $0.letter.recipient == Self.jane })
      #expect(try await folder.desk.outbox.claim(letter.id, "id@palomberry.com"))
      _ = try await Erasing(desk: folder.desk).erase(try jane, by: Actor.candor)
      var transaction = LedgerTransaction(now: Folder.now)
      transaction.dispatches = [
        DispatchChange(
          letter.id, from: [.sending], to: .sent, reply: "250 ok <\(Self.jane)>", messageID: "id@palomberry.com")
      ]
      _ = try await folder.desk.ledger.append(transaction)
      #expect(try await folder.desk.outbox.dispatch(letter.id)?.state == .sent)
      #expect(try files(folder, naming: Self.jane) == [])
      #expect(try await isSound(folder))
    }
  }

  @Test func `what must stay is said`() async throws {
    try await Folder.with { folder in
      try await filled(folder)
      try await folder.desk.record(.noteAdded(case: 1, text: "called \(Self.jane)"), by: Actor.account(1))
      _ = try await folder.desk.members.add(
        StoreDescription(id: "app", name: "App", testAccounts: [Self.jane]),
        MembersSource(path: Folder.root + "/Data/demo/stores/crm.csv", name: "app.csv"))
      let draft = NoticeDraft(
        reference: "P-1-1", added: ["en": [NoticeLetter.Addition(id: "own-1", text: "Ask \(Self.jane).")]])
      _ = try await folder.database.noticeDrafts.make(1, .warning, { _ in draft }, Actor.account(1), Folder.now)
      let traces = try await Erasing(desk: folder.desk).erase(try jane, by: Actor.candor)
      #expect(traces.noticeTexts == [1])
      #expect(traces.testLists == ["app"] && traces.words.count == 1 && traces.isOverwritten)
      #expect(try await isSound(folder))
    }
  }

  @Test(arguments: [
    ("<jane@c.example>", true), ("JANE@C.EXAMPLE.", true), ("jane+tag@c.example", true),
    ("?to=jane%40c.example&x", true),
    ("href=3Djane@c.example", true), ("bounce-17-jane=c.example@m.example", true), ("b+jane=c.example@m.example", true),
    ("https://x.example/6a616e6540632e6578616d706c65/", true), ("?u=amFuZUBjLmV4YW1wbGU=", true),
    ("mailto:jane@c.example", true), ("maryjane@c.example", false), ("mary-jane@c.example", false),
    ("jane@c.example.org", false), ("jane@c.example-shop.com", false), ("jane@cc.example", false), ("jane", false),
    ("jane.x@c.example", false), ("", false), ("@c.example", false), ("janet@c.example", false),
  ])
  func `an address is found however it is written, and no other is`(text: String, isFound: Bool) throws {
    #expect(Mention(of: try #require(EmailAddress("jane@c.example"))).occurs(in: text) == isFound)
  }
}
