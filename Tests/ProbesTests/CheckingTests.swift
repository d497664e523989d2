import Casework
import Domains
import Operations
import Servers
import Signing
import Testing
import Vocabulary

/// The public check of a whole mail: ours only by a signature that is verified here, with the key that our own DNS holds.
@Suite(.enabled(if: NameServer.canRun, "\(NameServer.why)"))
struct CheckingTests {
  private static func answer(
    _ mail: String, _ scene: Scene
  ) async throws -> MailCheck.Answer {
    var answer: MailCheck.Answer?
    try await scene.run { desk in answer = try await Checking(desk).answer(Array(mail.utf8)) }
    return try #require(answer)
  }

  @Test func `our mail is ours by the key in our own DNS, and of nobody else anything is asked`() async throws {
    try await Scene.with { scene in
      let answer = try await Self.answer(FakeMail.own.text, scene)
      #expect(answer == .ours(.signature))
      #expect(Set(scene.server.questions) == ["k1._domainkey.harborledger.com TXT"])
    }
  }

  @Test func `an altered body, a key that is gone or a switched-off DNS prove nothing`() async throws {
    try await Scene.with { scene in
      let altered = FakeMail.own.text.replacing("nothing more", with: "much more")
      let answer = try await Self.answer(altered, scene)
      #expect(answer == .cannotTell(.unproven))
    }
    try await Scene.with("harborledger.com. 300 IN TXT \"v=spf1 -all\"\n") { scene in
      let answer = try await Self.answer(FakeMail.own.text, scene)
      #expect(answer == .cannotTell(.unproven))
    }
    try await Scene.with(scope: .off) { scene in
      let answer = try await Self.answer(FakeMail.own.text, scene)
      #expect(answer == .cannotTell(.unproven))
      #expect(scene.server.questions.isEmpty)
    }
  }

  @Test func `what the file says that a receiver found is no proof, since whoever made it can write that`() async throws
  {
    let said =
      "Received: from m.harborledger.com (m.harborledger.com [203.0.113.7]) by mx.google.com with ESMTPS id 4; Tue, 11 Nov 2014 14:52:00 +0000\r\n"
      + "Authentication-Results: mx.google.com; dkim=pass header.i=@harborledger.com; dmarc=pass header.from=harborledger.com\r\n"
      + "From: Harbor Ledger <billing@harborledger.com>\r\nTo: jane@customer.example\r\nSubject: Pay\r\n\r\nPay at http://pay.evil.example/\r\n"
    try await Scene.with { scene in
      let answer = try await Self.answer(said, scene)
      #expect(answer == .cannotTell(.unchecked))
    }
  }
}
