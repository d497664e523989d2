import Glibc
import Logging
import Operations
import Post
import Servers
import ServiceLifecycle
import Testing
import Vocabulary

@Suite struct SMTPListenerTests {
  static func settings(_ change: (inout SMTPListener.Settings) -> Void = { _ in }) throws -> SMTPListener.Settings {
    var settings = SMTPListener.Settings(
      place: .port(host: "127.0.0.1", 0), transport: .smtp,
      recipients: [try #require(EmailAddress("report@harborledger.com"))])
    change(&settings)
    return settings
  }

  static func withListener<Value: Sendable>(
    _ settings: SMTPListener.Settings, _ receive: @escaping Receive, _ body: @escaping @Sendable (Int) throws -> Value
  ) async throws -> Value {
    let port = Later<Int>()
    let listener = SMTPListener(settings, logger: .quiet, listening: { port.set($0 ?? 0) }, receive: receive)
    return try await running(listener) {
      let number = try #require(await port.get())
      return try await blocking { try body(number) }
    }
  }

  static let mail = "EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<report@harborledger.com>\r\nDATA\r\n"

  @Test func `a mail is handed over with its exact bytes and its envelope`() async throws {
    let intake = Intake()
    let said = try await Self.withListener(try Self.settings(), intake.receive) { port in
      let wire = try Wire(port: port)
      wire.send(Self.mail)
      _ = wire.read(until: "354")
      wire.send("Subject: a\n\r\n\r\n..dot\r\n.\r\nQUIT\r\n")
      return wire.read(until: "221")
    }
    #expect(said.contains("250 2.0.0 Report 1 is sealed"))
    #expect(intake.texts == ["Subject: a\n\r\n\r\n.dot\r\n"])
    #expect(intake.deliveries.first?.sender == .address("a@b.example"))
    #expect(intake.deliveries.first?.door == .smtp)
  }

  @Test func `a silent client is told so and let go`() async throws {
    let settings = try Self.settings { $0.idle = .milliseconds(200) }
    let said = try await Self.withListener(settings, Intake().receive) { port in
      try Wire(port: port).read(until: "never")
    }
    #expect(said.contains("421 4.4.2"))
  }

  @Test func `a client that drips is let go when its time is over`() async throws {
    let settings = try Self.settings { $0.transaction = .milliseconds(500) }
    let said = try await Self.withListener(settings, Intake().receive) { port in
      let wire = try Wire(port: port)
      for _ in 0..<20 {
        wire.send("N")
        usleep(50_000)
      }
      return wire.read(until: "never")
    }
    #expect(said.contains("421 4.4.2"))
  }

  @Test func `one connection more than allowed is turned away`() async throws {
    let settings = try Self.settings { $0.connections = 1 }
    let said = try await Self.withListener(settings, Intake().receive) { port in
      let first = try Wire(port: port)
      _ = first.read(until: "220")
      return try Wire(port: port).read(until: "never")
    }
    #expect(said.hasPrefix("421"))
  }

  @Test func `more mail at once than memory allows is put off`() async throws {
    let settings = try Self.settings { $0.memory = 1 << 20 }
    let intake = Intake()
    let said = try await Self.withListener(settings, intake.receive) { port in
      let wire = try Wire(port: port)
      wire.send(Self.mail)
      _ = wire.read(until: "354")
      for _ in 0..<40 { wire.send([UInt8](repeating: 0x61, count: 65536)) }
      wire.send("\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<report@harborledger.com>\r\nDATA\r\nsmall\r\n.\r\n")
      return wire.read(until: "sealed")
    }
    #expect(said.contains("452 4.3.1") && said.contains("sealed"))
    #expect(intake.texts == ["small\r\n"])
  }

  @Test func `a mail in hand at shutdown is still answered`() async throws {
    let port = Later<Int>()
    let listener = SMTPListener(try Self.settings(), logger: .quiet, listening: { port.set($0 ?? 0) }) { _ in
      try? await Task.sleep(for: .milliseconds(500))
      return .sealed(1)
    }
    let wire = try await running(listener) {
      let number = try #require(await port.get())
      return try await blocking {
        let wire = try Wire(port: number)
        wire.send(Self.mail)
        _ = wire.read(until: "354")
        wire.send("x\r\n.\r\n")
        usleep(100_000)
        return wire
      }
    }
    #expect(try await blocking { wire.read(until: "421") }.contains("sealed"))
  }

  @Test func `a client that never ends its mail does not hold up a shutdown`() async throws {
    let wire = try await Self.withListener(try Self.settings { $0.transaction = .seconds(1) }, Intake().receive) {
      port in
      let wire = try Wire(port: port)
      wire.send(Self.mail + "half")
      _ = wire.read(until: "354")
      return wire
    }
    #expect(try await blocking { wire.read(until: "421") }.contains("421"))
  }

  @Test func `other machines are let in only when that is said`() async throws {
    let settings = try Self.settings { $0.place = .port(host: "0.0.0.0", 0) }
    await #expect(throws: MailTrouble.self) {
      try await SMTPListener(settings, logger: .quiet, receive: Intake().receive).run()
    }
  }
}
