import Foundation
import Servers
import Signing
import Testing

/// The look-ups as a user meets them: `candor receive` and `candor serve` beside a DNS of the test's own.
@Suite(.enabled(if: NameServer.canRun, "\(NameServer.why)"))
struct LookupCommandTests {
  private static let zone = "k1._domainkey.harborledger.com. 300 IN TXT \"\(SignedMail.record)\"\n"

  private static func mail(_ to: String) -> String {
    let fields = [("from", "Harbor Ledger <billing@harborledger.com>"), ("to", to), ("subject", "Your renewal")]
    let signature = SignedMail.field("harborledger.com", fields: fields, body: "Hello.")
    return
      "Received: from m.example (m.example [203.0.113.7]) by mx.c.example with ESMTPS; Tue, 11 Nov 2014 14:52:00 +0000\r\n"
      + signature + "From: \(fields[0].1)\r\nTo: \(to)\r\nSubject: Your renewal\r\n\r\nHello.\r\n"
  }

  private func folder(_ server: NameServer, _ more: String = "") throws -> Scratch {
    let scratch = try Scratch(["a.eml": Self.mail("jane@customer.example"), "b.eml": Self.mail("bob@other.example")])
    let made = try Program.run(
      ["init", "--name", "Harbor Ledger", "--domain", "harborledger.com", "--yes", "--data", scratch.path + "/data"])
    #expect(made.status == 0, "\(made.errors)")
    let settings = try scratch.read("data/candor.yaml")
    #expect(settings.contains("dns: providers"))
    try Data((settings + "dns_server: \"\(server.place)\"\n" + more).utf8)
      .write(to: URL(filePath: scratch.path + "/data/candor.yaml"))
    return scratch
  }

  private func run(_ line: String, _ scratch: Scratch, _ environment: String = "CANDOR_DNS=") throws -> Program.Run {
    try Program.shell("export \(environment); " + line, in: scratch.path)
  }

  @Test func `receive looks up what the reports need, once, and the record verifies`() async throws {
    try await NameServer.running(Self.zone) { server in
      let scratch = try folder(server)
      let silent = try run("exec \"$CANDOR\" receive a.eml --data data", scratch, "CANDOR_DNS=off")
      #expect(silent.status == 0 && server.questions.isEmpty)
      let first = try run("exec \"$CANDOR\" receive b.eml --data data", scratch)
      #expect(first.status == 0 && first.text.contains("3 looked up in the DNS."), "\(first.text) \(first.errors)")
      #expect(server.questions.contains("k1._domainkey.harborledger.com TXT"))
      let asked = server.questions.count
      let again = try run("exec \"$CANDOR\" receive a.eml b.eml --data data", scratch)
      #expect(!again.text.contains("looked up") && server.questions.count == asked)
      // Made; for each of two reports sealed, examined, and examined again; three answers.
      let verified = try run("exec \"$CANDOR\" verify --data data", scratch)
      #expect(verified.status == 0 && verified.text.hasPrefix("10 entries, sound."), "\(verified.text)")
    }
  }

  @Test func `serve looks up beside its other work, and stops when it is told to`() async throws {
    try await NameServer.running(Self.zone) { server in
      let scratch = try folder(server)
      let run = try run(
        """
        "$CANDOR" serve --data data --listen 127.0.0.1:0 >out 2>&1 & serving=$!
        for i in $(seq 300); do grep -q 'Candor is at' out && break; sleep 0.1; done
        "$CANDOR" receive a.eml --data data
        for i in $(seq 300); do grep -q '_dmarc.harborledger.com' "\(server.logFile)" && break; sleep 0.1; done
        kill -TERM $serving; wait $serving; echo "ended $?"; cat out
        exec "$CANDOR" verify --data data
        """, scratch)
      #expect(run.status == 0 && run.text.contains("handed to the running candor") && run.text.contains("ended 0"))
      #expect(run.text.contains("entries, sound."), "\(run.text) \(run.errors)")
      #expect(server.questions.contains("k1._domainkey.harborledger.com TXT"))
    }
  }

  @Test(arguments: [
    ("dns: sometimes\n", "dns: \"sometimes\" is none of off, providers, all"), ("dns_server: [a]\n", "dns_server"),
  ])
  func `a setting that cannot be is an error with its line`(line: String, why: String) async throws {
    try await NameServer.running(Self.zone) { server in
      let scratch = try folder(server)
      let text = try scratch.read("data/candor.yaml").split(separator: "\n").filter { !$0.hasPrefix("dns") }
      try Data((text.joined(separator: "\n") + "\n" + line).utf8).write(
        to: URL(filePath: scratch.path + "/data/candor.yaml"))
      let result = try run("exec \"$CANDOR\" receive a.eml --data data", scratch)
      #expect(result.status != 0 && result.errors.contains(why), "\(result.errors)")
    }
  }

  @Test func `a resolver that cannot be asked is said, and the reports are taken all the same`() async throws {
    try await NameServer.running(Self.zone) { server in
      let scratch = try folder(server, "dns_trust_anchor: /nowhere\n")
      let result = try run("exec \"$CANDOR\" receive a.eml --data data", scratch)
      #expect(result.status == 0 && result.text.contains("1 examined."))
      #expect(result.errors.contains("nothing is looked up in the DNS: dns_trust_anchor: /nowhere cannot be read"))
    }
  }
}
