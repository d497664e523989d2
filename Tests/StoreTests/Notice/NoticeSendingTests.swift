import Casework
import Forensics
import Foundation
import Letters
import Operations
import Store
import Synchronization
import Testing
import Vocabulary

/// Sending over real SQLite and a mail server that answers as it likes: everybody once, and the sums at every moment.
@Suite struct NoticeSendingTests {
  @Test func `everybody gets the text of their language and segment once`() async throws {
    try await Mailed.with { mailed in
      let people = try Mailed.people(1_200)
      #expect(try await mailed.enroll(people) == 1_200)
      let subjects = Mutex<Set<String>>([])
      let relay = Relay { letter, _ in
        let text = String(decoding: letter.bytes, as: UTF8.self)
        if let line = text.split(separator: "\r\n").first(where: { $0.hasPrefix("Subject:") }) {
          subjects.withLock { _ = $0.insert(String(line)) }
        }
        return .accepted("250 queued")
      }
      #expect(try await mailed.run(relay.submission) == .finished)
      #expect(relay.taken.count == 1_200 && relay.taken.values.allSatisfy { $0 == 1 })
      #expect(subjects.withLock { $0.count } == 3)
      // The biggest domain comes last.
      #expect(relay.order.suffix(300).allSatisfy { $0.hasSuffix("@big.example") })
      let tally = try await mailed.ledger.tally(1)
      #expect(tally.sent == 1_200 && tally.recipients == 1_200)
      #expect(try await mailed.all().allSatisfy { $0.reply == "250 queued" && $0.changed == Folder.now })
      let lines = try await mailed.folder.desk.ledger.lines(0, 100, "notice:1").map(\.event)
      #expect(lines == [.noticeFinished(notice: 1, sent: 1_200, failed: 0, skipped: 0)])
      #expect(try await mailed.run(relay.submission) == .finished)
      #expect(relay.taken.values.allSatisfy { $0 == 1 })
      #expect(try await mailed.folder.desk.ledger.lines(0, 100, "notice:1").count == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: mailed.folder.path + "/notices").isEmpty)
    }
  }

  @Test func `the states add up to all recipients at every moment, however servers answer and people press buttons`()
    async throws
  {
    try await Mailed.with { mailed in
      let count = 2_000
      try await mailed.enroll(try Mailed.people(count))
      let relay = Relay { letter, seen in
        switch (letter.recipient.text.utf8.reduce(0) { $0 &* 31 &+ Int($1) } &+ seen) % 11 {
        case 0: .later("451 later")
        case 1: .refused("550 no")
        case 2: .uncertain("gone")
        case 3: .untouched("gone")
        default: .accepted("250 ok")
        }
      }
      let done = Mutex(false)
      let ledger = mailed.ledger
      async let watched = {
        var moments = 0
        while !done.withLock({ $0 }) {
          let tally = try await ledger.tally(1)
          #expect(tally.sent + tally.failed + tally.skipped + tally.waiting == count)
          moments += 1
        }
        return moments
      }()
      var now = Folder.now
      var rounds = 0
      while try await ledger.tally(1).waiting > 0, rounds < 400 {
        rounds += 1
        let control = NoticeControl()
        let pause = rounds < 20 ? rounds * 3 : 400
        let press = Task {
          try? await Task.sleep(for: .milliseconds(pause))
          control.pause()
        }
        _ = try await mailed.run(relay.submission, now: now, control: control)
        press.cancel()
        now = now.adding(seconds: 5 * 3_600)
      }
      done.withLock { $0 = true }
      #expect(try await watched > 10)
      let tally = try await ledger.tally(1)
      #expect(tally.recipients == count && tally.waiting == 0)
      #expect(tally.count(.refused) > 0 && tally.count(.ambiguous) > 0 && tally.sent == relay.taken.count)
      #expect(relay.taken.values.allSatisfy { $0 == 1 })
      // Only those again that surely did not get it.
      let before = relay.taken
      let again = try await ledger.resend(1, NoticeRecipient.Kind.surelyNotAccepted, now)
      #expect(again == tally.count(.refused) + tally.count(.gaveUp))
      let kind = Relay()
      #expect(try await mailed.run(kind.submission, now: now) == .finished)
      #expect(kind.taken.count == again && kind.taken.keys.allSatisfy { before[$0] == nil })
    }
  }

  @Test func `pause and stop take effect within a second, and what was stopped is skipped`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(1_500))
      let control = NoticeControl()
      let relay = Relay { _, seen in
        if seen == 100 { control.pause() }
        usleep(200)
        return .accepted("250 ok")
      }
      #expect(try await mailed.run(relay.submission, control: control) == .paused)
      let paused = try await mailed.ledger.tally(1)
      #expect(paused.sent >= 100 && paused.waiting > 0 && paused.count { $0.state == .sending } == 0)
      let stopping = NoticeControl()
      stopping.stop()
      #expect(try await mailed.run(relay.submission, control: stopping) == .stopped)
      let stopped = try await mailed.ledger.tally(1)
      #expect(stopped.sent == paused.sent && stopped.count(.stopped) == paused.waiting && stopped.waiting == 0)
      #expect(try await mailed.ledger.resend(1, NoticeRecipient.Kind.surelyNotAccepted, Folder.now) == 0)
    }
  }

  @Test func `an end of the program is a pause`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(1_500))
      let relay = Relay { _, _ in
        usleep(500)
        return .accepted("250 ok")
      }
      let run = Task { try await mailed.run(relay.submission) }
      try await Task.sleep(for: .milliseconds(150))
      run.cancel()
      #expect(try await run.value == .interrupted)
      #expect(try await mailed.ledger.tally(1).count { $0.state == .sending } == 0)
      #expect(try await mailed.run(relay.submission) == .finished)
      #expect(relay.taken.count == 1_500 && relay.taken.values.allSatisfy { $0 == 1 })
    }
  }

  @Test func `a killed program's letters are sent, in doubt, or wait again, as its journal says`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(6))
      let journal = try mailed.journals.open(1)
      try journal.restart()
      let taken = try await mailed.ledger.turn(1, [], NoticeClaim(limit: 4), Folder.now)
      #expect(journal.write([.init(taken[0].id, attempt: 1, .begun)]))
      #expect(journal.write([.init(taken[0].id, attempt: 1, .accepted, reply: "250 ok")]))
      #expect(journal.write([.init(taken[1].id, attempt: 1, .begun)]))
      #expect(journal.write([.init(taken[2].id, attempt: 1, .refused, reply: "550 no")]))
      // One process at a time.
      await #expect(throws: StoreTrouble.self) { try await mailed.run(Relay().submission) }
      journal.close(false)
      let relay = Relay()
      #expect(try await mailed.run(relay.submission) == .finished)
      let all = try await mailed.all().sorted { $0.id < $1.id }
      let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
      #expect(byID[taken[0].id]?.state == .sent && byID[taken[0].id]?.reply == "250 ok")
      #expect(byID[taken[1].id]?.kind == .ambiguous && byID[taken[2].id]?.kind == .refused)
      #expect(byID[taken[3].id]?.state == .sent && relay.taken.count == 3)
    }
  }

  @Test(arguments: ["", "candor-notice-journal/1 1 another-boot\n", "begun 1 1\n", "\u{0}\u{0}\u{0}\n"])
  func `after a power failure every letter that had been taken is in doubt`(journal: String) async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(4))
      let taken = try await mailed.ledger.turn(1, [], NoticeClaim(limit: 3), Folder.now)
      try FileManager.default.createDirectory(
        atPath: mailed.folder.path + "/notices", withIntermediateDirectories: true)
      let known = journal + "accepted \(taken[0].id) 1 250 ok\n"
      try Data(known.utf8).write(to: URL(filePath: mailed.folder.path + "/notices/1.journal"))
      let relay = Relay()
      #expect(try await mailed.run(relay.submission) == .finished)
      let tally = try await mailed.ledger.tally(1)
      // A first line that is no head says nothing, and the line after it is believed.
      let sent = journal.isEmpty ? 1 : 2
      #expect(tally.sent == sent && tally.count(.ambiguous) == 4 - sent && relay.taken.count == 1)
    }
  }

  @Test func `nothing goes to the attacker, and a text that must not leave stops all of it`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(
        try Mailed.people(30) + [Mailed.person("boss@evil.example"), Mailed.person("a,b@c.example")])
      var adversary = Adversary()
      adversary.add(.address, "boss@evil.example")
      let relay = Relay()
      #expect(try await mailed.run(relay.submission, adversary: adversary) == .finished)
      let tally = try await mailed.ledger.tally(1)
      #expect(tally.sent == 30 && tally.count(.adversary) == 1 && tally.count(.unfit) == 1)
      #expect(relay.taken["boss@evil.example"] == nil)
    }
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(3))
      let relay = Relay()
      let ending = try await mailed.sending(relay.submission).run(1) { _, _ in
        .failure(.hostileName("evil[.]example", .body))
      }
      guard case .halted(let why) = ending else {
        Issue.record("\(ending)")
        return
      }
      #expect(why.contains("evil[.]example") && relay.taken.isEmpty)
      #expect(try await mailed.ledger.tally(1).waiting == 3)
    }
  }

  @Test func `a server that refuses one after another is not asked a hundred thousand times`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(1_000))
      let relay = Relay { _, _ in .refused("554 blocked") }
      guard case .halted(let why) = try await mailed.run(relay.submission) else {
        Issue.record("it went on")
        return
      }
      let tally = try await mailed.ledger.tally(1)
      #expect(why.contains("554 blocked") && tally.count(.refused) < 60 && tally.waiting > 900)
    }
  }

  @Test func `one domain that refuses everybody stops nobody else's letter`() async throws {
    try await Mailed.with { mailed in
      let dead = try (0..<120).map { try Mailed.person("customer\($0)@dead.example") }
      let others = try (0..<200).map { try Mailed.person("customer@d\($0).example") }
      try await mailed.enroll(dead + others)
      let relay = Relay { letter, _ in
        letter.recipient.text.hasSuffix("@dead.example") ? .refused("550 no such host here") : .accepted("250 ok")
      }
      #expect(try await mailed.run(relay.submission) == .finished)
      let tally = try await mailed.ledger.tally(1)
      #expect(tally.count(.refused) == 120 && tally.sent == 200)
    }
  }

  @Test func `a notice that takes the place of one that was stopped passes over whom that one told`() async throws {
    try await Mailed.with { mailed in
      let people = try Mailed.people(10)
      try await mailed.enroll(people)
      let told = Set(people.prefix(4).map(\.address.text))
      let doubted = people.last?.address.text
      let first = Relay { letter, _ in
        if letter.recipient.text == doubted { return .uncertain("gone") }
        return told.contains(letter.recipient.text) ? .accepted("250 ok") : .refused("550 no")
      }
      _ = try await mailed.run(first.submission)
      let next = Mailed(folder: mailed.folder, notice: mailed.notice + 1)
      try await next.enroll(people)
      let second = Relay { _, _ in .accepted("250 ok") }
      #expect(try await next.run(second.submission) == .finished)
      let tally = try await mailed.ledger.tally(next.notice)
      #expect(tally.recipients == 10 && tally.sent == 5 && tally.count(.toldBefore) == 4)
      #expect(tally.count(.ambiguous) == 1)
    }
  }

  @Test func `a server that says later is asked later, further and further apart, and given up`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(1))
      var now = Folder.now
      var pauses: [Int64] = []
      while pauses.count < 100 {
        let control = NoticeControl()
        let relay = Relay { _, _ in
          control.pause()
          return .later("451 busy")
        }
        _ = try await mailed.run(relay.submission, now: now, control: control)
        if try await mailed.ledger.tally(1).waiting == 0 { break }
        let next = try #require(try await mailed.ledger.nextDue(1))
        pauses.append(next.seconds - now.seconds)
        now = next
      }
      #expect(pauses.count == Delivering.attempts - 1 && pauses.first == 60)
      #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 } && pauses.allSatisfy { $0 <= 4 * 3_600 })
      #expect(try await mailed.all().map(\.kind) == [.gaveUp])
    }
  }

  @Test func `a relay that cannot be reached is said, and everybody goes on waiting`() async throws {
    try await Mailed.with { mailed in
      try await mailed.enroll(try Mailed.people(3))
      let control = NoticeControl()
      let press = Task {
        while control.trouble == nil { try? await Task.sleep(for: .milliseconds(10)) }
        control.pause()
      }
      let down = BulkSubmission { _ in { .failed("Nothing answers at smtp.example:587.") } }
      #expect(try await mailed.run(down, control: control) == .paused)
      await press.value
      #expect(control.trouble?.contains("Nothing answers") == true)
      #expect(try await mailed.ledger.tally(1).waiting == 3)
      #expect(try await mailed.all().allSatisfy { $0.attempts == 0 })
    }
  }
}
