import Attribution
import Casework
import Letters
import Mail
import Operations
import Testing
import Vocabulary

@testable import Domains
@testable import Forensics

/// The founder's week in its right order: what is asked of whom, and by when.
@Suite struct NextActionsTests {
  static let now = Timestamp(rfc3339: "2014-11-14T09:00:00Z") ?? Timestamp(seconds: 0)
  /// Every action has a term of its own, so that none can be taken for another.
  static let playbook = Playbook(
    entries: Dictionary(
      uniqueKeysWithValues: Playbook.ActionID.allCases.enumerated().map {
        ($1, Playbook.Entry(hours: $0 + 1))
      }))
  static let organization = Organization(
    name: "Harbor Ledger", domains: ["harborledger.com"].compactMap { DomainName($0) })
  static let stores = [
    StoreFacts(
      id: "old", name: "Old web app", custodian: "Appfoundry", isRetired: true, retiredOn: nil,
      fields: ["email", "name"]),
    StoreFacts(id: "crm", name: "CRM", custodian: "", isRetired: false, retiredOn: nil, fields: ["email"]),
  ]

  static func service(_ tier: SendingService.Tier, proven: Bool) -> ProvenService {
    ProvenService(
      service: SendingService(
        providerID: "sendgrid", name: "Twilio SendGrid", tier: tier, account: "482107", because: [], ridesOn: [],
        abuseContacts: []),
      independentReports: proven ? 2 : 1, proven: proven)
  }

  static func finding(
    _ number: Int, _ verdict: Verdict, recipient: String?, reporter: String? = nil, grade: EvidenceGrade = .text
  ) -> Finding {
    Finding(
      file: "reports/\(number).eml", digest: Digest(of: [UInt8(number)]),
      reporter: reporter.flatMap { EmailAddress($0) }, carrier: .attachment,
      judgement: Judgement(verdict: verdict, confidence: 0.9, signals: [], total: 2),
      original: Finding.Summary(
        from: nil, fromName: nil, subject: nil, date: nil, recipient: recipient.flatMap { EmailAddress($0) },
        recipientAssumed: false, messageID: nil),
      grade: grade, defects: [], arrived: nil, seen: nil, lookAlikes: [], links: [], service: nil,
      claimedServices: [], verifiedHere: false,
      sentToTestAccount: false, lureFields: [], fingerprint: Fingerprint(subject: "", text: ""))
  }

  static func campaign(
    _ findings: [Finding], service: ProvenService? = nil, claimed: [String] = [],
    lookAlikes: [String] = ["harb0rledger.com"]
  ) -> Campaign {
    Campaign(
      id: "c1", members: Array(findings.indices), files: findings.map(\.file),
      recipients: Set(findings.compactMap { $0.original?.recipient }).sorted(),
      firstSeen: nil, lastSeen: nil,
      lookAlikes: lookAlikes.map {
        LookAlike(
          domain: $0, unicode: nil, registrableCount: $0.utf8.count, imitates: DomainName("harborledger.com"),
          techniques: [.homoglyph], score: 1)
      }, links: [], service: service, claimedServices: claimed, subjects: [], lureFields: [], testAccounts: [])
  }

  static func suspicion(
    _ old: Double = 0, crm: Double = 0, outside: Double = 0, evidence: Bool = true, ask: Bool = true
  ) -> Suspicion {
    func suspect(_ id: String, _ probability: Double) -> Suspect {
      Suspect(
        store: id, probability: probability, recipientsHeld: 0, recipientsSeen: 0, testAccountsHit: 0,
        testAccountsSilent: 0, taggedAddresses: 0,
        reasonsFor: [], reasonsAgainst: [], leakDate: CalendarDate(days: 0), growth: [])
    }
    let suspects = [suspect("old", old), suspect("crm", crm)].sorted { $0.probability > $1.probability }
    let leads = max(old, crm) > outside
    return Suspicion(
      stores: suspects, outsideProbability: outside, leakWindow: nil,
      exposure: leads
        ? Exposure(stores: [suspects[0].store], customers: 1204, low: 1100, high: 1300, fields: ["email", "name"])
        : nil,
      askNext: ask ? [Question(recipient: "jane@a.example", separates: ["old", "crm"], bits: 0.4)] : [], leakDays: [],
      timelineStart: CalendarDate(days: 0),
      hasEvidence: evidence)
  }

  static func actions(
    _ findings: [Finding], _ campaigns: [Campaign], _ suspicion: Suspicion = suspicion(evidence: false)
  ) -> [Action] {
    NextActions.list(
      organization: organization, findings: findings, campaigns: campaigns, suspicion: suspicion, stores: stores,
      playbook: playbook, now: now)
  }

  /// The reason as an English-speaking person reads it.
  static func why(_ action: Action) -> String { ReporterData.knowledge?.sheets.english.said(action.why) ?? "" }

  static let one = [finding(1, .impersonation, recipient: "jane@a.example")]
  static let two = one + [finding(2, .impersonation, recipient: "bob@b.example")]

  @Test func `nothing at all asks for nothing`() {
    #expect(Self.actions([], []).isEmpty)
  }

  @Test func `one report asks whether there is another, and warns nobody yet`() {
    let ids = Self.actions(Self.one, [Self.campaign(Self.one)]).map(\.id)
    #expect(ids == ["find-second-report", "keep-evidence", "ask-for-originals", "report-lookalike"])
  }

  @Test func `where an original came and names no service, nobody is asked for another`() {
    let whole = [Self.finding(1, .impersonation, recipient: "jane@a.example", grade: .headers)]
    let ids = Self.actions(whole, [Self.campaign(whole)]).map(\.id)
    #expect(ids == ["find-second-report", "keep-evidence", "report-lookalike"])
  }

  @Test func `two different people are a reason to warn everybody`() {
    let actions = Self.actions(Self.two, [Self.campaign(Self.two)])
    #expect(actions.first?.id == "warn-customers")
    #expect(actions.first.map(Self.why)?.hasPrefix("2 different people got it") == true)
    #expect(!actions.contains { $0.id == "find-second-report" })
  }

  @Test func `the same person twice is one person, and a reporter counts where nobody is named`() {
    let same = Self.one + [Self.finding(2, .impersonation, recipient: "jane@a.example", reporter: "boss@a.example")]
    #expect(Self.actions(same, [Self.campaign(same)]).first?.id == "find-second-report")
    let unnamed = [1, 2].map { Self.finding($0, .impersonation, recipient: nil, reporter: "r\($0)@r.example") }
    #expect(Self.actions(unnamed, [Self.campaign(unnamed)]).first?.id == "warn-customers")
  }

  @Test func `a proven service is reported, another is confirmed first`() {
    func ids(_ service: ProvenService) -> [String] {
      Self.actions(Self.two, [Self.campaign(Self.two, service: service)]).map(\.id)
    }
    for tier in [SendingService.Tier.a, .b] {
      #expect(ids(Self.service(tier, proven: true)).contains("report-service"))
      #expect(!ids(Self.service(tier, proven: true)).contains("confirm-service"))
      #expect(ids(Self.service(tier, proven: false)).contains("confirm-service"))
      #expect(!ids(Self.service(tier, proven: false)).contains("report-service"))
    }
    #expect(ids(Self.service(.c, proven: true)).contains("confirm-service"))
    #expect(!ids(Self.service(.c, proven: true)).contains("report-service"))
    #expect(!ids(Self.service(.a, proven: true)).contains("ask-for-originals"))
  }

  @Test func `a claimed service is never reported; another original is asked for`() {
    let actions = Self.actions(Self.two, [Self.campaign(Self.two, claimed: ["sendgrid"])])
    #expect(!actions.contains { ["report-service", "confirm-service"].contains($0.id) })
    #expect(
      actions.first { $0.id == "ask-for-originals" }.map(Self.why)?.contains("The headers name sendgrid, but") == true)
  }

  @Test func `a store that most probably leaked is closed, and those on it are told`() {
    let actions = Self.actions(Self.two, [Self.campaign(Self.two)], Self.suspicion(0.93, crm: 0.05))
    #expect(actions.map(\.id).suffix(4) == ["ask-next", "close-the-leak", "assess-breach-notice", "tell-exposed"])
    let close = actions.first { $0.id == "close-the-leak" }.map(Self.why) ?? ""
    #expect(close.contains("Old web app (kept by Appfoundry)") && close.contains("ask for the data to be deleted"))
    let active =
      Self.actions(Self.two, [Self.campaign(Self.two)], Self.suspicion(0.05, crm: 0.93)).first {
        $0.id == "close-the-leak"
      }.map(Self.why) ?? ""
    #expect(active.contains("from CRM.") && active.contains("Change its passwords"))
    #expect(actions.first { $0.id == "tell-exposed" }.map(Self.why)?.contains("1,204 customers") == true)
  }

  @Test func `a store that is certain needs no more questions`() {
    let ids = Self.actions(Self.two, [Self.campaign(Self.two)], Self.suspicion(0.999, outside: 0.001)).map(\.id)
    #expect(!ids.contains("ask-next") && ids.contains("close-the-leak"))
  }

  @Test(arguments: [(0.55, 0.3), (0.79, 0.1), (0.05, 0.9), (0.4, 0.45)])
  func `while the source is unclear or outside, nobody is accused and nobody is told`(old: Double, outside: Double) {
    let ids = Self.actions(Self.two, [Self.campaign(Self.two)], Self.suspicion(old, outside: outside)).map(\.id)
    #expect(ids.contains("ask-next"))
    #expect(!ids.contains { ["close-the-leak", "tell-exposed"].contains($0) })
    // The clock of the breach notice runs from knowing that it was one of the company's own, whichever.
    #expect(ids.contains("assess-breach-notice") == (outside <= 0.2))
  }

  @Test func `without recipients nothing is said of a source`() {
    let ids = Self.actions(Self.two, [Self.campaign(Self.two)], Self.suspicion(0.93, evidence: false)).map(\.id)
    #expect(!ids.contains { ["ask-next", "close-the-leak", "tell-exposed"].contains($0) })
  }

  @Test func `mail that is nothing to worry about is answered; mail that nothing proves is asked for`() {
    let settled = [
      Self.finding(1, .genuine, recipient: nil), Self.finding(2, .unrelated, recipient: nil),
      Self.finding(3, .noMessage, recipient: nil),
    ]
    #expect(Self.actions(settled, []).map(\.id) == ["answer-reporters"])
    let open = settled + [Self.finding(4, .unproven, recipient: nil)]
    let actions = Self.actions(open, [])
    #expect(actions.map(\.id) == ["keep-evidence", "ask-for-originals"])
    #expect(Self.why(actions[1]).hasPrefix("One forwarded mail says that it is from your own domain"))
  }

  @Test func `terms run from now, each action by its own`() throws {
    let actions = Self.actions(
      Self.two, [Self.campaign(Self.two, service: Self.service(.a, proven: true))], Self.suspicion(0.93, crm: 0.05))
    #expect(actions.count >= 7)
    for action in actions {
      let id = try #require(Playbook.ActionID(rawValue: action.id))
      let entry = try #require(Self.playbook.entries[id])
      #expect(action.due == Self.now.adding(seconds: Int64(entry.hours) * 3600))
      #expect(ReporterData.knowledge?.sheets.english.said(action.title) != action.title.sentence)
      #expect(Self.why(action).hasSuffix("."))
    }
  }

  @Test func `no action accuses or names the attacker's address`() {
    let actions = Self.actions(
      Self.two, [Self.campaign(Self.two, service: Self.service(.a, proven: true))], Self.suspicion(0.93))
    #expect(actions.map(Self.why).allSatisfy { !$0.contains("http") && !$0.contains("harb0rledger.com") })
  }

  @Test(
    arguments: [
      (["a@b.example", "c@d.example", "t1@shop.example"], ["t1@shop.example"], 2),
      // Two test accounts alone stand for the people on their list.
      (["t1@shop.example", "t2@shop.example"], ["t1@shop.example", "t2@shop.example"], 2),
      (["a@b.example", "t1@shop.example"], ["t1@shop.example"], 2), (["a@b.example"], [], 1),
    ] as [([String], [String], Int)])
  func `test accounts are no people, unless hardly anybody else was reached`(
    reached: [String], tests: [String], count: Int
  ) {
    let campaign = Campaign(
      id: "c1", members: [], files: [], recipients: [], firstSeen: nil, lastSeen: nil, lookAlikes: [], links: [],
      service: nil, claimedServices: [], subjects: [], lureFields: [],
      testAccounts: tests.compactMap { EmailAddress($0) })
    #expect([campaign].peopleReached(Set(reached.map { EmailAddress($0) })) == count)
  }
}
