import Foundation
import Operations
import Post
import Servers
import Testing
import Vocabulary

@testable import Letters

@Suite struct SMTPSubmissionTests {
  static func letter(
    _ text: String = "Subject: Thank you\r\n\r\n.dot\r\n..\r\nEnd\r\n", to: String = "report@harborledger.com",
    from: String? = nil
  ) throws -> ClearedLetter {
    ClearedLetter(
      recipient: try #require(EmailAddress(to)), bytes: Array(text.utf8), messageID: "1@harborledger.com",
      envelopeSender: from.flatMap { EmailAddress($0) })
  }

  static func submission(_ port: Int, login: MailLogin = .none, seconds: Int = 20) throws -> Submission {
    let server = try MailServer(host: "127.0.0.1", port: port, security: .plain)
    return SMTPSubmission(server, login: login, host: "candor.test", seconds: seconds, logger: .quiet).submission
  }

  /// Sends to a listener of our own.
  static func sent(_ letter: ClearedLetter, _ intake: Intake) async throws -> Submission.Outcome {
    let port = Later<Int>()
    let settings = try SMTPListenerTests.settings()
    let listener = SMTPListener(settings, logger: .quiet, listening: { port.set($0 ?? 0) }, receive: intake.receive)
    return try await running(listener) {
      await (try Self.submission(try #require(await port.get()))).send(letter)
    }
  }

  @Test(arguments: [nil, "bounces@harborledger.com"])
  func `a letter arrives byte for byte, from the null path or an address`(from: String?) async throws {
    let intake = Intake()
    let letter = try Self.letter(from: from)
    guard case .accepted(let answer) = try await Self.sent(letter, intake) else {
      Issue.record("not accepted")
      return
    }
    #expect(answer.hasPrefix("250 2.0.0 Report 1"))
    #expect(intake.deliveries.first?.bytes == letter.bytes)
    #expect(intake.deliveries.first?.sender == from.map { .address($0) } ?? .null)
  }

  @Test func `what the server answers is what becomes of the letter`() async throws {
    let refused = try await Self.sent(try Self.letter(to: "nobody@harborledger.com"), Intake())
    #expect(refused == .refused("550 5.1.1 Reports are not taken at this address"))
    let later = try await Self.sent(try Self.letter(), Intake(answering: [.refused(.unavailable("full"))]))
    #expect(later == .later("451 4.3.0 Not sealed; please try again later"))
    let never = try await Self.sent(try Self.letter(), Intake(answering: [.refused(.empty)]))
    #expect(never == .refused("554 5.6.0 The mail is empty"))
  }

  @Test func `a server that is not there is tried later`() async throws {
    let outcome = await (try Self.submission(Wire.freePort())).send(try Self.letter())
    guard case .unreached(let why) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(why.contains("Nothing answers"))
  }

  @Test func `a connection that breaks after the text leaves it uncertain`() async throws {
    let server = try ScriptedServer(greeting: "220 x\r\n") { line in
      if line == "." { return nil }
      if line == "DATA" { return "354 go\r\n" }
      let isCommand = ["EHLO", "HELO", "MAIL", "RCPT"].contains { line.hasPrefix($0) }
      return isCommand ? "250 ok\r\n" : ""
    }
    let outcome = await (try Self.submission(server.port)).send(try Self.letter())
    guard case .uncertain = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func `a wrong password is said in words, and the letter is kept for later`() async throws {
    let server = try ScriptedServer(greeting: "220 x\r\n") { line in
      line.hasPrefix("EHLO") ? "250-x\r\n250 AUTH PLAIN\r\n" : line.hasPrefix("AUTH") ? "535 no\r\n" : "250 ok\r\n"
    }
    let login = MailLogin.password(user: "report") { "wrong" }
    let outcome = await (try Self.submission(server.port, login: login)).send(try Self.letter())
    guard case .unreached(let why) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(why.contains("refused the user name or the password of report"))
  }

  @Test func `a bearer token is shown to the server, asked for anew each time`() async throws {
    let shown = Later<String>()
    let server = try ScriptedServer(greeting: "220 x\r\n") { line in
      if line.hasPrefix("EHLO") { return "250-x\r\n250 AUTH XOAUTH2\r\n" }
      if line == "AUTH XOAUTH2" { return "334 \r\n" }
      shown.set(line.replacing("AUTH XOAUTH2 ", with: ""))
      return nil
    }
    let login = MailLogin.bearer(user: "report") { "fresh" }
    _ = await (try Self.submission(server.port, login: login)).send(try Self.letter())
    let words = try #require(Data(base64Encoded: await shown.get() ?? ""))
    #expect(String(decoding: words, as: UTF8.self) == "user=report\u{1}auth=Bearer fresh\u{1}\u{1}")
  }

  @Test func `nothing is sent where encryption is wanted and not offered`() async throws {
    let server = try ScriptedServer(greeting: "220 x\r\n") { _ in "250 ok\r\n" }
    let place = try MailServer(host: "127.0.0.1", port: server.port, security: .startTLS)
    let outcome = await SMTPSubmission(place, logger: .quiet).submission.send(try Self.letter())
    guard case .unreached(let why) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(why.contains("no encryption"))
  }

  @Test func `another machine is never spoken to in the clear`() {
    #expect(throws: MailTrouble.self) { try MailServer(host: "mx.example", port: 25, security: .plain) }
    #expect(throws: MailTrouble.self) { try MailServer(host: "mx.example/x@y", port: 465, security: .tls) }
  }
}
