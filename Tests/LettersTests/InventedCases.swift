import Casework
import Mail
import Vocabulary

@testable import Attribution
@testable import Domains
@testable import Forensics

extension Invented {
  /// Two waves through two services, an old web app leaked, everything known.
  static let twoWaves: Investigation = {
    var findings = (1...9).map { number in
      finding(
        number, .impersonation, recipient: "reader\(number)@mail.example",
        seen: "2014-11-0\(number < 6 ? number : 9)T1\(number):05:00Z",
        carrier: number.isMultiple(of: 3) ? .inline : .attachment, grade: number.isMultiple(of: 3) ? .text : .signed)
    }
    findings.append(
      finding(
        10, .genuine, from: "news@harborledger.com", recipient: "reader1@mail.example", seen: "2014-11-10T08:00:00Z",
        signals: [
          SeenSignal(
            id: "own-mail-proven", weight: -8,
            detail: .verbatim("the receiver saw a valid signature of harborledger.com"))
        ]))
    findings.append(
      finding(
        11, .unproven, confidence: 0.4, from: "help@harborledger.com", recipient: "reader2@mail.example",
        seen: "2014-11-10T09:00:00Z", carrier: .inline, grade: .text, signals: []))
    findings.append(
      finding(
        12, .unrelated, from: "prize@lucky-draw.example", name: nil, subject: "You have won",
        recipient: "reader3@mail.example",
        seen: "2014-11-10T10:00:00Z",
        signals: [
          SeenSignal(id: "no-mention", weight: -3, detail: .verbatim("nothing in it names or imitates Harbor Ledger"))
        ]))
    findings.append(
      finding(
        13, .noMessage, recipient: nil, reporter: "reader4@mail.example", seen: "2014-11-11T10:00:00Z", carrier: .none,
        grade: .text, signals: []))
    let form = Provider.AbuseContact(
      kind: .form, value: "https://postrider.example/report-abuse", source: "invented", isVerified: true)
    let desk = Provider.AbuseContact(
      kind: .email, value: "abuse@postrider.example", source: "invented", isVerified: false)
    let first = Campaign(
      id: "c1", members: [0, 1, 2, 3, 4], files: findings[0..<5].map(\.file),
      recipients: addresses((1...5).map { "reader\($0)@mail.example" }),
      firstSeen: time("2014-11-01T11:05:00Z"), lastSeen: time("2014-11-05T15:05:00Z"), lookAlikes: [zero],
      links: ["https://harb0rledger.com/renew?plan=gold"].compactMap { HostileURL($0) }.map {
        Campaign.CountedLink(url: $0, count: 5)
      },
      service: ProvenService(
        service: service(
          "postrider", "Postrider", .a, account: "77120", contacts: [form, desk],
          because: [.verbatim("the receiver found the DKIM signature of postrider.example good")],
          ridesOn: ["cloudmail"]),
        independentReports: 3, proven: true),
      claimedServices: ["mailbarge"], subjects: ["Your plan ends on Friday"], lureFields: ["name", "plan"],
      testAccounts: [])
    let second = Campaign(
      id: "c2", members: [5, 6, 7, 8], files: findings[5..<9].map(\.file),
      recipients: addresses((6...8).map { "reader\($0)@mail.example" } + ["test-old-1@harborledger.com"]),
      firstSeen: time("2014-11-09T16:05:00Z"), lastSeen: time("2014-11-09T19:05:00Z"), lookAlikes: [cyrillic, below],
      links: ["http://harborledger.com.billing-desk.net/pay"].compactMap { HostileURL($0) }.map {
        Campaign.CountedLink(url: $0, count: 4)
      },
      service: ProvenService(
        service: service(
          "mailbarge", "Mailbarge", .c, account: nil,
          because: [.verbatim("the believed line names out3.mailbarge.example")]),
        independentReports: 1, proven: false),
      claimedServices: [],
      subjects: ["Your plan ends on Friday", "Su plan termina el viernes", "Csomagja pénteken lejár", "Last call"],
      lureFields: ["name"], testAccounts: addresses(["test-old-1@harborledger.com"]))
    var campaignOf: [Int: String] = [:]
    for index in 0..<5 { campaignOf[index] = "c1" }
    for index in 5..<9 { campaignOf[index] = "c2" }
    let days = 1500
    return investigation(
      findings: findings, campaigns: [first, second], campaignOf: campaignOf,
      suspicion: Suspicion(
        stores: [
          suspect(
            "legacy-app", 0.986, held: 9, seen: 9, hit: 1, silent: 1,
            reasons: [
              .heldRecipients(held: 9, seen: 9, byChance: 3), .testAccountsHit(hit: 1, of: 2),
              .holdsFieldsShown(["name", "plan"]),
            ],
            against: [.testAccountsSilent(silent: 1, of: 2)], growth: growth(days: days, rate: 3.2, until: 1275)),
          suspect(
            "crm", 0.012, held: 6, seen: 9,
            against: [.recipientsMissing(missing: 3, seen: 9), .neverHeldFields(["plan"])],
            growth: growth(days: days, rate: 4.1)),
          suspect(
            "newsletter", 0.001, held: 2, seen: 9, against: [.recipientsMissing(missing: 7, seen: 9)],
            growth: growth(days: days, rate: 1.5)),
        ],
        outsideProbability: 0.002, leakWindow: LeakWindow(earliest: day("2013-03-02"), latest: day("2013-06-30")),
        exposure: Exposure(
          stores: ["legacy-app"], customers: 3980, low: 3700, high: 4080, fields: ["email", "name", "plan"]),
        askNext: [
          Question(recipient: "asked.one@mail.example", separates: ["legacy-app", "crm"], bits: 0.0812),
          Question(recipient: "asked.two@mail.example", separates: ["legacy-app", "crm"], bits: 0.0444),
        ],
        leakDays: [], timelineStart: day("2010-01-04"), hasEvidence: true),
      actions: [
        Action(
          id: "warn-customers", title: .verbatim("Warn your customers"),
          why: .verbatim(
            "9 people got it, so others have it too. Tell them what it is, not to click, not to pay, and to forward it to you."
          ),
          due: time("2014-11-14T11:00:00Z")),
        Action(
          id: "report-sender", title: .verbatim("Report the sender to Postrider"),
          why: .verbatim(
            "Account 77120 sent campaign c1. Services stop such accounts within hours."),
          due: time("2014-11-14T13:00:00Z")),
        Action(
          id: "close-store", title: .verbatim("Have the old copy deleted"),
          why: .verbatim(
            "The list most probably came from Old web app. Ask for deletion, and for proof."), due: nil),
      ],
      skipped: [
        Skipped(file: "stores/crm.csv", line: 812, why: "\"31/31/2012\" is no date", more: 4),
        Skipped(file: "reports/broken.eml", why: "larger than 64 MiB"),
      ])
  }()

  /// One report, nothing proven of the sender, and a list that fits no store.
  static let oneReportOutside: Investigation = {
    let finding = Invented.finding(
      1, .impersonation, recipient: "only.one@mail.example", seen: "2014-11-12T07:30:00Z", carrier: .inline,
      grade: .text)
    let campaign = Campaign(
      id: "c1", members: [0], files: [finding.file], recipients: addresses(["only.one@mail.example"]),
      firstSeen: time("2014-11-12T07:30:00Z"),
      lastSeen: time("2014-11-12T07:30:00Z"), lookAlikes: [zero], links: [], service: nil,
      claimedServices: ["postrider"],
      subjects: ["Your plan ends on Friday"], lureFields: [], testAccounts: [])
    return investigation(
      findings: [finding], campaigns: [campaign], campaignOf: [0: "c1"],
      suspicion: Suspicion(
        stores: [
          suspect("crm", 0.22, held: 0, seen: 1, against: [.recipientsMissing(missing: 1, seen: 1)]),
          suspect("legacy-app", 0.2, held: 0, seen: 1), suspect("newsletter", 0.2, held: 0, seen: 1),
        ],
        outsideProbability: 0.41, leakWindow: nil, exposure: nil, askNext: [], leakDays: [],
        timelineStart: day("2012-01-01"), hasEvidence: true),
      actions: [
        Action(
          id: "ask-original", title: .verbatim("Ask for the original mail"),
          why: .verbatim(
            "Forwarded text does not show which service sent it."), due: nil)
      ])
  }()

  static let empty = investigation(stores: [])
  static let onlyOwn = investigation(findings: [
    finding(
      1, .genuine, from: "news@harborledger.com", recipient: "a@mail.example", seen: "2014-11-01T08:00:00Z", signals: []
    )
  ])
  static let unprovenOnly = investigation(findings: [
    finding(
      1, .unproven, confidence: 1, from: "news@harborledger.com", recipient: "a@mail.example",
      seen: "2014-11-01T08:00:00Z", carrier: .inline, grade: .text, signals: []),
    finding(2, .noMessage, recipient: nil, seen: "2014-11-01T08:00:00Z", carrier: .image, grade: .text, signals: []),
  ])

  /// Two reports of one fake mail whose sender's address is `from`.
  private static func twoReports(from: String, lookAlikes: [LookAlike], suspicion: Suspicion) -> Investigation {
    let findings = (1...2).map {
      finding($0, .impersonation, from: from, recipient: "reader\($0)@mail.example", seen: "2014-11-0\($0)T10:00:00Z")
    }
    let campaign = Campaign(
      id: "c1", members: [0, 1], files: findings.map(\.file),
      recipients: addresses(["reader1@mail.example", "reader2@mail.example"]),
      firstSeen: findings[0].seen, lastSeen: findings[1].seen, lookAlikes: lookAlikes, links: [], service: nil,
      claimedServices: [],
      subjects: ["Your plan ends on Friday"], lureFields: [], testAccounts: [])
    return investigation(
      findings: findings, campaigns: [campaign], campaignOf: [0: "c1", 1: "c1"], suspicion: suspicion)
  }

  private static func suspicion(_ probabilities: [(String, Double)], outside: Double, exposed: [String]) -> Suspicion {
    Suspicion(
      stores: probabilities.map { suspect($0.0, $0.1, held: 2, seen: 2) }, outsideProbability: outside, leakWindow: nil,
      exposure: Exposure(stores: exposed, customers: 900, low: 900, high: 900, fields: []), askNext: [], leakDays: [],
      timelineStart: day("2012-01-01"), hasEvidence: true)
  }

  static let unsure = twoReports(
    from: "billing@harb0rledger.com", lookAlikes: [zero],
    suspicion: suspicion(
      [("legacy-app", 0.71), ("crm", 0.28), ("newsletter", 0.01)], outside: 0.01, exposed: ["legacy-app"]))
  static let pair = twoReports(
    from: "billing@harb0rledger.com", lookAlikes: [zero],
    suspicion: suspicion(
      [("legacy-app", 0.95), ("crm", 0.91), ("newsletter", 0.01)], outside: 0.01, exposed: ["legacy-app", "crm"]))
  static let exactDomain = twoReports(from: "billing@harborledger.com", lookAlikes: [], suspicion: nothingKnown)
}
