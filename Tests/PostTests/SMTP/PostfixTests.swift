import Foundation
import Operations
import Post
import Servers
import Testing
import Vocabulary

@testable import Letters

@Suite(.serialized, .enabled(if: PostfixServer.canRun, PostfixServer.why))
struct PostfixTests {
  private func listener(
    _ place: SMTPListener.Place, _ intake: Intake, _ port: Later<Int>
  ) throws -> SMTPListener {
    let settings = try SMTPListenerTests.settings {
      $0.place = place
      $0.transport = .lmtp
    }
    return SMTPListener(settings, logger: .quiet, listening: { port.set($0 ?? 0) }, receive: intake.receive)
  }

  @Test func `a mail that could not be sealed is brought again by Postfix`() async throws {
    let intake = Intake(answering: [.refused(.unavailable("the disk is full"))])
    let port = Wire.freePort()
    try await running(try listener(.port(host: "127.0.0.1", port), intake, Later())) {
      try await PostfixServer.running(routes: ["report@harborledger.com": "lmtp:inet:[127.0.0.1]:\(port)"]) { postfix in
        let outcome = await (try SMTPSubmissionTests.submission(postfix.port))
          .send(try SMTPSubmissionTests.letter(from: "jane@customer.example"))
        guard case .accepted = outcome else {
          Issue.record("\(outcome)")
          return
        }
        for _ in 0..<30 { if await !intake.waits(for: 2, seconds: 10) { try await postfix.flush() } }
        #expect(await intake.waits(for: 2, seconds: 60), "\(postfix.log)")
        #expect(await eventually(seconds: 120) { postfix.log.contains("status=sent (250 2.0.0 Report 2 is sealed)") })
        #expect(postfix.log.contains("451 4.3.0"))
      }
    }
    #expect(intake.texts.first == intake.texts.last)
    #expect(intake.texts.last?.hasSuffix("\r\n\r\n.dot\r\n..\r\nEnd\r\n") == true)
    #expect(intake.deliveries.last?.sender == .address("jane@customer.example"))
    #expect(intake.deliveries.last?.door == .lmtp)
  }

  @Test func `mail comes through a UNIX socket, and from the null path`() async throws {
    let intake = Intake()
    let path = FileManager.default.temporaryDirectory.appending(path: "candor-\(UUID().uuidString.prefix(8)).sock").path
    try await running(try listener(.socket(path: path), intake, Later())) {
      try await PostfixServer.running(routes: ["report@harborledger.com": "lmtp:unix:\(path)"]) { postfix in
        let outcome = await (try SMTPSubmissionTests.submission(postfix.port)).send(try SMTPSubmissionTests.letter())
        guard case .accepted = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(await intake.waits(for: 1), "\(postfix.log)")
        let elsewhere = try SMTPSubmissionTests.letter(to: "jane@elsewhere.example")
        let refused = await (try SMTPSubmissionTests.submission(postfix.port)).send(elsewhere)
        guard case .refused = refused else {
          Issue.record("\(refused)")
          return
        }
      }
    }
    #expect(intake.deliveries.first?.sender == .null)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `many letters leave encrypted, pipelined, and once each`() async throws {
    try await PostfixServer.running(routes: ["*": "discard:"], secured: true) { postfix in
      let server = try MailServer(
        host: "localhost", port: postfix.port, security: .startTLS, authorities: postfix.certificate)
      let feed = Feed(try Feed.letters(100))
      let submission = BulkSMTP(server, host: "candor.test", logger: .quiet).submission
      #expect(await feed.send(by: submission, connections: 2).allSatisfy { $0 == .done }, "\(postfix.log)")
      #expect(feed.words == Array(repeating: "accepted", count: 100), "\(postfix.log)")
      #expect(await eventually { postfix.log.components(separatedBy: "status=sent").count == 101 }, "\(postfix.log)")
    }
  }

  @Test func `a certificate that nobody vouches for gets no letter`() async throws {
    try await PostfixServer.running(routes: ["*": "discard:"], secured: true) { postfix in
      let feed = Feed(try Feed.letters(1))
      let server = try MailServer(host: "localhost", port: postfix.port, security: .startTLS)
      guard case .failed(let why) = await BulkSMTP(server, logger: .quiet).submission.connect(feed.feed) else {
        Issue.record("it was trusted")
        return
      }
      #expect(why.contains("not to be trusted") && feed.ends.isEmpty)
    }
  }
}
