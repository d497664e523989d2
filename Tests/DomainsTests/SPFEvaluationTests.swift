import Testing
import Vocabulary

@testable import Domains

/// One case a clause of RFC 7208; the published suite (SPFSuiteTests) has more of each.
struct SPFEvaluationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let clause: String
    /// What `shop.test` publishes; nil for nothing.
    let policy: String?
    var zone = ""
    var client = "192.0.2.10"
    var sender = "jane@shop.test"
    var helo = "mx.shop.test"
    let result: SPFResult
    var explanation: String?
    var testDescription: String { clause }
  }

  static func outcome(_ test: Case) -> SPFOutcome? {
    var zone = Zone(test.zone)
    if let policy = test.policy { zone["shop.test", .txt].append(.text(Array(policy.utf8))) }
    return IPAddress(test.client).map {
      zone.resolve(
        SPFEvaluation(SPFQuery(client: $0, helo: test.helo, mailFrom: test.sender, receiver: "mx.here.test")))
    }
  }

  @Test(arguments: lookup + grammar + mechanisms + macros + limits)
  func `each clause gives its result`(_ test: Case) throws {
    let outcome = try #require(Self.outcome(test))
    #expect(outcome.result == test.result, "\(outcome)")
    #expect(outcome.explanation == test.explanation)
  }

  static let lookup: [Case] = [
    Case(
      clause: "4.3 label over 63 bytes", policy: nil, sender: "a@\(String(repeating: "x", count: 64)).test",
      result: .none),
    Case(clause: "4.3 empty label", policy: nil, sender: "a@shop..test", result: .none),
    Case(clause: "4.3 one label only", policy: nil, sender: "", helo: "localhost", result: .none),
    Case(clause: "4.3 address literal", policy: nil, sender: "a@[192.0.2.1]", result: .none),
    Case(
      clause: "4.3 no local part means postmaster", policy: "v=spf1 -all exp=why.test", zone: "why.test TXT %{l}",
      sender: "@shop.test", result: .fail, explanation: "postmaster"),
    Case(
      clause: "2.4 a bounce is checked by its HELO name", policy: "v=spf1 -all", sender: "", helo: "shop.test",
      result: .fail),
    Case(clause: "4.4 the lookup fails", policy: nil, zone: "shop.test TXT FAIL", result: .temperror),
    Case(clause: "4.4 no such name", policy: nil, result: .none),
    Case(clause: "4.5 no policy among the texts", policy: "v=spf10 +all", zone: "shop.test TXT hello", result: .none),
    Case(clause: "4.5 two policies", policy: "v=spf1 -all", zone: "shop.test TXT V=SPF1 +all", result: .permerror),
    Case(clause: "4.5 version in capitals", policy: "V=sPf1 ~all", result: .softfail),
    Case(
      clause: "4.5 foreign text beside it, not ASCII", policy: "v=spf1 -all", zone: "shop.test TXT \u{e9}t\u{e9}",
      result: .fail),
    Case(clause: "3.1 policy not ASCII", policy: "v=spf1 a:\u{e9}.test -all", result: .permerror),
    Case(clause: "4.5 empty policy", policy: "v=spf1", result: .neutral),
  ]

  static let grammar: [Case] = [
    Case(
      clause: "4.6 an error after the match counts", policy: "v=spf1 ip4:192.0.2.10 -all nonsense", result: .permerror),
    Case(clause: "4.6.1 several spaces and a final one", policy: "v=spf1   ip4:192.0.2.10    -all ", result: .pass),
    Case(
      clause: "4.6.1 control characters separate nothing", policy: "v=spf1 ip4:192.0.2.10\tptr -all", result: .permerror
    ),
    Case(
      clause: "4.6.1 unknown modifiers are passed over", policy: "v=spf1 x.y-z_1=a:b/c ip4:192.0.2.10 -all",
      result: .pass),
    Case(clause: "6 unknown modifier with a bad macro", policy: "v=spf1 x=%{ ip4:192.0.2.10 -all", result: .permerror),
    Case(clause: "4.6.1 a modifier name has no slash", policy: "v=spf1 x/y=z -all", result: .permerror),
    Case(clause: "4.6.1 redirect is no mechanism", policy: "v=spf1 redirect:other.test", result: .permerror),
    Case(clause: "4.7 neutral by default", policy: "v=spf1 ip4:198.51.100.1", result: .neutral),
    Case(clause: "5.1 all takes no argument", policy: "v=spf1 -all:x", result: .permerror),
    Case(clause: "5.1 all takes no prefix", policy: "v=spf1 -all/8", result: .permerror),
    Case(clause: "5.1 the first match decides", policy: "v=spf1 ?all -all", result: .neutral),
    Case(clause: "5.2 include needs a name", policy: "v=spf1 include -all", result: .permerror),
    Case(clause: "5.2 include takes no prefix", policy: "v=spf1 include:other.test/24 -all", result: .permerror),
    Case(clause: "5.3 empty name", policy: "v=spf1 a: -all", result: .permerror),
    Case(clause: "5.5 ptr takes no prefix", policy: "v=spf1 ptr/24 -all", result: .permerror),
    Case(clause: "5.6 ip4 needs four octets", policy: "v=spf1 ip4:192.0.2 -all", result: .permerror),
    Case(clause: "5.6 ip4 has no port", policy: "v=spf1 ip4:192.0.2.10:25 -all", result: .permerror),
    Case(clause: "5.6 ip4 prefix over 32", policy: "v=spf1 ip4:192.0.2.0/33 -all", result: .permerror),
    Case(clause: "5.6 ip4 prefix with a leading zero", policy: "v=spf1 ip4:192.0.2.0/024 -all", result: .permerror),
    Case(clause: "5.6 ip6 prefix over 128", policy: "v=spf1 ip6:2001:db8::/129 -all", result: .permerror),
    Case(clause: "5.6 ip6 with an IPv4 address", policy: "v=spf1 ip6:192.0.2.10 -all", result: .permerror),
    Case(clause: "5.6 a with one slash and an IPv6 length", policy: "v=spf1 a/24/64 -all", result: .permerror),
    Case(clause: "5.7 exists needs a name", policy: "v=spf1 exists -all", result: .permerror),
    Case(clause: "6.1 redirect twice", policy: "v=spf1 redirect=a.test redirect=b.test", result: .permerror),
    Case(clause: "6.2 exp twice", policy: "v=spf1 -all exp=a.test exp=b.test", result: .permerror),
    Case(clause: "6.2 exp without a name", policy: "v=spf1 -all exp=", result: .permerror),
    Case(clause: "7.1 top label all digits", policy: "v=spf1 a:192.0.2.10 -all", result: .permerror),
    Case(clause: "7.1 a top label alone", policy: "v=spf1 a:museum -all", result: .permerror),
    Case(clause: "7.1 top label begins with a hyphen", policy: "v=spf1 a:shop.-test -all", result: .permerror),
    Case(clause: "7.1 colon in the top label", policy: "v=spf1 a:shop.test:25 -all", result: .permerror),
  ]

  static let mechanisms: [Case] = [
    Case(
      clause: "5.2 a fail inside an include is no match", policy: "v=spf1 include:in.test ~all",
      zone: "in.test TXT v=spf1 -all",
      result: .softfail),
    Case(
      clause: "5.2 a pass inside takes the outer qualifier", policy: "v=spf1 -include:in.test +all",
      zone: "in.test TXT v=spf1 ip4:192.0.2.0/24", result: .fail),
    Case(clause: "5.2 included name without policy", policy: "v=spf1 include:in.test +all", result: .permerror),
    Case(
      clause: "5.2 included lookup fails", policy: "v=spf1 include:in.test +all", zone: "in.test TXT FAIL",
      result: .temperror),
    Case(
      clause: "5.2 error inside an include", policy: "v=spf1 include:in.test +all", zone: "in.test TXT v=spf1 what",
      result: .permerror),
    Case(clause: "5.3 a of the domain itself", policy: "v=spf1 a -all", zone: "shop.test A 192.0.2.10", result: .pass),
    Case(
      clause: "5.3 a with a prefix", policy: "v=spf1 a:w.shop.test/24 -all", zone: "w.shop.test A 192.0.2.99",
      result: .pass),
    Case(clause: "5.3 a without records, /0", policy: "v=spf1 a/0 -all", result: .fail),
    Case(
      clause: "5.3 dual prefix, IPv6 client", policy: "v=spf1 a/8//64 -all", zone: "shop.test AAAA 2001:db8:1::9",
      client: "2001:db8:1::1", result: .pass),
    Case(
      clause: "5.3 an IPv4 prefix says nothing of IPv6", policy: "v=spf1 a/8 -all",
      zone: "shop.test AAAA 2001:db8:1::9",
      client: "2001:db8:1::1", result: .fail),
    Case(
      clause: "5 mapped client is IPv4", policy: "v=spf1 ip4:192.0.2.10 -all", client: "::ffff:192.0.2.10",
      result: .pass),
    Case(
      clause: "5.3 the lookup fails", policy: "v=spf1 a:w.shop.test +all", zone: "w.shop.test A FAIL",
      result: .temperror),
    Case(clause: "4.8 a name that the DNS cannot hold", policy: "v=spf1 a:x..shop.test -all", result: .fail),
    Case(
      clause: "5.4 mx", policy: "v=spf1 mx -all",
      zone: "shop.test MX one.test\nshop.test MX two.test\ntwo.test A 192.0.2.10",
      result: .pass),
    Case(
      clause: "5.4 no address fallback for mx", policy: "v=spf1 mx -all", zone: "shop.test A 192.0.2.10", result: .fail),
    Case(
      clause: "5.5 ptr below the name", policy: "v=spf1 ptr -all",
      zone: "10.2.0.192.in-addr.arpa PTR Out.Shop.test.\nout.shop.test A 192.0.2.10", result: .pass),
    Case(
      clause: "5.5 ptr name that does not lead back", policy: "v=spf1 ptr -all",
      zone: "10.2.0.192.in-addr.arpa PTR out.shop.test\nout.shop.test A 192.0.2.11", result: .fail),
    Case(
      clause: "5.5 a name that only ends alike", policy: "v=spf1 ptr -all",
      zone: "10.2.0.192.in-addr.arpa PTR eshop.test\neshop.test A 192.0.2.10", result: .fail),
    Case(
      clause: "5.5 ptr lookup fails", policy: "v=spf1 ptr ~all", zone: "10.2.0.192.in-addr.arpa PTR FAIL",
      result: .softfail),
    Case(
      clause: "5.5 a failing name is skipped", policy: "v=spf1 ptr -all",
      zone:
        "10.2.0.192.in-addr.arpa PTR a.shop.test\na.shop.test A FAIL\n10.2.0.192.in-addr.arpa PTR b.shop.test\nb.shop.test A 192.0.2.10",
      result: .pass),
    Case(clause: "5.6 ip6", policy: "v=spf1 ip6:2001:DB8::/33 -all", client: "2001:db8:7fff::1", result: .pass),
    Case(clause: "5.6 ip6 outside", policy: "v=spf1 ip6:2001:db8::/33 -all", client: "2001:db8:8000::1", result: .fail),
    Case(
      clause: "5.7 exists asks for A, whatever the client", policy: "v=spf1 exists:ok.shop.test -all",
      zone: "ok.shop.test A 127.0.0.2",
      client: "2001:db8::1", result: .pass),
    Case(
      clause: "6.1 redirect after the mechanisms", policy: "v=spf1 redirect=in.test ip4:192.0.2.10",
      zone: "in.test TXT v=spf1 -all", result: .pass),
    Case(
      clause: "6.1 redirect gives its result", policy: "v=spf1 redirect=in.test", zone: "in.test TXT v=spf1 ~all",
      result: .softfail),
    Case(clause: "6.1 redirect to nothing", policy: "v=spf1 redirect=in.test", result: .permerror),
  ]

  static let macros: [Case] = [
    Case(
      clause: "6.2 the redirected record explains", policy: "v=spf1 redirect=in.test exp=a.test",
      zone: "in.test TXT v=spf1 -all exp=b.test\na.test TXT outer\nb.test TXT inner %{d}", result: .fail,
      explanation: "inner in.test"),
    Case(
      clause: "6.2 an included record does not explain", policy: "v=spf1 -include:in.test",
      zone: "in.test TXT v=spf1 +all exp=b.test\nb.test TXT inner", result: .fail),
    Case(
      clause: "6.2 two texts explain nothing", policy: "v=spf1 -all exp=a.test", zone: "a.test TXT x\na.test TXT y",
      result: .fail),
    Case(
      clause: "6.2 a bad text explains nothing", policy: "v=spf1 -all exp=a.test", zone: "a.test TXT 100% wrong",
      result: .fail),
    Case(
      clause: "6.2 a failing lookup explains nothing", policy: "v=spf1 -all exp=a.test", zone: "a.test TXT FAIL",
      result: .fail),
    Case(
      clause: "7.2 letters", policy: "v=spf1 -all exp=a.test",
      zone: "a.test TXT %{s} %{l} %{o} %{d} %{i} %{v} %{h} %{c} %{r} %{t} %{p}",
      result: .fail,
      explanation:
        "jane@shop.test jane shop.test shop.test 192.0.2.10 in-addr mx.shop.test 192.0.2.10 mx.here.test 0 unknown"),
    Case(
      clause: "7.2 c, r and t stand in explanations alone", policy: "v=spf1 exists:%{c}.test -all", result: .permerror),
    Case(clause: "7.2 unknown letter", policy: "v=spf1 exists:%{q}.test -all", result: .permerror),
    Case(
      clause: "7.3 reversal, parts and delimiters", policy: "v=spf1 exists:%{l1r+-}.%{ir}.%{d1}.x.test -all",
      zone: "one.10.2.0.192.test.x.test A 127.0.0.2", sender: "one-two+three@shop.test", result: .pass),
    Case(clause: "7.3 zero parts", policy: "v=spf1 exists:%{d0}.test -all", result: .permerror),
    Case(
      clause: "7.3 capitals are percent-encoded", policy: "v=spf1 -all exp=a.test",
      zone: "a.test TXT http://x.test/?l=%{L}&%%%_%-",
      sender: "a&b~c=d@shop.test", result: .fail, explanation: "http://x.test/?l=a%26b~c%3Dd&% %20"),
    Case(
      clause: "7.3 a long name is cut from the left",
      policy: "v=spf1 exists:\(String(repeating: "%{l}.", count: 10))ok.test -all",
      zone: "\(String(repeating: "\(String(repeating: "w", count: 40)).", count: 6))ok.test A 127.0.0.2",
      sender: "\(String(repeating: "w", count: 40))@shop.test", result: .pass),
    Case(
      clause: "7.3 IPv6 nibbles", policy: "v=spf1 exists:%{ir}.%{v}.x.test -all",
      zone: "1\(String(repeating: ".0", count: 23)).8.b.d.0.1.0.0.2.ip6.x.test A 127.0.0.2", client: "2001:db8::1",
      result: .pass),
    Case(
      clause: "7.3 p prefers the domain", policy: "v=spf1 exists:%{p}.x.test -all",
      zone:
        "10.2.0.192.in-addr.arpa PTR z.test\nz.test A 192.0.2.10\n10.2.0.192.in-addr.arpa PTR m.shop.test\nm.shop.test A 192.0.2.10\nm.shop.test.x.test A 127.0.0.2",
      result: .pass),
    Case(
      clause: "7.1 an invalid HELO name only finds nothing", policy: "v=spf1 a:%{h} -all", helo: "OEM COMPUTER",
      result: .fail),
  ]

  static let limits: [Case] = [
    Case(clause: "4.6.4 redirect in a circle", policy: "v=spf1 redirect=shop.test", result: .permerror),
    Case(clause: "4.6.4 include in a circle", policy: "v=spf1 include:shop.test -all", result: .permerror),
    Case(
      clause: "4.6.4 ten lookups", policy: "v=spf1 \(String(repeating: "a ", count: 10))ip4:192.0.2.10 -all",
      zone: "shop.test A 192.0.2.1", result: .pass),
    Case(
      clause: "4.6.4 eleven lookups", policy: "v=spf1 \(String(repeating: "a ", count: 11))ip4:192.0.2.10 -all",
      zone: "shop.test A 192.0.2.1", result: .permerror),
    Case(
      clause: "4.6.4 lookups inside includes count", policy: "v=spf1 a include:in.test a ip4:192.0.2.10 -all",
      zone: "shop.test A 192.0.2.1\nin.test A 192.0.2.1\nin.test TXT v=spf1\(String(repeating: " a", count: 8))",
      result: .permerror),
    Case(
      clause: "4.6.4 two lookups find nothing", policy: "v=spf1 a:x.shop.test a:y.shop.test ~all", result: .softfail),
    Case(
      clause: "4.6.4 three lookups find nothing", policy: "v=spf1 a:x.shop.test a:y.shop.test a:z.shop.test ~all",
      result: .permerror),
    Case(
      clause: "4.6.4 eleven MX records", policy: "v=spf1 mx ~all",
      zone: (0..<11).map { "shop.test MX m\($0).test" }.joined(separator: "\n"),
      result: .permerror),
    Case(
      clause: "4.6.4 the eleventh PTR name is not looked at", policy: "v=spf1 ptr ~all",
      zone: (0..<11).map { "10.2.0.192.in-addr.arpa PTR m\($0).shop.test" }.joined(separator: "\n")
        + "\nm10.shop.test A 192.0.2.10",
      result: .softfail),
    Case(
      clause: "4.6.4 any number of A records", policy: "v=spf1 a ~all",
      zone: (0..<30).map { "shop.test A 192.0.2.\(40 - $0)" }.joined(separator: "\n"), client: "192.0.2.11",
      result: .pass),
  ]

  @Test func `the trail names the include that matched`() throws {
    let zone = "bulk.test TXT v=spf1 redirect=_net.bulk.test\n_net.bulk.test TXT v=spf1 ip4:192.0.2.0/24 ~all"
    let outcome = try #require(
      Self.outcome(Case(clause: "", policy: "v=spf1 include:bulk.test -all", zone: zone, result: .pass)))
    #expect(
      outcome.trail.map { "\($0.domain) \($0.term)" } == [
        "shop.test include:bulk.test", "bulk.test redirect=_net.bulk.test", "_net.bulk.test ip4:192.0.2.0/24",
      ])
    #expect(outcome.lookups == 2)
  }

  @Test func `answers kept from an earlier day decide again without a question`() throws {
    let client = try #require(IPAddress("192.0.2.10"))
    var evaluation = SPFEvaluation(SPFQuery(client: client, helo: "h.test", mailFrom: "a@shop.test"))
    guard case .ask(let question) = evaluation.step() else {
      Issue.record("the policy is asked for first")
      return
    }
    #expect(question == DNSQuestion("shop.test", .txt))
    evaluation.answer(question, with: .records([.text(Array("v=spf1 ip4:192.0.2.10 -all".utf8))]))
    var again = SPFEvaluation(evaluation.query, answers: evaluation.answers)
    guard case .done(let outcome) = again.step() else {
      Issue.record("nothing is left to ask")
      return
    }
    #expect(outcome.result == .pass)
  }

  @Test func `random policies end within 150 questions`() throws {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "a", "mx", "ptr", "include:", "exists:", "redirect=", "exp=", "%{p}", "%{ir}", "%{d}", ".shop.test", "/24",
      "//64", "%", "{", "}",
      "-all", " ", " ", " ", "ip4:192.0.2.1", "ip6:::1", "shop.test", "~", "?", "\u{e9}", "\0", "%{l1r-}",
    ]
    let client = try #require(IPAddress("2001:db8::1"))
    for _ in 0..<400 {
      let policy = "v=spf1 " + (0..<next(24)).map { _ in pieces[next(pieces.count)] }.joined()
      var evaluation = SPFEvaluation(SPFQuery(client: client, helo: "h.test", mailFrom: "a-b@shop.test"))
      var asked = 0
      while case .ask(let question) = evaluation.step(), asked <= 150 {
        asked += 1
        let name = "n\(next(5)).shop.test"
        let answers: [DNSRecord] =
          switch question.kind {
          case .txt: [.text(Array(policy.utf8))]
          case .mx: (0..<11).map { .exchange(preference: 0, host: "m\($0).\(name)") }
          case .ptr: (0..<20).map { .pointer("p\($0).\(name)") }
          default: [.address(client)]
          }
        evaluation.answer(question, with: .records(Array(answers.prefix(next(answers.count + 1)))))
      }
      #expect(asked <= 150, "\(policy)")
    }
  }
}
