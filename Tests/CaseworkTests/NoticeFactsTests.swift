import Attribution
import Casework
import Testing
import Vocabulary

@testable import Forensics

/// What a case lets be said to customers, and on what ground.
@Suite struct NoticeFactsTests {
  private static let reports = (1...3).map { InventedFakes.report("Invoice \($0)", to: "ada\($0)@example.org") }

  private static func known(_ events: [RecordEvent] = [], at start: Int64 = 0) -> Case {
    var known = Case(id: 1, opened: Timestamp(seconds: 0))
    let all = [RecordEvent.caseOpened(case: 1, title: "Fakes", reports: [1, 2], people: 2, threshold: 2)] + events
    for (index, event) in all.enumerated() {
      known.apply(
        RecordLine(
          number: Int64(10 + index), time: Timestamp(seconds: start + Int64(index)), actor: "account:1", event: event,
          personal: nil))
    }
    return known
  }

  @Test func `a case of fakes knows how many people got them, since when, and the look-alikes`() {
    let facts = NoticeFacts.of(InventedFakes.investigation(Self.reports), in: Self.known())
    #expect(facts[.fakesReported] == NoticeFacts.Known(.number(3), .finding("fake-mails")))
    #expect(facts[.firstSeen]?.value == .date(CalendarDate(year: 2014, month: 10, day: 20)!))
    #expect(facts[.lookAlikes]?.value == .names(["palornberry.com"]))
    #expect(Set(facts.known.keys) == [.fakesReported, .firstSeen, .lookAlikes])
  }

  @Test func `neither test accounts nor the company's own people are customers who got one`() {
    let own = (1...2).map { InventedFakes.report("Invoice \($0)", to: "ada\($0)@palomberry.com") }
    let facts = NoticeFacts.of(InventedFakes.investigation(Self.reports + own), in: Self.known())
    #expect(facts[.fakesReported]?.value == .number(3))
  }

  @Test func `without a fake nothing is known`() {
    #expect(NoticeFacts.of(InventedFakes.investigation([]), in: Self.known()).known.isEmpty)
  }

  @Test(arguments: [(0.8, false), (0.94, false), (0.95, true), (0.99, true)])
  func `customers are told of a store once it is all but sure`(_ probability: Double, _ isNamed: Bool) {
    let facts = NoticeFacts.of(
      InventedFakes.investigation(Self.reports, suspicion: NextActionsTests.suspicion(probability)),
      in: Self.known())
    #expect((facts[.store] != nil) == isNamed)
    #expect((facts[.exposed] != nil) == isNamed)
    guard isNamed else { return }
    #expect(facts[.store]?.value == .names(["Old web app"]))
    #expect(facts[.custodian]?.value == .names(["Appfoundry"]))
    #expect(facts[.storeRetired]?.value == .plain)
    #expect(facts[.fields]?.value == .names(["email", "name"]))
    #expect(facts[.exposed]?.value == .number(1204))
  }

  @Test(arguments: [(SendingService.Tier.a, true, true), (.b, true, true), (.c, true, false), (.a, false, false)])
  func `a service is known where its tier and two reports prove it`(
    _ tier: SendingService.Tier, _ isProven: Bool, _ isKnown: Bool
  ) {
    let investigation = InventedFakes.investigation(Self.reports)
    let campaigns = investigation.campaigns.map {
      Campaign(
        id: $0.id, members: $0.members, files: $0.files, recipients: $0.recipients, firstSeen: $0.firstSeen,
        lastSeen: $0.lastSeen, lookAlikes: $0.lookAlikes, links: [],
        service: NextActionsTests.service(tier, proven: isProven), claimedServices: [], subjects: [], lureFields: [],
        testAccounts: [])
    }
    let told = Investigation(
      version: "0", dataVersion: "0", organization: investigation.organization, findings: investigation.findings,
      campaigns: campaigns, campaignOf: investigation.campaignOf, stores: [], suspicion: investigation.suspicion,
      actions: [], skipped: [], now: investigation.now)
    #expect((NoticeFacts.of(told, in: Self.known())[.services] != nil) == isKnown)
  }

  @Test func `a look-alike that was first seen after the others were reported is not reported yet`() {
    let settled = RecordEvent.stepSettled(case: 1, step: Milestone.lookAlikeReported.rawValue, note: "by form")
    let facts = NoticeFacts.of(InventedFakes.investigation(Self.reports), in: Self.known([settled], at: 0))
    #expect(facts[.lookAlikes] != nil && facts[.lookAlikeReported] == nil)
  }

  @Test func `a milestone is known from the entry that says so, and no longer once it is taken back`() {
    let investigation = InventedFakes.investigation(Self.reports)
    for (milestone, fact): (Milestone, NoticeFact) in [
      (.serviceStopped, .serviceActed), (.lookAlikeReported, .lookAlikeReported), (.siteChecked, .siteChecked),
      (.leakClosed, .leakClosed), (.authorityTold, .authorityTold),
    ] {
      let settled = RecordEvent.stepSettled(case: 1, step: milestone.rawValue, note: "by phone")
      #expect(
        NoticeFacts.of(investigation, in: Self.known([settled], at: 2_000_000_000))[fact] == .init(.plain, .entry(11)))
      let reopened = Self.known([settled, .stepReopened(case: 1, step: milestone.rawValue)])
      #expect(NoticeFacts.of(investigation, in: reopened)[fact] == nil)
    }
    #expect(
      NoticeFacts.of(investigation, in: Self.known([.caseClosed(case: 1, reason: "over")]))[.caseClosed]?.ground
        == .entry(11))
  }
}
