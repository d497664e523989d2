import Casework
import Evidence
import Foundation
import Testing
import Vocabulary

@testable import Domains
@testable import Forensics
@testable import Letters
@testable import Mail

/// What of an investigation is passed on to other defenders, and what never is.
@Suite struct IndicatorTests {
  static func campaign(
    links: [String], lookAlikes: [LookAlike] = [Invented.zero], members: [Int] = [0], account: String? = "77120"
  ) -> Campaign {
    Campaign(
      id: "c1", members: members, files: ["reports/001.eml"], recipients: Invented.addresses(["anna@mail.example"]),
      firstSeen: Invented.time("2014-11-01T11:05:00Z"), lastSeen: Invented.time("2014-11-02T11:05:00Z"),
      lookAlikes: lookAlikes,
      links: links.compactMap { HostileURL($0) }.map { Campaign.CountedLink(url: $0, count: 1) },
      service: ProvenService(
        service: Invented.service("postrider", "Postrider", .a, account: account), independentReports: 2, proven: true),
      claimedServices: [], subjects: [], lureFields: [], testAccounts: Invented.addresses(["spy@mail.example"]))
  }

  static func indicators(
    _ links: [String] = [], from: String = "billing@harb0rledger.com", lookAlikes: [LookAlike] = [Invented.zero],
    account: String? = "77120"
  ) -> [Indicator] {
    Indicators.of(
      Invented.investigation(
        findings: [
          Invented.finding(
            1, .impersonation, from: from, recipient: "anna@mail.example", reporter: "bela@mail.example",
            seen: "2014-11-01T11:05:00Z")
        ], campaigns: [campaign(links: links, lookAlikes: lookAlikes, account: account)]))
  }

  static func values(_ indicators: [Indicator]) -> [String] { indicators.map { STIXObject($0.value).label } }

  @Test func `domain, page, sender and account of a campaign are indicators`() {
    let found = Self.indicators([
      "https://u:p@pay.harb0rledger.com:8443/renew?who=1#x", "https://www.harborledger.com/",
    ])
    #expect(
      Self.values(found) == [
        "harb0rledger.com", "https://pay.harb0rledger.com:8443/renew", "billing@harb0rledger.com",
        "postrider account 77120",
      ])
    #expect(found.map(\.marking) == [.green, .green, .green, .amber])
  }

  @Test func `a host that the attacker does not own alone is one name, not the domain`() throws {
    let found = try #require(Self.indicators(lookAlikes: [Invented.below]).first)
    #expect(found.value == .host(try #require(DomainName("harborledger.com.billing-desk.net"))))
  }

  @Test(arguments: [
    "help@harborledger.com", "x@mail.harborledger.com", "anna@mail.example", "bela@mail.example",
    "spy@mail.example",
  ])
  func `neither the company's nor a customer's address is one`(address: String) {
    #expect(!Self.values(Self.indicators(from: address, account: address)).contains { $0.contains(address) })
  }

  @Test func `links to bystanders are left out where the attacker's own are known`() {
    #expect(!Self.values(Self.indicators(["https://social.example/x"])).contains("https://social.example/x"))
    let found = Self.indicators(["https://social.example/x"], lookAlikes: [])
    #expect(found.first { STIXObject($0.value).type == "url" }?.marking == .amber)
  }

  @Test func `a link that one recipient alone of several was sent is RED, and so is one with a token in it`() {
    func markings(_ links: [(String, Int)], recipients: [String]) -> [String: TrafficLight] {
      let campaign = Campaign(
        id: "c1", members: [0], files: ["reports/001.eml"], recipients: Invented.addresses(recipients), firstSeen: nil,
        lastSeen: nil, lookAlikes: [Invented.zero],
        links: links.compactMap { link in HostileURL(link.0).map { Campaign.CountedLink(url: $0, count: link.1) } },
        service: nil, claimedServices: [], subjects: [], lureFields: [], testAccounts: [])
      let found = Indicators.of(Invented.investigation(findings: [], campaigns: [campaign]))
        .filter { STIXObject($0.value).type == "url" }
      return Dictionary(found.map { (STIXObject($0.value).label, $0.marking) }) { first, _ in first }
    }
    let site = "https://harb0rledger.com"
    let several = markings(
      [("\(site)/c/eJw1Ab", 1), ("\(site)/renew", 2), ("\(site)/pay?for=a", 1), ("\(site)/pay?for=b", 1)],
      recipients: ["anna@mail.example", "bela@mail.example"])
    #expect(several == ["\(site)/c/eJw1Ab": .red, "\(site)/renew": .green, "\(site)/pay": .green])
    let one = markings(
      [
        ("\(site)/renew", 1), ("\(site)/account/verification", 1), ("\(site)/c/eJwNxMENwCAM", 1),
        ("\(site)/u/8f14e45fceea", 1),
      ],
      recipients: ["anna@mail.example"])
    #expect(one["\(site)/renew"] == .green && one["\(site)/account/verification"] == .green)
    #expect(one["\(site)/c/eJwNxMENwCAM"] == .red && one["\(site)/u/8f14e45fceea"] == .red)
  }

  @Test func `who sends in one mail twice does not make its link everybody's`() throws {
    let url = try #require(HostileURL("https://harb0rledger.com/c/x7"))
    func marking(_ recipients: [String]) -> TrafficLight? {
      let findings: [Finding] = recipients.enumerated().map { index, recipient in
        Invented.finding(
          index + 1, .impersonation, recipient: recipient, seen: "2014-11-01T11:05:00Z",
          links: [Link(url: url, text: "", offset: 0)])
      }
      let campaign = Campaign(
        id: "c1", members: Array(findings.indices), files: findings.map(\.file),
        recipients: Invented.addresses(["anna@mail.example", "bela@mail.example"]), firstSeen: nil, lastSeen: nil,
        lookAlikes: [Invented.zero], links: [Campaign.CountedLink(url: url, count: findings.count)], service: nil,
        claimedServices: [], subjects: [], lureFields: [], testAccounts: [])
      return Indicators.of(Invented.investigation(findings: findings, campaigns: [campaign]))
        .first { STIXObject($0.value).type == "url" }?.marking
    }
    #expect(marking(["anna@mail.example", "anna@mail.example"]) == .red)
    #expect(marking(["anna@mail.example", "bela@mail.example"]) == .green)
  }

  @Test(arguments: [
    "https://harb0rledger.com/u/anna@mail.example", "https://harb0rledger.com/u/anna%40mail.example/x",
    "https://harb0rledger.com/YW5uYUBtYWlsLmV4YW1wbGU", "https://harb0rledger.com/616e6e61406d61696c2e6578616d706c65",
  ])
  func `a link that names a customer is RED and leaves in no export`(link: String) {
    let found = Self.indicators([link])
    #expect(found.first { STIXObject($0.value).type == "url" }?.marking == .red)
    for level in TrafficLight.allCases {
      let text = Self.stix(found, level) + Self.misp(found, level)
      #expect(!text.contains("/u/anna") && !text.contains("YW5uYUBt") && !text.contains("616e6e61"))
    }
  }

  static func stix(_ indicators: [Indicator], _ level: TrafficLight, at time: String = "2014-11-14T09:00:00Z") -> String
  {
    let bundle = STIXBundle(
      organization: "Harbor Ledger", case: "2014-1", indicators: indicators, level: level, at: Invented.time(time))
    return String(decoding: bundle.json, as: UTF8.self)
  }

  static func misp(_ indicators: [Indicator], _ level: TrafficLight) -> String {
    let event = MISPEvent(
      organization: "Harbor Ledger", case: "2014-1", title: "Impersonation of Harbor Ledger", indicators: indicators,
      level: level, at: Invented.time("2014-11-14T09:00:00Z"))
    return String(decoding: event.json, as: UTF8.self)
  }

  static func objects(_ text: String) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(json?["type"] as? String == "bundle")
    return try #require(json?["objects"] as? [[String: Any]])
  }

  static let everything: [Indicator] = {
    let values: [Indicator.Value?] = [
      DomainName("harb0rledger.com").map { .domain($0) },
      HostileURL("https://harb0rledger.com/a'b\\c&d").map { .url($0) },
      EmailAddress("o'x@harb0rledger.com").map { .address($0) }, IPAddress("203.0.113.9").map { .ip($0) },
      IPAddress("2001:db8::1").map { .ip($0) }, .file(Digest(of: [1])), .account(service: "postrider", id: "7'7"),
      DomainName("a.b.example").map { .host($0) },
    ]
    return values.compactMap { $0 }.enumerated().map { index, value in
      Indicator(
        value, marking: TrafficLight.allCases[index % 4], firstSeen: Invented.time("2014-11-01T11:05:00Z"),
        lastSeen: nil, why: "seen")
    }
  }()

  @Test(arguments: TrafficLight.allCases)
  func `an export holds what may be passed on at its level, and no more`(level: TrafficLight) throws {
    let count = Self.everything.count { $0.marking <= level }
    let objects = try Self.objects(Self.stix(Self.everything, level))
    #expect(objects.count { $0["type"] as? String == "indicator" } == count)
    let event = try JSONSerialization.jsonObject(with: Data(Self.misp(Self.everything, level).utf8)) as? [String: Any]
    let inner = try #require(event?["Event"] as? [String: Any])
    #expect((inner["Attribute"] as? [Any])?.count == count)
    #expect(Self.misp(Self.everything, level).contains("tlp:\(min(level, .amberStrict).lowercase)"))
  }

  @Test func `every reference in a bundle leads to an object in it, and no id is used twice`() throws {
    let objects = try Self.objects(Self.stix(Self.everything, .amberStrict))
    let ids = objects.compactMap { $0["id"] as? String }
    #expect(ids.count == objects.count && Set(ids).count == ids.count)
    for object in objects {
      let one = ["created_by_ref", "source_ref", "target_ref"].compactMap { object[$0] as? String }
      for reference in one + (object["object_marking_refs"] as? [String] ?? []) { #expect(ids.contains(reference)) }
      #expect(object["spec_version"] as? String == "2.1")
    }
  }

  @Test func `ids are the same in every export of a case, and observables' are those of the specification`() throws {
    let first = try Self.objects(Self.stix(Self.everything, .green)).compactMap { $0["id"] as? String }
    let later = try Self.objects(Self.stix(Self.everything, .amberStrict, at: "2015-01-01T00:00:00Z"))
      .compactMap { $0["id"] as? String }
    #expect(Set(first).isSubset(of: later))
    // Computed with the Python package stix2 3.0.2.
    #expect(later.contains("domain-name--0e3f2a2c-baca-5a45-bd6e-e754a8d318f8"))
    #expect(later.contains("url--6ac019ef-95e5-517b-b13a-6f5c355e9319"))
    #expect(later.contains("file--45a4273b-eb9d-5dc4-9432-1211008b7bf5"))
    #expect(later.contains("user-account--f45e3e58-e512-5a70-8f15-bf25ec2d6402"))
  }

  @Test func `quotes in a value stay inside of the pattern`() {
    #expect(STIXObject(.account(service: "s", id: "a'] OR [x")).pattern.contains("'a\\'] OR [x'"))
    #expect(STIXObject.literal("\\'") == "'\\\\\\''")
  }

  @Test func `the levels are the words of TLP 2`() {
    #expect(
      TrafficLight.allCases.map(\.rawValue) == ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"])
    #expect(TrafficLight.allCases.sorted() == TrafficLight.allCases)
    #expect(!TrafficLight.red.mayLeave(at: .red))
  }
}
