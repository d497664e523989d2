import Casework
import Mail
import Vocabulary

@testable import Attribution
@testable import Domains
@testable import Forensics

/// Investigations made up for these tests: every company, person, domain and number is invented.
enum Invented {
  static func time(_ text: String) -> Timestamp { Timestamp(rfc3339: text) ?? Timestamp(seconds: 0) }
  static func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(days: 0) }
  static func addresses(_ texts: [String]) -> [EmailAddress] { texts.compactMap { EmailAddress($0) } }

  static let organization = Organization(
    name: "Harbor Ledger", domains: ["harborledger.com"].compactMap { DomainName($0) },
    website: "https://www.harborledger.com/")

  static let stores = [
    StoreFacts(
      id: "legacy-app", name: "Old web app", custodian: "Appfoundry", isRetired: true, retiredOn: day("2013-06-30"),
      fields: ["email", "name", "plan"]),
    StoreFacts(
      id: "crm", name: "Customer CRM", custodian: "Salesbarn", isRetired: false, retiredOn: nil,
      fields: ["email", "name", "phone"]),
    StoreFacts(
      id: "newsletter", name: "Newsletter tool", custodian: "", isRetired: false, retiredOn: nil, fields: ["email"]),
  ]

  static let zero = lookAlike("harb0rledger.com", [.homoglyph], score: 0.99)
  static let cyrillic = lookAlike("xn--harbrledger-unj.com", unicode: "harbоrledger.com", [.homoglyph], score: 0.97)
  static let below = LookAlike(
    domain: "harborledger.com.billing-desk.net", unicode: nil, registrableCount: 16,
    imitates: DomainName("harborledger.com"),
    techniques: [.subdomain], score: 0.9)

  static func lookAlike(_ domain: String, unicode: String? = nil, _ techniques: [Technique], score: Double) -> LookAlike
  {
    LookAlike(
      domain: domain, unicode: unicode, registrableCount: domain.utf8.count, imitates: DomainName("harborledger.com"),
      techniques: techniques, score: score)
  }

  static func service(
    _ id: String, _ name: String, _ tier: SendingService.Tier, account: String?, contacts: [Provider.AbuseContact] = [],
    because: [Phrase] = [], ridesOn: [String] = []
  ) -> SendingService {
    SendingService(
      providerID: id, name: name, tier: tier, account: account, because: because, ridesOn: ridesOn,
      abuseContacts: contacts)
  }

  static func judgement(_ verdict: Verdict, _ confidence: Double, _ signals: [SeenSignal] = []) -> Forensics.Judgement {
    Forensics.Judgement(
      verdict: verdict, confidence: confidence, signals: signals, total: signals.reduce(-2) { $0 + $1.weight })
  }

  static func finding(
    _ number: Int, _ verdict: Verdict, confidence: Double = 0.99, from: String = "billing@harb0rledger.com",
    name: String? = "Harbor Ledger",
    subject: String? = "Your plan ends on Friday", recipient: String?, reporter: String? = nil, seen: String,
    carrier: Carrier = .attachment,
    grade: EvidenceGrade = .headers,
    signals: [SeenSignal] = [
      SeenSignal(
        id: "lookalike-sender", weight: 6,
        detail: .verbatim("sender's domain harb0rledger[.]com is made to be taken for harborledger.com"))
    ], links: [Link] = []
  ) -> Finding {
    Finding(
      file: "reports/\(Decimal.padded(number, to: 3)).eml", digest: Digest(of: [UInt8(truncatingIfNeeded: number)]),
      reporter: (reporter ?? recipient).flatMap { EmailAddress($0) }, carrier: carrier,
      judgement: judgement(verdict, confidence, signals),
      original: verdict == .noMessage
        ? nil
        : Finding.Summary(
          from: EmailAddress(from), fromName: name, subject: subject, date: time(seen),
          recipient: recipient.flatMap { EmailAddress($0) },
          recipientAssumed: number.isMultiple(of: 5), messageID: "<\(number)@harb0rledger.com>"),
      grade: grade, defects: [], arrived: time(seen).adding(seconds: 3600), seen: time(seen),
      lookAlikes: verdict == .impersonation ? [zero] : [],
      links: links, service: nil, claimedServices: [], verifiedHere: false, sentToTestAccount: false, lureFields: [],
      fingerprint: Fingerprint(subject: "", text: ""))
  }

  static func suspect(
    _ store: String, _ probability: Double, held: Int, seen: Int, hit: Int = 0, silent: Int = 0, tagged: Int = 0,
    reasons: [Reason] = [],
    against: [Reason] = [], leak: String = "2013-05-01", growth: [Int32] = []
  ) -> Suspect {
    Suspect(
      store: store, probability: probability, recipientsHeld: held, recipientsSeen: seen, testAccountsHit: hit,
      testAccountsSilent: silent,
      taggedAddresses: tagged, reasonsFor: reasons, reasonsAgainst: against, leakDate: day(leak), growth: growth)
  }

  static let nothingKnown = Suspicion(
    stores: [], outsideProbability: 0.1, leakWindow: nil, exposure: nil, askNext: [], leakDays: [],
    timelineStart: day("2014-11-01"),
    hasEvidence: false)

  static func investigation(
    findings: [Finding] = [], campaigns: [Campaign] = [], campaignOf: [Int: String] = [:],
    stores: [StoreFacts] = stores,
    suspicion: Suspicion = nothingKnown, actions: [Action] = [], skipped: [Skipped] = [],
    organization: Organization = organization
  ) -> Investigation {
    Investigation(
      version: "0.1.0", dataVersion: "2026-11-23", organization: organization, findings: findings, campaigns: campaigns,
      campaignOf: campaignOf, stores: stores, suspicion: suspicion, actions: actions, skipped: skipped,
      now: time("2014-11-14T09:00:00Z"))
  }

  static func growth(days: Int, rate: Double, until: Int = .max) -> [Int32] {
    (0..<days).map { Int32(Double(min($0, until)) * rate) }
  }
}
