import Casework
import GRDB
import Letters
import Operations
import Testing
import Vocabulary

@testable import Store

/// Who is in a notice's ledger, and that nobody is in it twice or falls out of it.
@Suite struct NoticeLedgerTests {
  @Test func `somebody whom two lists hold is told once, and what is true for them by either`() async throws {
    try await Mailed.with { mailed in
      let count = try await mailed.enroll([
        try Mailed.person("jane@c.example", "en", .notOnList), try Mailed.person("bob@c.example", "es", .onList),
        try Mailed.person("jane+shop@c.example", "hu", .onList), try Mailed.person("bob@c.example", "en", .unknown),
        try Mailed.person("j.doe@gmail.com", "en", .unknown),
        try Mailed.person("jdoe@googlemail.com", "en", .notOnList),
      ])
      let all = try await mailed.all()
      #expect(count == 3 && all.map { $0.address?.text } == ["jane@c.example", "bob@c.example", "j.doe@gmail.com"])
      #expect(all.map(\.segment) == [.onList, .onList, .unknown])
      #expect(all.map(\.language.tag) == ["en", "es", "en"])
    }
  }

  @Test func `enrolling may be done again until it is done, and not after`() async throws {
    try await Mailed.with { mailed in
      let people = try Mailed.people(50)
      let mailing = NewMailing(notice: 1, caseID: 1, edition: .warning, texts: try Mailed.texts())
      try await mailed.ledger.open(mailing, Folder.now)
      #expect(try await mailed.ledger.add(1, Array(people.prefix(30))) == 30)
      await #expect(throws: StoreTrouble.self) { try await mailed.run(Relay().submission) }
      #expect(try await mailed.enroll(people) == 50)
      await #expect(throws: StoreTrouble.self) { try await mailed.enroll(people) }
      await #expect(throws: StoreTrouble.self) { try await mailed.ledger.add(1, people) }
      let other = NewMailing(notice: 1, caseID: 2, edition: .warning, texts: [])
      await #expect(throws: StoreTrouble.self) { try await mailed.ledger.open(other, Folder.now) }
      #expect(Set(try await mailed.ledger.texts(1)) == Set(try Mailed.texts()))
    }
  }

  @Test func `the smallest domains have the first turns, and a turn has no more than it may`() async throws {
    try await Mailed.with { mailed in
      let counts = [("big.example", 20), ("middle.example", 5), ("small.example", 1), ("other.example", 1)]
      try await mailed.enroll(
        try counts.flatMap { domain, count in try (0..<count).map { try Mailed.person("c\($0)@\(domain)") } })
      let big = try await mailed.ledger.bigDomains(1, 4)
      #expect(big.map(\.recipients) == [5, 20])
      let first = try await mailed.ledger.turn(1, [], NoticeClaim(limit: 4), Folder.now)
      #expect(
        first.compactMap(\.address?.domain) == ["other.example", "small.example", "middle.example", "middle.example"])
      #expect(first.allSatisfy { $0.state == .sending && $0.attempts == 1 })
      let held = NoticeClaim(limit: 100, places: [big[0].place: 1, big[1].place: 3])
      let second = try await mailed.ledger.turn(1, [], held, Folder.now)
      #expect(second.compactMap(\.address?.domain) == ["middle.example", "big.example", "big.example", "big.example"])
      let none = NoticeClaim(limit: 100, places: [big[0].place: 0, big[1].place: 0])
      #expect(try await mailed.ledger.turn(1, [], none, Folder.now).isEmpty)
      let tally = try await mailed.ledger.tally(1)
      #expect(tally.waiting == 27 && tally.count { $0.state == .sending } == 8)
    }
  }

  @Test func `only the end of the attempt that is going on counts`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(1))
      let taken = try #require(try await mailed.ledger.turn(1, [], NoticeClaim(limit: 1), Folder.now).first)
      let soon = Folder.now.adding(seconds: 60)
      _ = try await mailed.ledger.turn(1, [.init(taken.id, attempt: 1, .later("451", next: soon))], nil, Folder.now)
      #expect(try await mailed.ledger.turn(1, [], NoticeClaim(limit: 1), Folder.now).isEmpty)
      #expect(try await mailed.ledger.nextDue(1) == soon)
      let again = try await mailed.ledger.turn(
        1, [.init(taken.id, attempt: 1, .sent("250"))], NoticeClaim(limit: 1), soon)
      #expect(again.map(\.attempts) == [2])
      _ = try await mailed.ledger.turn(1, [.init(taken.id, attempt: 1, .sent("late"))], nil, soon)
      #expect(try await mailed.all().first?.state == .sending)
      _ = try await mailed.ledger.turn(1, [.init(taken.id, attempt: 2, .untouched)], nil, soon)
      #expect(try await mailed.all().first?.attempts == 1)
    }
  }

  @Test func `a person who is deleted leaves a row without them, whatever state it was in`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try ["a", "b", "c", "d"].map { try Mailed.person("\($0)@c.example") })
      let taken = try await mailed.ledger.turn(1, [], NoticeClaim(limit: 3), Folder.now)
      let settled: [NoticeSettlement] = [
        .init(taken[0].id, attempt: 1, .sent("250 <a@c.example> ok")),
        .init(taken[1].id, attempt: 1, .failed(.refused, "550 <b@c.example> no")),
      ]
      _ = try await mailed.ledger.turn(1, settled, nil, Folder.now)
      let erasing = Erasing(desk: mailed.folder.desk)
      for name in ["a", "b", "c", "d"] {
        let person = try #require(EmailAddress("\(name)+x@c.example"))
        #expect(try await erasing.traces(of: person).notices == [1])
        #expect(try await erasing.erase(person, by: Actor.candor).notices == [1])
        #expect(try await erasing.traces(of: person).isEmpty)
      }
      // The third was leaving just then; its answer is no news of a person any more.
      let soon = Folder.now.adding(seconds: 60)
      _ = try await mailed.ledger.turn(
        1, [.init(taken[2].id, attempt: 1, .later("451 <c@c.example>", next: soon))], nil, Folder.now)
      let all = try await mailed.all()
      #expect(all.allSatisfy { $0.address == nil && $0.reply == nil })
      #expect(all.map(\.state) == [.sent, .failed, .skipped, .skipped])
      #expect(all.map(\.kind) == [nil, .refused, .erased, .erased])
      #expect(try await mailed.run(Relay().submission) == .finished)
      #expect(try await mailed.ledger.resend(1, [.refused], Folder.now) == 0)
    }
  }

  @Test func `what had not left when a backup was made leaves unasked from no folder that is restored from it`()
    async throws
  {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(4))
      let taken = try await mailed.ledger.turn(1, [], NoticeClaim(limit: 2), Folder.now)
      _ = try await mailed.ledger.turn(1, [.init(taken[0].id, attempt: 1, .sent("250"))], nil, Folder.now)
      let held = try await mailed.folder.database.pool.write {
        try NoticeTurn.hold("restored", now: Folder.now, in: $0)
      }
      #expect(held == 3)
      let relay = Relay()
      #expect(try await mailed.run(relay.submission) == .finished)
      #expect(relay.taken.isEmpty)
      #expect(try await mailed.ledger.tally(1).count(.ambiguous) == 3)
      #expect(try await mailed.ledger.resend(1, [.ambiguous], Folder.now) == 3)
      #expect(try await mailed.run(relay.submission) == .finished)
      #expect(relay.taken.count == 3)
    }
  }
}
