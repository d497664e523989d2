import Evidence
import Domains
import Forensics
import Mail
import Testing
import Vocabulary

/// Which reports are the same fake mail: by what it is, never by its subject alone.
@Suite struct CampaignGroupingTests {
  static let english =
    "Your plan ends this week. Please renew it before Friday so that your books stay open to you and to your team.\r\nWe have moved our payments to a new partner whose name you will see."
  static let spanish =
    "Su plan termina esta semana. Renuévelo antes del viernes para que sus libros sigan abiertos para usted y su equipo.\r\nHemos trasladado los pagos a un nuevo socio cuyo nombre verá en su extracto."
  static let other =
    "We could not deliver the parcel that you ordered from our shop last month, since nobody was there to open.\r\nTell us within two days where it may be left for you instead."

  struct Sent {
    var domain: String? = "harb0rledger.com"
    var from: String?
    var subject = "Your renewal"
    var body = english
    var day = 11
    var results: String?
  }

  static func findings(_ mails: [Sent]) throws -> [Finding] {
    let examination = try Staged.examination()
    return try mails.enumerated().map { index, sent in
      let mail = StagedMail(
        from: sent.from ?? "Harbor Ledger <billing@\(sent.domain ?? "mailer.example")>",
        to: "c\(index)@c\(index).example", subject: sent.subject,
        body: "Dear Customer \(index),\r\n" + sent.body, results: sent.results,
        time: "Tue, \(sent.day) Nov 2014 14:52:00 +0000")
      let all = examination.findings(of: Artifact(sealing: Array(mail.text.utf8), source: "reports/\(index + 100).eml"))
      try #require(all.count == 1 && all[0].verdict == .impersonation)
      return all[0]
    }
  }

  /// The members of each campaign, by index into `mails`.
  static func groups(_ mails: [Sent]) throws -> [[Int]] {
    CampaignGrouping.group(try findings(mails), organization: Staged.company()).campaigns.map(\.members)
  }

  @Test func `one look-alike is one campaign across languages`() throws {
    #expect(
      try Self.groups([
        Sent(), Sent(subject: "Su renovación", body: Self.spanish), Sent(subject: "Parcel", body: Self.other),
      ]) == [[0, 1, 2]])
  }

  @Test func `one sender with links to one foreign host is one campaign across languages`() throws {
    let from = "Harbor Ledger <post@mailer.example>"
    func sent(_ text: String, _ host: String, day: Int = 11, from: String = from) -> Sent {
      Sent(from: from, body: "Harbor Ledger: \(text) https://\(host)/pay", day: day)
    }
    #expect(
      try Self.groups([
        sent(Self.english, "pay.example.net"), sent(Self.spanish, "pay.example.net", day: 12),
        sent(Self.other, "pay.example.net", from: "Harbor Ledger <a@b.example>"),
      ]) == [[0, 1], [2]])
  }

  @Test func `a name below the look-alike is the same look-alike`() throws {
    #expect(try Self.groups([Sent(), Sent(domain: "mail.harb0rledger.com", body: Self.spanish)]) == [[0, 1]])
  }

  @Test func `two waves with one text and two look-alikes stay two`() throws {
    let waves = (0..<8).map {
      Sent(domain: $0 % 2 == 0 ? "harb0rledger.com" : "harborledger-billing.com", day: 11 + $0 % 2)
    }
    #expect(try Self.groups(waves) == [[0, 2, 4, 6], [1, 3, 5, 7]])
  }

  @Test func `mails without a look-alike never tie two waves together`() throws {
    let waves = [
      Sent(day: 10), Sent(domain: nil, day: 11), Sent(domain: nil, day: 12), Sent(domain: nil, day: 13),
      Sent(domain: "harborledger-pay.com", day: 14),
    ]
    let groups = try Self.groups(waves)
    #expect(groups.count == 2)
    #expect(groups.contains { $0.contains(0) } && groups.contains { $0.contains(4) })
    #expect(!groups.contains { $0.contains(0) && $0.contains(4) })
  }

  @Test func `a subject alone joins nothing`() throws {
    #expect(try Self.groups([Sent(), Sent(domain: "harborledger-billing.com", body: Self.other)]).count == 2)
    #expect(
      try Self.groups([
        Sent(domain: nil, from: "Harbor Ledger <a@a.example>"),
        Sent(domain: nil, from: "Harbor Ledger <b@b.example>", body: Self.other),
      ]).count == 2)
    #expect(
      try Self.groups([
        Sent(domain: nil, from: "Harbor Ledger <a@a.example>", body: "Hi"),
        Sent(domain: nil, from: "Harbor Ledger <b@b.example>", body: "Ho"),
      ]).count == 2)
  }

  static let refuted = "dmarc=fail header.from=harborledger.com"

  @Test func `spoofs of the exact domain are told apart by their texts`() throws {
    func spoof(_ body: String, day: Int = 11) -> Sent {
      Sent(domain: "harborledger.com", body: body, day: day, results: Self.refuted)
    }
    #expect(
      try Self.groups([spoof(Self.english), spoof(Self.other), spoof(Self.english, day: 12), spoof(Self.other)]) == [
        [0, 2], [1, 3],
      ])
  }

  @Test func `mails without a look-alike are joined by their text, within two weeks`() throws {
    func loose(_ number: Int, _ day: Int) -> Sent {
      Sent(domain: nil, from: "Harbor Ledger <x\(number)@h\(number).example>", day: day)
    }
    #expect(try Self.groups([loose(1, 1), loose(2, 3), loose(3, 28)]) == [[0, 1], [2]])
  }

  @Test func `ids go by first sight, not by file`() throws {
    let (campaigns, of) = CampaignGrouping.group(
      try Self.findings([
        Sent(domain: "harborledger-pay.com", day: 20), Sent(day: 12), Sent(domain: "harborledger-pay.com", day: 14),
      ]),
      organization: Staged.company())
    #expect(campaigns.map(\.id) == ["c1", "c2"])
    #expect(of == [0: "c2", 1: "c1", 2: "c2"])
    #expect(
      campaigns[1].firstSeen?.rfc3339 == "2014-11-14T14:52:00Z"
        && campaigns[1].lastSeen?.rfc3339 == "2014-11-20T14:52:00Z")
  }

  @Test func `what is no impersonation is in no campaign`() throws {
    let finding = try Staged.finding(StagedMail(from: "Spam <a@mailer.example>").text)
    let (campaigns, of) = CampaignGrouping.group([finding], organization: Staged.company())
    #expect(campaigns.isEmpty && of.isEmpty)
    #expect(CampaignGrouping.group([], organization: Staged.company()).campaigns.isEmpty)
  }

  static let mixed: [Sent] = (0..<24).map { index in
    let day = 1 + index
    switch index % 4 {
    case 0: return Sent(domain: "harb0rledger.com", body: index % 8 == 0 ? english : spanish, day: day)
    case 1: return Sent(domain: "harborledger-billing.com", day: day)
    case 2: return Sent(domain: nil, from: "Harbor Ledger <p\(index)@q\(index).example>", day: day)
    default: return Sent(domain: "harborledger.com", body: index % 8 == 3 ? other : english, day: day, results: refuted)
    }
  }

  /// The same reports in any order are the same campaigns with the same ids, services and links.
  @Test func `the order of the files decides nothing`() throws {
    let findings = try Self.findings(Self.mixed)
    func described(_ list: [Finding]) -> [String] {
      CampaignGrouping.group(list, organization: Staged.company()).campaigns.map { campaign in
        "\(campaign.id) \(campaign.files.sorted()) \(campaign.recipients) \(campaign.links.map(\.url.raw)) \(campaign.lookAlikes.map(\.accused)) "
          + "\(campaign.subjects) \(campaign.lureFields.sorted()) \(String(describing: campaign.service?.service.account))"
      }
    }
    let expected = described(findings)
    #expect(expected.count >= 4)
    var state: UInt64 = 42
    for _ in 0..<40 {
      var shuffled = findings
      for index in shuffled.indices.dropFirst() {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        shuffled.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
      }
      #expect(described(shuffled) == expected)
    }
  }

  @Test func `thousands of one fake are grouped in no time and into one`() throws {
    let one = try Self.findings([Sent()])[0]
    let many = Array(repeating: one, count: 20_000)
    #expect(CampaignGrouping.group(many, organization: Staged.company()).campaigns.map(\.members.count) == [20_000])
  }
}
