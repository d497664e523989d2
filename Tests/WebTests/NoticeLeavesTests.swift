import Casework
import Foundation
import Letters
import Operations
import Servers
import Synchronization
import Testing
import Vocabulary
import Web

/// A notice that leaves: from its page, through a mail server that answers as it is told, and back to its page.
@Suite struct NoticeLeavesTests {
  private static let customers = (1...6).map { "customer\($0)@household.example" }

  /// Takes every letter but those of which nobody will know what became.
  private final class Server: Sendable {
    private let state: Mutex<(taken: [String], doubted: Set<String>, isClosed: Bool)>
    var taken: [String] { state.withLock { $0.taken } }

    init(doubting: Set<String>) { state = Mutex(([], doubting, false)) }

    /// Takes nothing for a while.
    func close(_ isClosed: Bool) { state.withLock { $0.isClosed = isClosed } }

    var submission: BulkSubmission {
      BulkSubmission { feed in
        {
          while !feed.isOver() {
            guard !self.state.withLock({ $0.isClosed }), let item = feed.next() else {
              try? await Task.sleep(for: .milliseconds(5))
              continue
            }
            guard feed.tell([.begin(item.id)]) else { return .failed("no journal") }
            _ = feed.tell([.settle(item.id, self.hear(item.letter.recipient.text))])
          }
          return .done
        }
      }
    }

    private func hear(_ recipient: String) -> LetterOutcome {
      state.withLock { state in
        if state.doubted.remove(recipient) != nil { return .uncertain("the connection broke") }
        state.taken.append(recipient)
        return .accepted("250 ok")
      }
    }
  }

  /// A case with a notice that was tested and approved, and six customers to tell. `steps` are done before it is written.
  private static func withApproved(
    _ edition: Edition = .warning, steps: [Milestone] = [], doubting: Set<String> = ["customer2@household.example"],
    _ body: @escaping @Sendable (Site, Server, _ ada: Browser, _ grace: Browser) async throws -> Void
  ) async throws {
    let server = Server(doubting: doubting)
    try await Site.run(relay: server.submission) { site in
      let ada = try await site.admin()
      let grace = try await site.person(.approver, email: "grace@example.org")
      let list = ListPagesTests.table(["email"] + customers)
      let preview = try await ListPagesTests.choose(list, by: ada)
      let taken = try await ListPagesTests.decide("take", on: preview, ["email": "email"], by: ada)
      #expect(taken.status == 303, "\(taken.body)")
      #expect(await eventually { (try? await ada.get("/lists"))?.body.contains("6 members") == true })
      _ = try await CasePagesTests.upload(try CasePagesTests.demo(20), by: ada)
      _ = try await site.desk.assessing.freshAssessment(of: 1)
      for step in steps { try await site.desk.settle(step.rawValue, note: "done", in: 1, by: Actor.candor) }
      try await Self.approve(edition, as: 1, site, ada, grace)
      try await body(site, server, ada, grace)
    }
  }

  private static func approve(_ edition: Edition, as id: Int, _ site: Site, _ ada: Browser, _ grace: Browser)
    async throws
  {
    #expect(try await ada.fill("/notices", ["case": "1", "edition": edition.rawValue]).status == 303)
    try await NoticePagesTests.test(Int64(id), site, by: ada)
    _ = try await NoticePagesTests.letPass(String(id), by: ada)
    let approved = try await NoticePagesTests.decide("approve", id, by: grace)
    #expect(approved.status == 303, "\(approved.body)")
  }

  private static func isWarned(_ site: Site) async -> Bool {
    (try? await site.desk.cases.load(1))?.settled[Playbook.ActionID.warnCustomers.rawValue] != nil
  }

  @Test func `everybody is told once, the step is done, and who is in doubt is told again only by a person`()
    async throws
  {
    try await Self.withApproved { site, server, ada, grace in
      #expect(await !Self.isWarned(site))
      #expect(try await NoticePagesTests.decide("start", 1, by: grace).status == 303)
      #expect(await eventually { (try? await site.desk.notices.tally(1))?.waiting == 0 })
      let told = try await site.desk.notices.tally(1)
      #expect(told.sent == 5 && told.count { $0.kind == .ambiguous } == 1)
      #expect(await eventually { await Self.isWarned(site) })
      // What failed for good may be sent again without asking twice; what is in doubt is not among it.
      #expect(try await NoticePagesTests.decide("resend", 1, by: grace).status == 303)
      try await Task.sleep(for: .seconds(1.5))
      #expect(server.taken.count == 5)
      #expect(try await ada.get("/notices/1").body.contains("resend-doubt"))
      #expect(try await NoticePagesTests.decide("resend-doubt", 1, by: grace).status == 303)
      #expect(await eventually { server.taken.count == 6 })
      #expect(Set(server.taken) == Set(Self.customers))
      #expect(await eventually { (try? await site.desk.notices.tally(1))?.sent == 6 })
      #expect(try await !ada.get("/notices/1").body.contains("resend-doubt"))
    }
  }

  @Test func `a fact that is taken back holds what is on its way, and updates may follow each other`() async throws {
    try await Self.withApproved(.update, steps: [.siteChecked], doubting: []) { site, server, ada, grace in
      server.close(true)
      #expect(try await NoticePagesTests.decide("start", 1, by: grace).status == 303)
      try await site.desk.reopen(Milestone.siteChecked.rawValue, in: 1, by: Actor.candor)
      #expect(await eventually { (try? await ada.get("/notices/1"))?.body.contains("(site-checked)") == true })
      server.close(false)
      #expect(try await ada.get("/notices/1/text").body.contains("class=\"stops\""))
      #expect(try await NoticePagesTests.decide("resume", 1, by: grace).status >= 400)
      try await Task.sleep(for: .seconds(1.5))
      #expect(server.taken.isEmpty)
      try await site.desk.settle(Milestone.siteChecked.rawValue, note: "again", in: 1, by: Actor.candor)
      #expect(try await NoticePagesTests.decide("resume", 1, by: grace).status == 303)
      #expect(await eventually { Set(server.taken) == Set(Self.customers) })
      #expect(await eventually { (try? await site.desk.notices.tally(1))?.waiting == 0 })
      try await Self.approve(.update, as: 2, site, ada, grace)
      #expect(try await NoticePagesTests.decide("start", 2, by: grace).status == 303)
      #expect(await eventually { server.taken.count == 12 })
      #expect(Dictionary(grouping: server.taken) { $0 }.values.allSatisfy { $0.count == 2 })
    }
  }

  @Test func `a notice that promises to write by a time that has passed does not leave`() async throws {
    try await Self.withApproved { site, server, ada, grace in
      site.pass(4 * 86_400)
      _ = try await grace.fill("/sign-in", ["email": "grace@example.org", "password": Site.password])
      let late = try await NoticePagesTests.decide("start", 1, by: grace)
      #expect(late.status == 422, "\(late.body)")
      #expect(late.body.contains("that time is over"), "\(late.body)")
      #expect(try await site.desk.notices.tally(1).sent == 0 && server.taken.isEmpty)
    }
  }
}
