import Domains
import Foundation
import Operations
import Probes
import Servers
import Testing
import Vocabulary

/// `secure.com.zone` was signed once with `ldns-signzone -i 20250101000000 -e 20900101000000 -n` and a key that nobody kept; one record was altered
/// after.
@Suite(.enabled(if: NameServer.canRun, "\(NameServer.why)"))
struct SignedZoneTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path
  static let names = [
    "k1._domainkey.secure.com", "altered._domainkey.secure.com", "gone.secure.com", "k1._domainkey.sendgrid.net",
  ]

  private func ask(_ place: (String) -> ResolverPlace) async throws -> [DNSObservation] {
    let zone = try String(contentsOfFile: Self.fixtures + "/secure.com.zone", encoding: .utf8)
    return try await NameServer.running(Scene.usual, zones: ["secure.com": zone]) { server in
      let resolver = try Resolver(place(server.place), seconds: 20, now: { Timestamp(seconds: 1) })
      var answers: [DNSObservation] = []
      for name in Self.names {
        if let answer = await resolver.service.ask(DNSQuestion(name, .txt)) { answers.append(answer) }
      }
      await resolver.close()
      return answers
    }
  }

  @Test func `a trusted key tells what is signed, what was altered, and what does not exist`() async throws {
    let answers = try await ask { ResolverPlace(server: $0, anchorFile: Self.fixtures + "/secure.com.ds") }
    #expect(answers.map(\.security) == [.secure, .bogus, .secure, .insecure])
    #expect(answers.map(\.outcome) == [.records, .records, .nonexistent, .records])
    #expect(answers.map(\.isUsable) == [true, false, false, true])
    #expect(answers[1].detail?.isEmpty == false && answers[1].answer == .failed)
  }

  @Test func `a resolver that passes no signatures on is used all the same, and that is said`() async throws {
    let anchor = FileManager.default.temporaryDirectory.appending(path: "candor-anchor-\(UUID().uuidString)").path
    try Data(". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D\n".utf8)
      .write(to: URL(filePath: anchor))
    defer { try? FileManager.default.removeItem(atPath: anchor) }
    for usual in [anchor, "/nowhere"] {
      let answers = try await ask { ResolverPlace(server: $0, usualAnchor: usual) }
      #expect(answers.map(\.security) == [.unchecked, .unchecked, .unchecked, .unchecked])
      #expect(answers.map(\.outcome) == [.records, .records, .nonexistent, .records])
    }
  }

  @Test(arguments: [
    (ResolverPlace(server: "dns.example"), "dns_server: \"dns.example\" is no address"),
    (ResolverPlace(server: "127.0.0.1:0"), "dns_server"), (ResolverPlace(server: "127.0.0.1:x"), "dns_server"),
    (ResolverPlace(server: "127.0.0.1", anchorFile: "/nowhere"), "dns_trust_anchor: /nowhere cannot be read"),
    (ResolverPlace(system: "/dev/null"), "/dev/null names no resolver"),
    (ResolverPlace(system: "/nowhere"), "/nowhere"),
  ])
  func `a resolver that cannot be is refused in words`(place: ResolverPlace, why: String) {
    let error = #expect(throws: ResolverTrouble.self) { try Resolver(place, now: { Timestamp(seconds: 1) }) }
    #expect(error?.description.contains(why) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: ["127.0.0.1", "127.0.0.1:5353", "::1", "[::1]:53", "2001:db8::1", "fe80::1%lo"])
  func `an address is taken with and without its port`(server: String) throws {
    #expect(throws: Never.self) { try Resolver(ResolverPlace(server: server), now: { Timestamp(seconds: 1) }) }
  }

  @Test func `the machine's resolvers are found among its remarks`() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "candor-resolv-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data("# nameserver 192.0.2.1\nsearch corp.example\nnameserver\t::1\nnameserver junk\n options edns0\n".utf8)
      .write(to: URL(filePath: file))
    #expect(throws: Never.self) { try Resolver(ResolverPlace(system: file), now: { Timestamp(seconds: 1) }) }
  }
}
