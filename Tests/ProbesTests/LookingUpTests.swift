import Casework
import Domains
import Evidence
import Forensics
import Letters
import Mail
import Operations
import Servers
import Signing
import Store
import Testing
import Vocabulary

@Suite(.enabled(if: NameServer.canRun, "\(NameServer.why)"))
struct LookingUpTests {
  @Test func `a signature is verified by the key that the DNS held, after the reporter was answered`() async throws {
    try await Scene.with { scene in
      try await scene.run { desk in
        let number = try await desk.take(FakeMail.own.report())
        #expect(try await desk.verdict(number) == .unproven)
        #expect(scene.server.questions.isEmpty)
        let before = try await desk.kinds()
        #expect(before.contains("dispatch-proposed"))
        #expect(try await desk.lookUp() == 3)
        #expect(try await desk.verdict(number) == .genuine)
        #expect(
          try await desk.kinds().dropFirst(before.count)
            == ["dns-answered", "dns-answered", "dns-answered", "report-examined"])
        #expect(
          Set(scene.server.questions) == [
            "k1._domainkey.harborledger.com TXT", "harborledger.com TXT", "_dmarc.harborledger.com TXT",
          ])
        let lines = try await desk.ledger.lines(0, 100, "dns:k1._domainkey.harborledger.com")
        let first = try #require(lines.first)
        guard case .dnsAnswered(let answer) = first.event else {
          Issue.record("\(first)")
          return
        }
        #expect(answer.records.first?.hasPrefix("v=DKIM1; k=ed25519; p=") == true && answer.time == scene.clock.now)
        #expect(try await scene.isSound())
      }
    }
  }

  @Test func `an archived key outlives the one in the DNS, and nothing is asked again after a new start`() async throws
  {
    try await Scene.with { scene in
      try await scene.run { desk in
        _ = try await desk.take(FakeMail.own.report())
        try await desk.lookUp()
      }
      let asked = scene.server.questions.count
      try await scene.server.publish("")
      try await scene.run { desk in
        #expect(try await desk.lookUp() == 0)
        let second = try await desk.take(FakeMail.own.report(by: "bob@other.example"))
        #expect(try await desk.verdict(second) == .genuine)
        #expect(try await desk.lookUp() == 0)
      }
      #expect(scene.server.questions.count == asked)
      // A day later the withdrawal is archived too, and takes nothing from what was proven.
      scene.clock.pass(90_000)
      try await scene.run { desk in
        let third = try await desk.take(FakeMail.own.report(by: "eve@third.example"))
        #expect(try await desk.lookUp() == 3)
        let all = try await desk.lookups.answers([DNSQuestion("k1._domainkey.harborledger.com", .txt)])
        #expect(all.map(\.outcome) == [.records, .nonexistent])
        #expect(try await desk.verdict(third) == .genuine)
        #expect(try await scene.isSound())
      }
    }
  }

  @Test(arguments: [LookupScope.off, .providers, .all])
  func `the setting says whose name servers learn of it`(scope: LookupScope) async throws {
    var fake = FakeMail.lookAlike
    fake.signers = [("harb0rledger.com", "x7"), ("sendgrid.net", "k1")]
    try await Scene.with(scope: scope) { scene in
      try await scene.run { desk in
        _ = try await desk.take(fake.report())
        try await desk.lookUp()
        let provider = ["k1._domainkey.sendgrid.net TXT"]
        let stranger = ["A", "MX", "NS", "TXT"].map { "harb0rledger.com \($0)" } + ["_dmarc.harb0rledger.com TXT"]
        let expected = scope == .off ? [] : scope == .providers ? provider : provider + stranger
        #expect(Set(scene.server.questions) == Set(expected))
        // A selector of the attacker's may stand for one recipient; two people's mails with the same one do not.
        scene.clock.pass(10)
        fake.to = "bob@other.example"
        _ = try await desk.take(fake.report())
        try await desk.lookUp()
        let selector = scope == .all ? ["x7._domainkey.harb0rledger.com TXT"] : []
        #expect(Set(scene.server.questions) == Set(expected + selector))
        #expect(scene.server.questions.count == expected.count + selector.count)
      }
    }
  }

  @Test func `the case is worked out again with the keys that came`() async throws {
    var fake = FakeMail.lookAlike
    fake.signers = [("sendgrid.net", "k1")]
    try await Scene.with { scene in
      try await scene.run { desk in
        for name in ["jane@customer.example", "bob@other.example"] {
          fake.to = name
          _ = try await desk.take(fake.report())
        }
        let id = try #require(try await desk.cases.ids().first)
        let before = try #require(try await desk.assessing.freshAssessment(of: id))
        #expect(before.investigation.findings.map(\.verifiedHere) == [false, false])
        try await desk.lookUp()
        let after = try #require(try await desk.assessing.freshAssessment(of: id))
        #expect(after.investigation.findings.map(\.verifiedHere) == [true, true])
        #expect(after.reports == before.reports && after.filed == 2)
        #expect(after.investigation.campaigns.first?.service?.service.providerID == "sendgrid")
        #expect(try await desk.kinds().count { $0 == "report-filed" || $0 == "case-opened" } == 1)
      }
      // And from the disk.
      try await scene.run { desk in
        let again = try #require(try await desk.assessing.freshAssessment(of: 1))
        #expect(again.investigation.findings.map(\.verifiedHere) == [true, true])
      }
    }
  }

  @Test func `a report that turns out to be the company's own mail counts no more`() async throws {
    var own = FakeMail.own
    own.body = "Your invoice: https://harb0rledger.com/pay"
    try await Scene.with { scene in
      try await scene.run { desk in
        let number = try await desk.take(own.report())
        #expect(try await desk.verdict(number) == .impersonation)
        try await desk.lookUp()
        #expect(try await desk.verdict(number) == .genuine)
        _ = try await desk.take(FakeMail.lookAlike.report(by: "bob@other.example"))
        #expect(try await desk.cases.ids().isEmpty)
        var third = FakeMail.lookAlike
        third.to = "eve@third.example"
        _ = try await desk.take(third.report())
        #expect(try await desk.cases.ids() == [1])
        #expect(try await scene.isSound())
      }
    }
  }

  @Test func `a DNS that does not answer holds nobody up, and is asked again later`() async throws {
    try await Scene.with { scene in
      try await scene.server.stop()
      try await scene.run(seconds: 0.2) { desk in
        let number = try await desk.take(FakeMail.own.report())
        #expect(try await desk.outbox.list(nil, nil, 10).count == 1)
        #expect(try await desk.lookUp() == 3)
        #expect(await desk.looking?.trouble != nil)
        #expect(try await desk.verdict(number) == .unproven)
        // Not at once, and not for ever.
        for _ in 0..<9 {
          #expect(try await desk.lookUp() == 0)
          scene.clock.pass(50_000)
          _ = try await desk.lookUp()
        }
        #expect(try await desk.kinds().count { $0 == "dns-answered" } == 18)
      }
      try await scene.server.start()
      try await scene.run { desk in
        #expect(try await desk.lookUp() == 0)
        let second = try await desk.take(FakeMail.own.report(by: "bob@other.example"))
        try await desk.lookUp()
        #expect(try await desk.verdict(second) == .genuine)
        // The first waited for the same answer.
        #expect(try await desk.verdict(1) == .genuine)
        #expect(await desk.looking?.trouble == nil)
      }
    }
  }

  @Test func `an answer that is on disk is used, though the program stopped before it could be`() async throws {
    try await Scene.with { scene in
      try await scene.run { desk in
        _ = try await desk.take(FakeMail.own.report())
        #expect(try await desk.looking?.askDue() == 3)
      }
      try await scene.run { desk in
        let before = try await desk.verdict(1)
        #expect(before == .unproven)
        #expect(try await desk.examineWaiting() == 0)
        #expect(try await desk.verdict(1) == .genuine)
        #expect(try await desk.lookUp() == 0)
      }
    }
  }

  @Test func `an answer that comes while a report is being examined is used for it`() async throws {
    try await Scene.with { scene in
      try await scene.run { desk in
        _ = try await desk.take(FakeMail.own.report())
        // As another task would write it that has not told of it yet.
        var transaction = LedgerTransaction(now: scene.clock.now)
        transaction.answers = [
          DNSObservation(
            DNSQuestion("k1._domainkey.harborledger.com", .txt), asked: scene.clock.now, outcome: .records,
            records: [.text(Array(SignedMail.record.utf8))], security: .unchecked)
        ]
        _ = try await desk.ledger.append(transaction)
        let number = try await desk.take(FakeMail.own.report(by: "bob@other.example"))
        #expect(try await desk.verdict(1) == .genuine)
        #expect(try await desk.verdict(number) == .genuine)
        try await desk.lookUp()
        #expect(!scene.server.questions.contains("k1._domainkey.harborledger.com TXT"))
      }
    }
  }

  @Test func `a mail that names a thousand signers, or private names, makes us ask few`() async throws {
    var fake = FakeMail.lookAlike
    fake.more = (0..<1000).map {
      "DKIM-Signature: v=1; a=rsa-sha256; d=sendgrid.net; s=s\($0); h=from; bh=AA==; b=AA==\r\n"
    }
    .joined()
    try await Scene.with(scope: .all) { scene in
      try await scene.run { desk in
        _ = try await desk.take(fake.report())
        try await desk.lookUp()
        #expect(scene.server.questions.count { $0.contains("_domainkey") } == 10)
        let asked = scene.server.questions.count
        for domain in [
          "printer.local", "db.internal", "localhost", "10.in-addr.arpa", "x.onion", "192.0.2.1", "router.lan",
        ] {
          fake.more = "DKIM-Signature: v=1; a=rsa-sha256; d=\(domain); s=s; h=from; bh=AA==; b=AA==\r\n"
          fake.from = "Harbor Ledger <billing@\(domain)>"
          fake.body = "Harbor Ledger: pay today at https://harb0rledger.com/\(domain)"
          _ = try await desk.take(fake.report())
        }
        try await desk.lookUp()
        #expect(scene.server.questions.count == asked)
      }
    }
  }

  @Test func `nobody's address is asked for`() async throws {
    var fake = FakeMail.lookAlike
    fake.signers = [("harb0rledger.com", "jane"), ("jane.harb0rledger.com", "s"), ("harb0rledger.com", "6a616e65")]
    try await Scene.with(scope: .all) { scene in
      try await scene.run { desk in
        _ = try await desk.take(fake.report())
        _ = try await desk.take(fake.report(by: "bob@other.example"))
        try await desk.lookUp()
        #expect(!scene.server.questions.isEmpty)
        #expect(scene.server.questions.allSatisfy { !$0.contains("jane") && !$0.contains("6a616e65") })
      }
    }
  }

  @Test func `what is asked in a day has an end`() async throws {
    try await Scene.with { scene in
      try await scene.run { desk in
        var transaction = LedgerTransaction(now: scene.clock.now)
        transaction.answers = (0..<(LookingUp.mostPerDay - 2)).map {
          DNSObservation(
            DNSQuestion("s\($0)._domainkey.sendgrid.net", .txt), asked: scene.clock.now, outcome: .nonexistent,
            security: .unchecked)
        }
        _ = try await desk.ledger.append(transaction)
        _ = try await desk.take(FakeMail.own.report())
        #expect(try await desk.lookUp() == 2)
        scene.clock.pass(86_401)
        #expect(try await desk.lookUp() == 1)
      }
    }
  }
}

extension Scene {
  func isSound() async throws -> Bool {
    let database = try database
    let (result, others) = try await Verifying(
      ledger: database.ledger, archive: database.reports,
      checkpoints: database.checkpoints(keyFile: path + "/record.key", name: "test/candor")
    ).verify()
    return result.isSound && others.isEmpty
  }
}
