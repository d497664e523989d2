import Domains
import Operations
import Probes
import Servers
import Testing
import Vocabulary

@Suite(.enabled(if: NameServer.canRun, "\(NameServer.why)"))
struct ResolverTests {
  static let now = Timestamp(seconds: 1_413_900_000)
  static let long = String(repeating: "k", count: 250)
  static let zone = """
    k1._domainkey.sendgrid.net. 300 IN TXT "v=DKIM1; k=rsa; " "p=abc"
    alias._domainkey.sendgrid.net. 300 IN CNAME k1._domainkey.sendgrid.net.
    two._domainkey.sendgrid.net. 7200 IN TXT "second"
    two._domainkey.sendgrid.net. 7200 IN TXT "first\\255\\010\\\\"
    big._domainkey.sendgrid.net. 300 IN TXT \(Array(repeating: "\"\(long)\"", count: 40).joined(separator: " "))
    huge._domainkey.sendgrid.net. 300 IN TXT \(Array(repeating: "\"\(long)\"", count: 80).joined(separator: " "))
    loop.com. 60 IN CNAME loop2.com.
    loop2.com. 60 IN CNAME loop.com.

    """

  static let fake = [
    "palornberry.com": """
    palornberry.com. 60 IN SOA ns1.other.net. host.other.net. 1 3600 600 86400 60
    palornberry.com. 60 IN NS ns1.other.net.
    palornberry.com. 60 IN A 192.0.2.7
    palornberry.com. 60 IN MX 10 Mail.palornberry.com.
    palornberry.com. 60 IN MX 5 mx.other.net.

    """
  ]

  private func asking(
    _ server: NameServer, seconds: Double = 20, _ body: (NameService) async throws -> Void
  ) async throws {
    let resolver = try Resolver(ResolverPlace(server: server.place), seconds: seconds, now: { Self.now })
    let result: Result<Void, any Error>
    do { result = .success(try await body(resolver.service)) } catch { result = .failure(error) }
    await resolver.close()
    try result.get()
  }

  @Test func `records come as they are published, by UDP, by TCP where they are long, and through aliases`()
    async throws
  {
    try await NameServer.running(Self.zone, zones: Self.fake) { server in
      try await asking(server) { names in
        let key = try #require(await names.ask(DNSQuestion("k1._domainkey.sendgrid.net", .txt)))
        #expect(key.outcome == .records && key.records == ["v=DKIM1; k=rsa; p=abc"] && key.alias == nil)
        #expect(key.ttl == 300 && key.time == Self.now)
        let alias = try #require(await names.ask(DNSQuestion("ALIAS._domainkey.sendgrid.net", .txt)))
        #expect(alias.records == key.records && alias.alias == "k1._domainkey.sendgrid.net")
        let two = try #require(await names.ask(DNSQuestion("two._domainkey.sendgrid.net", .txt)))
        #expect(two.records == ["first\\255\\010\\092", "second"])
        #expect(two.answer.texts.first == Array("first".utf8) + [255, 10, UInt8(ascii: "\\")])
        let big = try #require(await names.ask(DNSQuestion("big._domainkey.sendgrid.net", .txt)))
        #expect(big.records == [String(repeating: Self.long, count: 40)])
        let huge = try #require(await names.ask(DNSQuestion("huge._domainkey.sendgrid.net", .txt)))
        #expect(huge.outcome == .oversized && huge.records.isEmpty && huge.answer == .failed)
        let exchanges = try #require(await names.ask(DNSQuestion("palornberry.com", .mx)))
        #expect(exchanges.records == ["10 mail.palornberry.com", "5 mx.other.net"])
        #expect(await names.ask(DNSQuestion("palornberry.com", .ns))?.answer == .records([.server("ns1.other.net")]))
        #expect(await names.ask(DNSQuestion("palornberry.com", .a))?.records == ["192.0.2.7"])
      }
    }
  }

  @Test func `no name, no record, a failure and a loop are told apart`() async throws {
    try await NameServer.running(Self.zone, zones: Self.fake) { server in
      try await asking(server) { names in
        #expect(await names.ask(DNSQuestion("gone._domainkey.sendgrid.net", .txt))?.outcome == .nonexistent)
        #expect(await names.ask(DNSQuestion("palornberry.com", .txt))?.outcome == .empty)
        let broken = try #require(await names.ask(DNSQuestion("k1._domainkey.broken.com", .txt)))
        #expect(broken.outcome == .failed && broken.detail == "the resolver answered SERVFAIL")
        let loop = try #require(await names.ask(DNSQuestion("loop.com", .a)))
        #expect(loop.records.isEmpty)
      }
    }
  }

  @Test func `no answer ends after the time there is, and stopping ends it at once`() async throws {
    try await NameServer.running(Self.zone) { server in
      try await asking(server, seconds: 1) { names in
        let silent = try #require(await names.ask(DNSQuestion("k1._domainkey.silent.com", .txt)))
        #expect(silent.outcome == .failed && silent.detail == "no answer within 1 seconds")
      }
      let resolver = try Resolver(ResolverPlace(server: server.place), seconds: 600, now: { Self.now })
      let waiting = Task { await resolver.service.ask(DNSQuestion("k1._domainkey.silent.com", .txt)) }
      let cancelled = Task { await resolver.service.ask(DNSQuestion("k2._domainkey.silent.com", .txt)) }
      #expect(await eventually { server.questions.contains("k2._domainkey.silent.com TXT") })
      cancelled.cancel()
      #expect(await cancelled.value == nil)
      let never = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await resolver.service.ask(DNSQuestion("k3._domainkey.silent.com", .txt))
      }
      #expect(await never.value == nil)
      await resolver.close()
      #expect(await waiting.value == nil)
      #expect(await resolver.service.ask(DNSQuestion("k1._domainkey.sendgrid.net", .txt)) == nil)
    }
  }

  @Test(arguments: ["localhost", "a b.com", "a\\.b.com", "192.0.2.1", "", "-é.com", "a..com"])
  func `what is no name is not asked`(name: String) async throws {
    try await NameServer.running("") { server in
      try await asking(server) { names in
        let answer = try #require(await names.ask(DNSQuestion(name, .txt)))
        #expect(answer.outcome == .failed && answer.detail == "not a name that is asked for")
        #expect(server.questions.isEmpty)
      }
    }
  }

  @Test func `many questions at once each get their own answer`() async throws {
    let records = (0..<200).map { "n\($0).shop.com. 60 IN TXT \"\($0)\"" }.joined(separator: "\n")
    try await NameServer.running(records) { server in
      try await asking(server) { names in
        let answers = await withTaskGroup(of: (Int, DNSObservation?).self) { group in
          for number in 0..<200 {
            group.addTask { (number, await names.ask(DNSQuestion("n\(number).shop.com", .txt))) }
          }
          return await group.reduce(into: [Int: [String]]()) { $0[$1.0] = $1.1?.records }
        }
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<200).map { ($0, ["\($0)"]) }))
      }
    }
  }
}
