import Operations
import Post
import Servers
import Synchronization
import Testing

@Suite(.serialized, .enabled(if: DovecotServer.canRun, DovecotServer.why))
struct IMAPMailboxTests {
  final class Memory: Sendable {
    private let state = Mutex<IMAPMailbox.Place?>(nil)
    var place: IMAPMailbox.Place? {
      get { state.withLock { $0 } }
      set { state.withLock { $0 = newValue } }
    }
  }

  static func mailbox(
    _ server: MailServer, _ intake: Intake, _ memory: Memory, secret: String = "secret", interval: Duration? = nil
  ) -> IMAPMailbox {
    var settings = IMAPMailbox.Settings(server: server, login: .password(user: "report") { secret })
    settings.retry = 0.1...0.2
    if let interval { settings.interval = interval }
    return IMAPMailbox(
      settings, logger: .quiet, load: { memory.place }, save: { memory.place = $0 }, receive: intake.receive)
  }

  static func overTLS(_ dovecot: DovecotServer) throws -> MailServer {
    try MailServer(host: "localhost", port: dovecot.tlsPort, security: .tls, authorities: dovecot.certificate)
  }

  @Test func `mail is read over TLS byte for byte, and new mail as it comes`() async throws {
    try await DovecotServer.running { dovecot in
      let first = "Subject: one\r\n\r\nA \"quoted\" (list) {3}\r\n.\r\nlast\r\n"
      try dovecot.deliver(first)
      let intake = Intake()
      let box = Self.mailbox(try Self.overTLS(dovecot), intake, Memory())
      try await running(box) {
        #expect(await intake.waits(for: 1), "\(box.status)")
        #expect(await eventually { box.status == .waiting })
        try dovecot.deliver("Subject: two\r\n\r\n" + String(repeating: "x\r\n", count: 100_000))
        #expect(await intake.waits(for: 2, seconds: 15), "\(box.status)")
      }
      #expect(intake.texts.first == first)
      #expect(intake.deliveries.last?.bytes.count == 16 + 300_000)
      let key = try #require(intake.deliveries.last?.key)
      #expect(key.hasPrefix("localhost/report/INBOX/") && key.hasSuffix("/2"))
      #expect(try dovecot.names().count == 2 && dovecot.names().allSatisfy { !$0.hasSuffix("S") })
    }
  }

  @Test func `new mail is found without IDLE too`() async throws {
    try await DovecotServer.running("imap_capability = IMAP4rev1 SASL-IR") { dovecot in
      let intake = Intake()
      let box = Self.mailbox(try Self.overTLS(dovecot), intake, Memory(), interval: .milliseconds(300))
      try await running(box) {
        #expect(await eventually { box.status == .waiting })
        try dovecot.deliver("Subject: a\r\n\r\n")
        #expect(await intake.waits(for: 1), "\(box.status)")
      }
    }
  }

  @Test func `a restart takes nothing twice, and a rebuilt mailbox is looked at again`() async throws {
    try await DovecotServer.running { dovecot in
      let server = try MailServer(
        host: "localhost", port: dovecot.port, security: .startTLS, authorities: dovecot.certificate)
      let intake = Intake()
      let memory = Memory()
      for text in ["a", "b"] { try dovecot.deliver("Subject: \(text)\r\n\r\n") }
      try await running(Self.mailbox(server, intake, memory)) { #expect(await intake.waits(for: 2)) }
      try dovecot.deliver("Subject: c\r\n\r\n")
      try await running(Self.mailbox(server, intake, memory)) { #expect(await intake.waits(for: 3)) }
      #expect(intake.texts.count == 3)
      let before = try #require(memory.place)
      #expect(before.lastUID == 3)
      try await Task.sleep(for: .seconds(1.1))
      try await dovecot.forgetNumbers()
      try await running(Self.mailbox(server, intake, memory)) { #expect(await intake.waits(for: 6)) }
      #expect(memory.place?.uidValidity != before.uidValidity)
      #expect(Set(intake.deliveries.map(\.key)).count == 6)
    }
  }

  @Test func `a mail that could not be kept is read again`() async throws {
    try await DovecotServer.running { dovecot in
      let server = try MailServer(host: "127.0.0.1", port: dovecot.port, security: .plain)
      try dovecot.deliver("Subject: a\r\n\r\n")
      let intake = Intake(answering: [.refused(.unavailable("the disk is full"))])
      try await running(Self.mailbox(server, intake, Memory())) { #expect(await intake.waits(for: 2)) }
      #expect(intake.deliveries.first?.key == intake.deliveries.last?.key)
    }
  }

  @Test func `a mail that is too large is counted and left, and the next is taken`() async throws {
    try await DovecotServer.running { dovecot in
      try dovecot.deliver("Subject: huge\r\n\r\n", size: Delivery.longest + 1)
      let intake = Intake()
      let box = Self.mailbox(try Self.overTLS(dovecot), intake, Memory())
      try await running(box) {
        #expect(await eventually { box.tooLarge == 1 }, "\(box.status)")
        try dovecot.deliver("Subject: small\r\n\r\n")
        #expect(await intake.waits(for: 1), "\(box.status)")
      }
      #expect(intake.texts == ["Subject: small\r\n\r\n"])
    }
  }

  @Test func `a lost server is found again`() async throws {
    try await DovecotServer.running { dovecot in
      let intake = Intake()
      let box = Self.mailbox(try Self.overTLS(dovecot), intake, Memory())
      try await running(box) {
        #expect(await eventually { box.status == .waiting })
        try await dovecot.stop()
        #expect(await eventually { if case .failed = box.status { true } else { false } })
        try await dovecot.start()
        try dovecot.deliver("Subject: a\r\n\r\n")
        #expect(await intake.waits(for: 1), "\(box.status)")
      }
    }
  }

  @Test func `a wrong password and a strange certificate are said in words`() async throws {
    try await DovecotServer.running { dovecot in
      let strange = try MailServer(host: "localhost", port: dovecot.tlsPort, security: .tls)
      let cases = [
        (strange, "secret", "is not to be trusted"),
        (try Self.overTLS(dovecot), "wrong", "refused the user name or the password of report"),
      ]
      for (server, secret, words) in cases {
        let box = Self.mailbox(server, Intake(), Memory(), secret: secret)
        try await running(box) {
          #expect(
            await eventually { if case .failed(let why, _) = box.status { why.contains(words) } else { false } },
            "\(box.status)")
        }
      }
    }
  }
}
