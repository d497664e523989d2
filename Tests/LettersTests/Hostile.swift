import Casework
import Mail
import Vocabulary

@testable import Attribution
@testable import Domains
@testable import Forensics

/// An investigation in which every text that comes from mail, CSV or YAML tries to break out.
enum Hostile {
  /// Markup, quotes, an escape sequence, NUL, bidirectional controls, a line end, a zero-width space, and a pile of combining marks.
  static let text =
    "<script>alert(1)</script>\"'><img src=x onerror=y>&amp;\u{1B}[31mred\u{1B}]0;title\u{07}\u{0}\u{202E}evil\u{2066}\u{2069}\u{200B}\r\nBcc: x\u{2028}z\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}`${7*7}`{{7*7}} "
    + String(repeating: "long", count: 400) + " https://live.example/click"

  static let address =
    EmailAddress("\"<b>x\"@evil.example") ?? EmailAddress("o'x&y`\"@evil\"<.example")
    ?? EmailAddress("o'x&y`@evil.example")

  static let investigation: Investigation = {
    let link = HostileURL("https://evil.example/\"><script>alert(1)</script>?to=x@mail.example")
    let service = SendingService(
      providerID: text, name: text, tier: .a, account: text,
      because: [.verbatim(text), Phrase("proof_host", ["host": .text(text)])], ridesOn: [text],
      abuseContacts: [
        Provider.AbuseContact(kind: .form, value: "https://form.example/?\(text)", source: text, isVerified: false)
      ])
    let lookAlike = LookAlike(
      domain: text, unicode: text, registrableCount: nil, imitates: DomainName("harborledger.com"),
      techniques: Technique.allCases, score: 1)
    let finding = Finding(
      file: text, digest: Digest(of: []), reporter: address, carrier: .attachment,
      judgement: Forensics.Judgement(
        verdict: .impersonation, confidence: 1,
        signals: [
          SeenSignal(
            id: "name-in-text", weight: 400, detail: Phrase("signal_name-in-display-name", ["name": .text(text)]))
        ],
        total: 400),
      original: Finding.Summary(
        from: address, fromName: text, subject: text, date: Timestamp(seconds: 0, zoneAssumed: true),
        recipient: address, recipientAssumed: true,
        messageID: text),
      grade: .headers, defects: [text], arrived: Timestamp(seconds: 253_402_300_000, zoneAssumed: true),
      seen: Timestamp(seconds: -5), lookAlikes: [lookAlike],
      links: [], service: service, claimedServices: [text], verifiedHere: true, sentToTestAccount: true,
      lureFields: [text],
      fingerprint: Fingerprint(subject: "", text: ""))
    let campaign = Campaign(
      id: "c1", members: [0, 99], files: [text], recipients: address.map { [$0] } ?? [],
      firstSeen: Timestamp(seconds: -5, zoneAssumed: true),
      lastSeen: Timestamp(seconds: 253_402_300_000), lookAlikes: [lookAlike],
      links: link.map { [Campaign.CountedLink(url: $0, count: 1)] } ?? [],
      service: ProvenService(service: service, independentReports: 1, proven: true), claimedServices: [text],
      subjects: [text, text, text, text],
      lureFields: [text, "password"], testAccounts: address.map { [$0] } ?? [])
    return Investigation(
      version: text, dataVersion: text,
      organization: Organization(name: text, domains: ["harborledger.com"].compactMap { DomainName($0) }),
      findings: [finding, finding],
      campaigns: [campaign, campaign], campaignOf: [0: "c1", 1: "c1"],
      stores: [
        StoreFacts(
          id: text, name: text, custodian: text, isRetired: true, retiredOn: CalendarDate(days: 40), fields: [text])
      ],
      suspicion: Suspicion(
        stores: [
          Suspect(
            store: text, probability: 1, recipientsHeld: 1, recipientsSeen: 1, testAccountsHit: 1,
            testAccountsSilent: 0, taggedAddresses: 1,
            reasonsFor: [.holdsFieldsShown([text]), .taggedElsewhere(1, stores: [text])],
            reasonsAgainst: [.smallerListFits(store: text, size: 1, own: 2)],
            leakDate: CalendarDate(days: 0), growth: (0..<500).map { Int32($0) })
        ], outsideProbability: 0,
        leakWindow: LeakWindow(earliest: CalendarDate(days: 10), latest: CalendarDate(days: 20)),
        exposure: Exposure(stores: [text], customers: 1, low: 1, high: 2, fields: [text, "password"]),
        askNext: [Question(recipient: text, separates: [text, text], bits: 1)], leakDays: [],
        timelineStart: CalendarDate(days: 0), hasEvidence: true),
      actions: [
        Action(
          id: "warn-customers", title: .verbatim(text), why: Phrase("why_answer", ["organization": .text(text)]),
          due: Timestamp(seconds: 0))
      ],
      skipped: [Skipped(file: text, line: 1, why: text, more: 3)], now: Timestamp(seconds: 0))
  }()
}
