import Casework
import Evidence
import Foundation
import Letters
import Operations
import Post
import Store
import Testing
import Vocabulary

/// What a restored folder does with letters, and with mail that comes once more.
@Suite struct BackupTests {
  static func mail(_ person: String, date: String) -> [UInt8] {
    Array(
      """
      From: <\(person)>\r
      To: report@palomberry.com\r
      Subject: Fwd: Your invoice\r
      Date: \(date)\r
      MIME-Version: 1.0\r
      Content-Type: multipart/mixed; boundary=x\r
      \r
      --x\r
      Content-Type: text/plain\r
      \r
      Is this from you?\r
      --x\r
      Content-Type: message/rfc822\r
      \r
      From: Palomberry <billing@palornberry.com>\r
      To: \(person)\r
      Subject: Your invoice\r
      Date: Tue, 14 Oct 2014 14:52:00 +0000\r
      \r
      Pay at https://palornberry.com/pay today, please do so now.\r
      --x--\r

      """.utf8)
  }

  /// A folder that was saved, and restored three days later.
  private func restored(_ folder: Folder, _ body: (CaseDatabase) async throws -> Void) async throws {
    try SettingsFile.write(folder.desk.settings.organization, to: folder.path + "/candor.yaml")
    let file = folder.path + "/../\(UUID().uuidString).tar"
    let back = folder.path + "-back"
    defer { for path in [file, back] { try? FileManager.default.removeItem(atPath: path) } }
    let made = try await Backup(of: folder.path, to: file, name: "test/candor", version: "test", now: Folder.now).make()
    #expect(made.isSound, "\(made.others)")
    let later = Folder.now.adding(seconds: 3 * 86_400)
    let outcome = try await Restore(from: file, to: back, now: later).make(by: Actor.candor) { _ in "test/candor" }
    #expect(outcome.isSound && outcome.verification.size > made.verification.size)
    try await body(try CaseDatabase(path: back + "/candor.sqlite"))
  }

  @Test func `letters that waited go to nobody until a person says so, and the rest stays as it was`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(
        ["a", "b", "c", "d"].map { Self.mail("\($0)@c.example", date: "Tue, 21 Oct 2014 14:00:00 +0000") })
      _ = try await folder.desk.examineWaiting()
      let letters = try await folder.desk.outbox.due(Folder.now, 10)
      #expect(letters.count == 4)
      #expect(try await folder.desk.outbox.claim(letters[0].id, "x@palomberry.com"))
      #expect(try await folder.desk.outbox.claim(letters[1].id, "y@palomberry.com"))
      var transaction = LedgerTransaction(now: Folder.now)
      transaction.dispatches = [
        DispatchChange(letters[0].id, from: [.sending], to: .sent, messageID: "x@palomberry.com")
      ]
      _ = try await folder.desk.ledger.append(transaction)
      try await restored(folder) { database in
        #expect(try await database.outbox.due(Timestamp(seconds: .max), 100).isEmpty)
        #expect(try await database.outbox.tally() == [.sent: 1, .uncertain: 3])
        let held = try #require(try await database.outbox.dispatch(letters[2].id))
        #expect(held.reply?.contains("may have been sent since") == true)
        let line = try #require(try await database.ledger.newest(nil, 10, "folder:restored").first)
        #expect(line.event == .folderRestored(lastEntry: Folder.now.seconds, held: 3))
      }
      #expect(try await folder.desk.outbox.tally() == [.approved: 2, .sending: 1, .sent: 1])
    }
  }

  @Test(arguments: [
    ("Mon, 20 Oct 2014 14:00:00 +0000", Dispatch.State.approved), ("Wed, 22 Oct 2014 14:00:00 +0000", .proposed),
    ("Sat, 25 Oct 2014 14:00:00 +0000", .approved),
  ])
  func `mail from between backup and restore may have been answered: a person decides`(
    date: String, state: Dispatch.State
  )
    async throws
  {
    try await Folder.with { folder in
      _ = try await folder.receive([Self.mail("a@c.example", date: "Tue, 21 Oct 2014 13:00:00 +0000")])
      _ = try await folder.desk.examineWaiting()
      try await restored(folder) { (database: CaseDatabase) async throws -> Void in
        let ledger = database.ledger
        let settings = folder.desk.settings
        let acknowledging = Acknowledging(
          settings: settings, knowledge: folder.desk.knowledge, restored: { await ledger.restoredPeriod() },
          hasOriginal: database.reports.hasOriginal)
        let desk = CaseDesk(
          settings: settings, knowledge: folder.desk.knowledge,
          memory: CaseDesk.Memory(
            archive: database.reports, ledger: ledger, outbox: database.outbox, cases: database.cases,
            members: database.members(folder: folder.path + "-back/stores", now: { Folder.now }),
            erasures: database.erasures(folder: folder.path + "-back", now: { Folder.now })),
          version: "test", now: { Folder.now.adding(seconds: 4 * 86_400) },
          answer: { mail throws(StoreTrouble) in try await acknowledging.answer(mail) })
        _ = await desk.receive(Delivery(bytes: Self.mail("b@c.example", date: date), door: .imap))
        #expect(try await desk.examineWaiting() == 1)
        #expect(try await desk.outbox.list(state, nil, 10).map(\.letter.recipient) == ["b@c.example"])
      }
    }
  }

  @Test func `a list that the database names and nobody has makes no backup`() async throws {
    try await Folder.with { folder in
      _ = try await folder.desk.members.add(
        StoreDescription(id: "crm", name: "CRM"),
        MembersSource(path: Folder.root + "/Data/demo/stores/crm.csv", name: "crm.csv"))
      try SettingsFile.write(folder.desk.settings.organization, to: folder.path + "/candor.yaml")
      try FileManager.default.removeItem(atPath: folder.path + "/stores/crm/1.csv")
      let file = folder.path + "/b.tar"
      await #expect(throws: StoreTrouble.self) {
        try await Backup(of: folder.path, to: file, name: "test/candor", version: "test", now: Folder.now).make()
      }
      #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.path).contains { $0.hasPrefix("b.tar") })
    }
  }
}
