import Casework
import Letters
import Operations
import Store
import Synchronization
import Testing
import Vocabulary

/// Letters from proposal to the mail server's word, over real SQLite.
@Suite struct OutboxTests {
  private func letter(_ to: String = "jane@customer.example") -> LetterContent {
    LetterContent(recipient: to, subject: "Thank you", body: "Do not pay.", language: "en", inReplyTo: nil)
  }

  private func propose(_ folder: Folder, _ keys: [String], to: String? = nil, by approver: String? = Actor.playbook)
    async throws
  {
    var transaction = LedgerTransaction(now: Folder.now)
    transaction.proposed = keys.map {
      NewDispatch(
        key: $0, kind: "acknowledgement", letter: letter(to ?? "\($0)@customer.example"), report: nil,
        approvedBy: approver)
    }
    _ = try await folder.desk.ledger.append(transaction)
  }

  private func kinds(_ folder: Folder, _ dispatch: Int64) async throws -> [String] {
    try await folder.desk.ledger.lines(0, 100, "dispatch:\(dispatch)").map(\.event.kind)
  }

  private func change(_ folder: Folder, _ change: DispatchChange) async throws {
    var transaction = LedgerTransaction(now: Folder.now)
    transaction.dispatches = [change]
    _ = try await folder.desk.ledger.append(transaction)
  }

  /// The mail server as a list of what it says; what it was given is kept.
  private actor Server {
    private var says: [Submission.Outcome]
    private(set) var given: [ClearedLetter] = []
    init(_ says: [Submission.Outcome]) { self.says = says }

    func take(_ letter: ClearedLetter) -> Submission.Outcome {
      given.append(letter)
      return says.isEmpty ? .accepted("250 ok") : says.removeFirst()
    }
  }

  private func delivering(
    _ folder: Folder, _ server: Server, now: Timestamp = Folder.now, known: Adversary = .unknown,
    meanwhile: @escaping @Sendable () async -> Void = {}
  ) -> Delivering {
    Delivering(
      outbox: folder.desk.outbox, ledger: folder.desk.ledger,
      submission: Submission { letter in
        let outcome = await server.take(letter)
        await meanwhile()
        return outcome
      }, now: { now },
      clear: { await folder.acknowledging.clear($0, known: known, reported: nil, now: $1) })
  }

  @Test func `a key is proposed once, whatever the letter says, and the record says it once`() async throws {
    try await Folder.with { folder in
      try await propose(folder, ["a", "a", "b"])
      try await propose(folder, ["a"], to: "other@customer.example")
      let all = try await folder.desk.outbox.list(nil, nil, 10)
      #expect(all.map(\.key) == ["b", "a"] && all[1].letter.recipient == "a@customer.example")
      #expect(
        try await folder.desk.ledger.lines(0, 100, nil).map(\.event.kind) == [
          "dispatch-proposed", "dispatch-approved", "dispatch-proposed", "dispatch-approved",
        ])
    }
  }

  @Test func `no key with an address stands in the record's own part`() async throws {
    try await Folder.with { folder in
      try await propose(folder, ["acknowledgement:jane@customer.example:x"], to: "jane@customer.example")
      let lines = try await folder.desk.ledger.lines(0, 100, nil)
      #expect(
        lines.allSatisfy { !"\($0.event)".contains("jane") } && lines[0].personal?.person == "jane@customer.example")
    }
  }

  @Test func `a change happens only from the states that it names, and only then is in the record`() async throws {
    try await Folder.with { folder in
      try await propose(folder, ["a"], by: nil)
      #expect(try await folder.desk.outbox.due(Folder.now, 10).isEmpty)
      try await change(folder, DispatchChange(1, from: [.approved], to: .sending))
      try await change(folder, DispatchChange(1, from: [.sending], to: .sent, reply: "250", messageID: "x"))
      #expect(try await folder.desk.outbox.dispatch(1)?.state == .proposed)
      try await folder.desk.approve(1, by: Actor.account(7))
      let approved = try #require(try await folder.desk.outbox.due(Folder.now, 10).first)
      #expect(approved.approvedBy == "account:7")
      try await folder.desk.decline(1, reason: "wrong person", by: Actor.account(8))
      try await folder.desk.approve(1, by: Actor.account(7))
      #expect(try await folder.desk.outbox.dispatch(1)?.state == .declined)
      #expect(try await kinds(folder, 1) == ["dispatch-proposed", "dispatch-approved", "dispatch-declined"])
    }
  }

  @Test(
    arguments: [
      (.accepted("250 ok"), .sent, "dispatch-sent"), (.refused("550 no"), .failed, "dispatch-failed"),
      (.uncertain("lost"), .uncertain, "dispatch-uncertain"), (.later("451"), .approved, nil),
      (.unreached("no route"), .approved, nil),
    ] as [(Submission.Outcome, Dispatch.State, String?)])
  func `what the server says is what the record says`(says: Submission.Outcome, state: Dispatch.State, kind: String?)
    async throws
  {
    try await Folder.with { folder in
      try await propose(folder, ["a"])
      let server = Server([says])
      #expect(try await delivering(folder, server).sendDue() == 1)
      let after = try #require(try await folder.desk.outbox.dispatch(1))
      #expect(after.state == state && after.attempts == 1)
      #expect(try await kinds(folder, 1) == ["dispatch-proposed", "dispatch-approved"] + [kind].compactMap { $0 })
      // Nothing is sent again at once, and only what the server put off ever is.
      #expect(try await delivering(folder, server).sendDue() == 0)
      let later = Folder.now.adding(seconds: 60)
      #expect(try await delivering(folder, server, now: later).sendDue() == (state == .approved ? 1 : 0))
      let ids = await server.given.map(\.messageID)
      #expect(Set(ids).count == 1 && ids.count == (state == .approved ? 2 : 1))
    }
  }

  @Test func `a server that is not there is told without its words, a recipient who is put off is not`() async throws {
    try await Folder.with { folder in
      try await propose(folder, ["a", "b"])
      let away = Submission.Outcome.unreached("421 <a@customer.example>: not from here")
      let busy = Submission.Outcome.later("450 <a@customer.example>: busy")
      let server = Server([busy, busy, away, away, .accepted("250 ok"), .accepted("250 ok")])
      let clock = Mutex(Folder.now)
      let delivering = Delivering(
        outbox: folder.desk.outbox, ledger: folder.desk.ledger,
        submission: Submission { await server.take($0) }, now: { clock.withLock { $0 } },
        clear: { await folder.acknowledging.clear($0, known: .unknown, reported: nil, now: $1) })
      var told: [Bool] = []
      for _ in 0..<3 {
        #expect(try await delivering.sendDue() == 2)
        told.append(delivering.trouble != nil)
        #expect(delivering.trouble?.contains("customer.example") != true)
        clock.withLock { $0 = $0.adding(seconds: 600) }
      }
      #expect(told == [false, true, false])
    }
  }

  @Test(arguments: [Submission.Outcome.refused, Submission.Outcome.uncertain, Submission.Outcome.accepted])
  func `a server's word that names the customer is kept beside the record`(
    outcome: @Sendable (String) -> Submission.Outcome
  )
    async throws
  {
    try await Folder.with { folder in
      try await propose(folder, ["a"])
      let says = "550 5.1.1 <a@customer.example>: unknown in a@customer.example, queued as 4711"
      _ = try await delivering(folder, Server([outcome(says)])).sendDue()
      #expect(try await folder.desk.outbox.dispatch(1)?.reply == says)
      let last = try #require(try await folder.desk.ledger.lines(0, 100, "dispatch:1").last)
      #expect(!"\(last.event)".contains("customer.example") && "\(last.event)".contains("queued as 4711"))
    }
  }

  @Test func `a server that always says later is given up after so many tries, further and further apart`() async throws
  {
    try await Folder.with { folder in
      try await propose(folder, ["a"])
      let server = Server(Array(repeating: .later("451 busy"), count: 100))
      var now = Folder.now
      var pauses: [Int64] = []
      for _ in 0..<100 {
        _ = try await delivering(folder, server, now: now).sendDue()
        guard let next = try await folder.desk.outbox.dispatch(1)?.next else { break }
        pauses.append(next.seconds - now.seconds)
        now = next
      }
      #expect(await server.given.count == Delivering.attempts)
      #expect(try await folder.desk.outbox.dispatch(1)?.state == .failed)
      #expect(pauses.first == 60 && zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(pauses.allSatisfy { $0 <= 4 * 3600 })
    }
  }

  @Test func `a letter that was declined while others were sent does not leave`() async throws {
    try await Folder.with { folder in
      try await propose(folder, ["a", "b"])
      let server = Server([])
      let sending = delivering(folder, server) {
        try? await folder.desk.decline(2, reason: "stop", by: Actor.account(1))
      }
      _ = try await sending.sendDue()
      #expect(await server.given.map(\.recipient.text) == ["a@customer.example"])
      #expect(try await folder.desk.outbox.dispatch(2)?.state == .declined)
    }
  }

  @Test func `two workers who run at the same time send each letter once`() async throws {
    try await Folder.with { folder in
      try await propose(folder, (1...20).map { "k\($0)" })
      let server = Server([])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { _ = try await delivering(folder, server).sendDue() } }
        try await group.waitForAll()
      }
      #expect(await server.given.count == 20)
      #expect(try await folder.desk.outbox.tally() == [.sent: 20])
    }
  }

  @Test func `what was on its way when the program stopped is nobody's but a person's to send again`() async throws {
    try await Folder.with { folder in
      try await propose(folder, ["a", "b"])
      try await change(folder, DispatchChange(1, from: [.approved], to: .sending))
      let server = Server([])
      try await delivering(folder, server).settleInterrupted()
      _ = try await delivering(folder, server).sendDue()
      #expect(await server.given.map(\.recipient.text) == ["b@customer.example"])
      #expect(try await kinds(folder, 1).last == "dispatch-uncertain")
      try await folder.desk.approve(1, by: Actor.account(1))
      _ = try await delivering(folder, server).sendDue()
      #expect(await server.given.map(\.recipient.text) == ["b@customer.example", "a@customer.example"])
    }
  }

  @Test func `nothing leaves for the attacker, whoever approved it`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let known = try await folder.desk.archive.adversary()
      let domain = try #require(known.domains.sorted().first)
      let address = try #require(known.addresses.sorted().first)
      let first = try await folder.desk.outbox.list(nil, nil, 1).first?.id ?? 0
      try await propose(folder, ["x"], to: "billing@\(domain.ascii)", by: Actor.account(1))
      try await propose(folder, ["y"], to: address.text, by: Actor.account(1))
      let server = Server([])
      while try await delivering(folder, server, known: known).sendDue() > 0 {}
      for id in [first + 1, first + 2] {
        let held = try #require(try await folder.desk.outbox.dispatch(id))
        #expect(held.state == .failed && held.reply?.contains("attacker") == true && held.attempts == 0)
      }
      let given = await server.given.map(\.recipient)
      #expect(!given.isEmpty && given.allSatisfy { !known.addresses.contains($0) && $0.domain != domain.ascii })
    }
  }
}
