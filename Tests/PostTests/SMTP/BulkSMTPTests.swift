import Foundation
import Operations
import Post
import Servers
import Synchronization
import Testing
import Vocabulary

@testable import Letters

/// Letters for as many connections as want them, and what became of each.
final class Feed: Sendable {
  private struct State {
    var waiting: [LetterFeed.Item]
    var ends: [Int64: [LetterOutcome]] = [:]
    var begun: [Int64] = []
    var isOver = false
  }
  private let state: Mutex<State>
  private let mayBegin: Bool

  init(_ letters: [ClearedLetter], mayBegin: Bool = true) {
    self.mayBegin = mayBegin
    state = Mutex(
      State(waiting: letters.enumerated().map { LetterFeed.Item(id: Int64($0 + 1), letter: $1) }.reversed()))
  }

  /// Addressed to `report+1@…` and so on.
  static func letters(_ count: Int, text: String = "\r\n.dot\r\n..\r\nEnd\r\n") throws -> [ClearedLetter] {
    try (1...count).map {
      try SMTPSubmissionTests.letter(
        "Subject: \($0)\r\n" + text, to: "report+\($0)@harborledger.com", from: "us@harborledger.com")
    }
  }

  var ends: [Int64: [LetterOutcome]] { state.withLock { $0.ends } }
  var begun: [Int64] { state.withLock { $0.begun } }
  /// One word for each letter, in their order.
  var words: [String] {
    ends.sorted { $0.key < $1.key }.map { $0.value.map { String("\($0)".prefix { $0 != "(" }) }.joined(separator: "+") }
  }

  var feed: LetterFeed {
    LetterFeed(
      next: {
        self.state.withLock { state in
          if state.waiting.isEmpty { state.isOver = true }
          return state.waiting.popLast()
        }
      },
      tell: { events in
        self.state.withLock { state in
          for event in events {
            switch event {
            case .begin(let id): state.begun.append(id)
            case .settle(let id, let outcome): state.ends[id, default: []].append(outcome)
            }
          }
        }
        return self.mayBegin
      },
      isOver: { self.state.withLock { $0.isOver } })
  }

  func send(by submission: BulkSubmission, connections: Int = 1) async -> [BulkSubmission.End] {
    let connect = submission.connections(feed)
    return await withTaskGroup(of: BulkSubmission.End.self) { group in
      for _ in 0..<connections { group.addTask { await connect() } }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }
}

extension BulkSubmission {
  /// A single one.
  func connect(_ feed: LetterFeed) async -> End { await connections(feed)() }
}

@Suite struct BulkSMTPTests {
  static func submission(
    _ port: Int, login: MailLogin = .none, _ change: (inout BulkSMTP.Limits) -> Void = { _ in }
  ) throws -> BulkSubmission {
    var limits = BulkSMTP.Limits()
    limits.patience = 20
    change(&limits)
    return BulkSMTP(
      try MailServer(host: "127.0.0.1", port: port, security: .plain), login: login, host: "candor.test",
      limits: limits,
      logger: .quiet
    ).submission
  }

  private func withListener(
    _ intake: Intake, _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    let port = Later<Int>()
    let listener = SMTPListener(
      try SMTPListenerTests.settings(), logger: .quiet, listening: { port.set($0 ?? 0) }, receive: intake.receive)
    try await running(listener) { try await body(try #require(await port.get())) }
  }

  @Test(arguments: [1, 4])
  func `letters arrive byte for byte, once each, over several connections`(connections: Int) async throws {
    let intake = Intake()
    let letters = try Feed.letters(300)
    let feed = Feed(letters)
    try await withListener(intake) { port in
      let ends = await feed.send(by: try Self.submission(port), connections: connections)
      #expect(ends.allSatisfy { $0 == .done })
    }
    #expect(feed.words == Array(repeating: "accepted", count: 300) && Set(feed.begun).count == 300)
    #expect(
      intake.deliveries.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
        == letters.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) })
    #expect(intake.deliveries.allSatisfy { $0.sender == .address("us@harborledger.com") })
  }

  @Test func `refusals in the middle of a pipeline are their letters' own`() async throws {
    let intake = Intake(answering: [.refused(.unavailable("full")), .sealed(1), .refused(.empty)])
    var letters = try Feed.letters(6)
    letters[1] = try SMTPSubmissionTests.letter(to: "nobody@harborledger.com", from: "us@harborledger.com")
    letters[4] = try SMTPSubmissionTests.letter(to: "nobody@elsewhere.example", from: "us@harborledger.com")
    let feed = Feed(letters)
    try await withListener(intake) { port in _ = await feed.send(by: try Self.submission(port)) }
    #expect(feed.words == ["later", "refused", "accepted", "refused", "refused", "accepted"])
    #expect(Set(feed.begun) == [1, 3, 4, 6])
  }

  @Test func `a connection has its fill and another goes on`() async throws {
    let intake = Intake()
    let feed = Feed(try Feed.letters(7))
    try await withListener(intake) { port in
      let submission = try Self.submission(port) { $0.letters = 3 }
      #expect(await submission.connect(feed.feed) == .done)
      #expect(feed.ends.count == 3)
      for _ in 0..<3 { _ = await submission.connect(feed.feed) }
    }
    #expect(feed.words == Array(repeating: "accepted", count: 7))
  }

  @Test func `where its beginning cannot be written down, no text leaves`() async throws {
    let intake = Intake()
    let feed = Feed(try Feed.letters(3), mayBegin: false)
    try await withListener(intake) { port in
      guard case .failed = await (try Self.submission(port)).connect(feed.feed) else {
        Issue.record("it went on")
        return
      }
    }
    #expect(intake.deliveries.isEmpty && feed.words.allSatisfy { $0 == "untouched" } && feed.begun == [1])
  }

  @Test func `a server that is not there takes no letter from the feed`() async throws {
    let feed = Feed(try Feed.letters(2))
    guard case .failed(let why) = await (try Self.submission(Wire.freePort())).connect(feed.feed) else {
      Issue.record("connected")
      return
    }
    #expect(why.contains("Nothing answers") && feed.ends.isEmpty)
  }

  @Test func `libcurl signs in before the conversation is ours`() async throws {
    let said = Mutex<[String]>([])
    let server = try ScriptedServer(greeting: "220 x\r\n") { line in
      said.withLock { $0.append(line) }
      if line.hasPrefix("EHLO") { return "250-x\r\n250 AUTH PLAIN\r\n" }
      if line.hasPrefix("AUTH") { return "334 \r\n" }
      if line == "AHVzAHNlY3JldA==" { return "235 welcome\r\n" }
      if line == "DATA" { return "354 go\r\n" }
      if line == "QUIT" { return "221 bye\r\n" }
      return ["MAIL", "RCPT", "."].contains { line.hasPrefix($0) } ? "250 ok\r\n" : ""
    }
    let feed = Feed(try Feed.letters(1, text: "\r\nHello\r\n"))
    let login = MailLogin.password(user: "us") { "secret" }
    let submission = try Self.submission(server.port, login: login)
    #expect(await submission.connect(feed.feed) == .done)
    let words = said.withLock { $0.map { $0.prefix { $0 != " " }.description } }
    #expect(words.prefix(7) == ["EHLO", "AUTH", "AHVzAHNlY3JldA==", "EHLO", "MAIL", "RCPT", "DATA"])
    #expect(feed.words == ["accepted"])
  }

  @Test func `a wrong password is said in words, and every letter goes on waiting`() async throws {
    let server = try ScriptedServer(greeting: "220 x\r\n") { line in
      line.hasPrefix("EHLO") ? "250-x\r\n250 AUTH PLAIN\r\n" : line.hasPrefix("AUTH") ? "535 no\r\n" : "250 ok\r\n"
    }
    let feed = Feed(try Feed.letters(2))
    let end = await (try Self.submission(server.port, login: .password(user: "us") { "wrong" })).connect(feed.feed)
    guard case .failed(let why) = end else {
      Issue.record("\(end)")
      return
    }
    #expect(why.contains("refused the user name or the password of us") && feed.ends.isEmpty)
  }

  @Test func `a silent server is not waited for without end, and leaves in doubt what it had the text of`() async throws
  {
    let isSilent = Mutex(false)
    let server = try ScriptedServer(greeting: "220 x\r\n") { line in
      if line.hasPrefix("EHLO") { return "250-x\r\n250 PIPELINING\r\n" }
      guard !isSilent.withLock({ $0 }) else { return "" }
      if line == "DATA" { isSilent.withLock { $0 = true } }
      return line == "DATA" ? "354 go\r\n" : ["MAIL", "RCPT"].contains { line.hasPrefix($0) } ? "250 ok\r\n" : ""
    }
    let feed = Feed(try Feed.letters(2))
    guard case .failed(let why) = await (try Self.submission(server.port) { $0.patience = 5 }).connect(feed.feed) else {
      Issue.record("it answered")
      return
    }
    #expect(why.contains("in time") && feed.words.first == "uncertain" && feed.words.last == "untouched")
  }
}

@Suite(.serialized, .enabled(if: SinkServer.canRun, SinkServer.why))
struct SinkTests {
  @Test(arguments: [[], ["-p"], ["-e"]])
  func `smtp-sink gets every letter once, whatever it offers`(options: [String]) async throws {
    try await SinkServer.running(options) { sink in
      let feed = Feed(try Feed.letters(400))
      let submission = try BulkSMTPTests.submission(sink.port)
      #expect(await feed.send(by: submission, connections: 3).allSatisfy { $0 == .done })
      #expect(feed.words == Array(repeating: "accepted", count: 400))
      let subjects = try sink.mails().flatMap { $0.split(separator: "\n").filter { $0.hasPrefix("Subject: ") } }
      #expect(subjects.count == 400 && Set(subjects).count == 400)
      #expect(try sink.mails().allSatisfy { $0.contains("\n.dot\n..\nEnd\n") })
    }
  }

  @Test(arguments: [
    (["-f", "RCPT"], "refused"), (["-r", "RCPT"], "later"), (["-f", "DATA"], "refused"), (["-r", "DATA"], "later"),
    (["-f", "."], "refused"), (["-r", "."], "later"), (["-f", "MAIL"], "untouched"), (["-q", "MAIL"], "untouched"),
    (["-q", "RCPT"], "untouched"), (["-q", "DATA"], "untouched"), (["-q", "."], "uncertain"),
  ])
  func `what smtp-sink does is what becomes of the letters`(options: [String], word: String) async throws {
    try await SinkServer.running(options) { sink in
      let feed = Feed(try Feed.letters(2))
      _ = await (try BulkSMTPTests.submission(sink.port)).connect(feed.feed)
      #expect(feed.words.first == word, "\(options) \(feed.ends)")
      #expect(feed.ends.values.allSatisfy { $0.count == 1 } && feed.ends.count == 2)
    }
  }
}
