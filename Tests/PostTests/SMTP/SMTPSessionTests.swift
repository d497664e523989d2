import Operations
import Testing
import Vocabulary

@testable import Post

@Suite struct SMTPSessionTests {
  static let report = EmailAddress("report@harborledger.com")
  static let mail = "EHLO mx\r\nMAIL FROM:<jane@customer.example>\r\nRCPT TO:<report@harborledger.com>\r\nDATA\r\n"

  static func session(lmtp: Bool = false, limits: SMTPLimits = .init()) -> SMTPSession {
    var session = SMTPSession(
      isLMTP: lmtp, host: "candor.test", recipients: Set([report].compactMap { $0 }), limits: limits)
    _ = session.drain()
    return session
  }

  /// The codes of the answers, `close` and `deliver` by name.
  static func told(_ session: inout SMTPSession, _ text: String) -> [String] {
    session.take(text.utf8)
    return session.drain().map { action in
      switch action {
      case .reply(let reply): "\(reply.code)"
      case .deliver(let bytes, _): "deliver \(String(decoding: bytes, as: UTF8.self).debugDescription)"
      case .close: "close"
      }
    }
  }

  @Test func `250 after the text is said only once the mail is sealed`() {
    var session = Self.session()
    #expect(Self.told(&session, Self.mail) == ["250", "250", "250", "354"])
    #expect(Self.told(&session, "Subject: x\r\n\r\nHi\r\n.\r\nQUIT\r\n") == [#"deliver "Subject: x\r\n\r\nHi\r\n""#])
    #expect(!session.wantsInput)
    session.settle(.sealed(7))
    #expect(Self.told(&session, "") == ["250", "221", "close"])
  }

  @Test(arguments: [
    (Reception.sealed(1), 250), (.known(1), 250), (.refused(.empty), 554), (.refused(.tooLarge(limit: 5)), 552),
    (.refused(.unavailable("the disk is full")), 451),
  ])
  func `what became of a mail is what is answered`(reception: Reception, code: Int) {
    var session = Self.session()
    _ = Self.told(&session, Self.mail + "x\r\n.\r\n")
    session.settle(reception)
    #expect(Self.told(&session, "") == ["\(code)"])
  }

  @Test func `LMTP answers once for each recipient that was taken`() {
    var session = Self.session(lmtp: true)
    let opening =
      "LHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<report@harborledger.com>\r\nRCPT TO:<no@harborledger.com>\r\n"
      + "RCPT TO:<Report+7@HarborLedger.com>\r\nDATA\r\n"
    #expect(Self.told(&session, opening) == ["250", "250", "250", "550", "250", "354"])
    session.take("x\r\n.\r\n".utf8)
    #expect(session.drain() == [.deliver(Array("x\r\n".utf8), from: .null)])
    session.settle(.refused(.unavailable("busy")))
    #expect(Self.told(&session, "NOOP\r\n") == ["451", "451", "250"])
  }

  @Test(arguments: ["a\n.\nb", "a\r\n.\nb", "a\n.\r\nb", "a\r.\rb", "a\r\n.\rb", "a\r\r\n.\r\r\nb"])
  func `only CR LF dot CR LF ends a mail`(text: String) {
    var session = Self.session()
    let told = Self.told(&session, Self.mail + text)
    #expect(told == ["250", "250", "250", "354"])
    #expect(Self.told(&session, "\r\n.\r\n").count == 1)
  }

  @Test(arguments: [
    ("..x\r\n", ".x\r\n"), (".x\r\n", "x\r\n"), ("a\r\n..\r\n", "a\r\n.\r\n"), ("é\0\n\r\n", "é\0\n\r\n"),
  ])
  func `the bytes are those that were sent, with doubled dots made one`(sent: String, kept: String) {
    for step in [1, 2, 3, 1000] {
      var session = Self.session()
      _ = Self.told(&session, Self.mail)
      let bytes = Array((sent + ".\r\n").utf8)
      var actions: [SMTPSession.Action] = []
      for start in stride(from: 0, to: bytes.count, by: step) {
        session.take(bytes[start..<min(start + step, bytes.count)])
        actions += session.drain()
      }
      #expect(actions == [.deliver(Array(kept.utf8), from: .address("jane@customer.example"))])
    }
  }

  @Test(arguments: [
    ("MAIL FROM:<a@b.example>", "503"), ("EHLO", "501"), ("LHLO x", "500"),
    ("RCPT TO:<report@harborledger.com>", "503"),
    ("DATA", "503"), ("BLAH", "500"), ("STARTTLS", "502"), ("VRFY x", "252"), ("EXPN x", "502"), ("RSET", "250"),
    ("noop", "250"), ("HELP", "214"), ("MAIL FROM:a@b.example", "501"),
    ("MAIL FROM:<a@b.example> SIZE=999999999", "503"),
    ("MAIL FROM:<a@b.example> XX=1", "555"), ("MAIL FROM:<\u{E9}@b.example>", "553"), ("\u{0}", "500"),
  ])
  func `a command is answered`(line: String, code: String) {
    var session = Self.session()
    #expect(Self.told(&session, line + "\r\n") == [code])
  }

  @Test func `a mail that is announced too large is refused at once`() {
    var session = Self.session()
    let told = Self.told(&session, "EHLO x\r\nMAIL FROM:<a@b.example> SIZE=\(Delivery.longest + 1) BODY=8BITMIME\r\n")
    #expect(told == ["250", "552"])
  }

  @Test func `a mail that grows too large is read to its end, not kept, and refused`() {
    var session = Self.session(limits: .init(message: 100))
    _ = Self.told(&session, Self.mail)
    for _ in 0..<100 { _ = Self.told(&session, String(repeating: "x", count: 98) + "\r\n") }
    #expect(session.held < 200)
    #expect(Self.told(&session, ".\r\nNOOP\r\n") == ["552", "250"])
  }

  @Test func `a mail without room is put off, not refused`() {
    var session = Self.session()
    _ = Self.told(&session, Self.mail + "half")
    session.shed()
    #expect(session.held == 0)
    #expect(Self.told(&session, " of it\r\n.\r\n") == ["452"])
  }

  @Test func `garbage, long lines, bare line feeds and a browser end the conversation`() {
    var session = Self.session()
    #expect(Self.told(&session, String(repeating: "\u{1}", count: 5000)) == ["500"])
    #expect(session.held < 100)
    #expect(Self.told(&session, "\r\nNOOP\n") == ["500"])
    let rest = Self.told(&session, String(repeating: "???\r\n", count: 50))
    #expect(rest.suffix(2) == ["421", "close"] && rest.count == 20)
    #expect(Self.told(&session, "NOOP\r\n").isEmpty)
    var other = Self.session()
    #expect(Self.told(&other, "POST / HTTP/1.1\r\nHost: x\r\n\r\nMAIL FROM:<>\r\n") == ["500", "close"])
  }

  @Test func `commands without mail, recipients and mails are counted`() {
    var session = Self.session()
    #expect(Self.told(&session, String(repeating: "NOOP\r\n", count: 101)).suffix(2) == ["421", "close"])
    var crowd = Self.session()
    let many = String(repeating: "RCPT TO:<report@harborledger.com>\r\n", count: 101)
    #expect(Self.told(&crowd, "EHLO x\r\nMAIL FROM:<>\r\n" + many).last == "452")
    var bomb = Self.session(limits: .init(messages: 1))
    _ = Self.told(&bomb, Self.mail + "x\r\n.\r\n")
    bomb.settle(.sealed(1))
    #expect(Self.told(&bomb, "MAIL FROM:<>\r\n") == ["250", "421", "close"])
  }

  @Test func `a conversation that is stopped ends after its mail`() {
    var session = Self.session()
    _ = Self.told(&session, Self.mail)
    session.stop()
    #expect(Self.told(&session, "x\r\n.\r\n").count == 1)
    session.settle(.sealed(1))
    #expect(Self.told(&session, "") == ["250", "421", "close"])
  }

  @Test func `any bytes in any pieces are survived`() {
    var state: UInt64 = 42
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let words = [
      "EHLO x\r\n", "MAIL FROM:<a@b.c>\r\n", "RCPT TO:<report@harborledger.com>\r\n", "DATA\r\n", ".\r\n", "\r\n",
      "\n", ".", "\r", "<>", "RSET\r\n", "\u{0}\u{FF}",
    ]
    for _ in 0..<300 {
      var session = Self.session()
      for _ in 0..<60 {
        session.take(words[next(words.count)].utf8)
        for case .deliver in session.drain() { session.settle(.sealed(1)) }
      }
      #expect(session.held < 2000)
    }
  }
}
