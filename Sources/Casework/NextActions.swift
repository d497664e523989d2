import Attribution
import Domains
import Forensics
import Mail
import Vocabulary

/// What is to be done next, why, and by when: the founder's week in its right order.
package struct NextActions: Sendable {
  private let playbook: Playbook
  private let now: Timestamp
  private var actions: [Action] = []

  /// From this probability on a store is treated as the source, and the steps that name it are due.
  package static let likely = 0.8

  package static func list(
    organization: Organization, findings: [Finding], campaigns: [Campaign], suspicion: Suspicion, stores: [StoreFacts],
    playbook: Playbook,
    now: Timestamp
  ) -> [Action] {
    var next = NextActions(playbook: playbook, now: now)
    guard !campaigns.isEmpty else {
      next.settle(findings, organization)
      return next.actions
    }
    next.respond(campaigns, findings)
    next.report(campaigns)
    next.trace(suspicion, stores: stores)
    return next.actions
  }

  private init(playbook: Playbook, now: Timestamp) {
    self.playbook = playbook
    self.now = now
  }

  private mutating func add(_ id: Playbook.ActionID, _ why: Phrase) {
    guard let entry = playbook.entries[id] else { return }
    actions.append(
      Action(
        id: id.rawValue, title: Phrase("step_\(id.rawValue)"), why: why,
        due: now.adding(seconds: Int64(entry.hours) * 3600)))
  }

  /// Nothing is known to be a fake: what is open stays open, and those who asked get an answer.
  private mutating func settle(_ findings: [Finding], _ organization: Organization) {
    guard !findings.isEmpty else { return }
    let open = findings.filter { $0.judgement.verdict == .unproven }
    if !open.isEmpty {
      add(.keepEvidence, Phrase("why_keep_unsettled"))
      let texts = open.count { $0.grade == .text }
      if texts > 0 { add(.askForOriginals, Phrase("why_original_unsettled", count: texts)) }
    } else {
      add(.answerReporters, Phrase("why_answer", ["organization": .text(organization.name)]))
    }
  }

  private mutating func respond(_ campaigns: [Campaign], _ findings: [Finding]) {
    let people = campaigns.peopleReached(Set(campaigns.receivers(in: findings)))
    if people < 2 {
      add(.findSecondReport, Phrase("why_second_report"))
    } else {
      add(.warnCustomers, Phrase("why_warn", ["people": .count(people)]))
    }
    add(.keepEvidence, Phrase("why_keep"))
    let unknown = campaigns.filter { $0.service == nil }
    // A campaign of which an original came and still names no service gets no clearer by another.
    let textOnly = unknown.contains { campaign in
      campaign.claimedServices.isEmpty && campaign.members.allSatisfy { findings[$0].grade == .text }
    }
    if textOnly {
      add(.askForOriginals, Phrase("why_original"))
    } else if let claim = unknown.first(where: { !$0.claimedServices.isEmpty }) {
      add(
        .askForOriginals,
        Phrase("why_original_claimed", ["services": .text(claim.claimedServices.joined(separator: ", "))]))
    }
  }

  private mutating func report(_ campaigns: [Campaign]) {
    for campaign in campaigns {
      guard let proven = campaign.service else { continue }
      let service = Phrase.Value.text(proven.service.name)
      let sender = proven.service.account.map {
        Phrase.Value.phrase(Phrase("sender_account", ["service": service, "account": .text($0)]))
      }
      let places: KeyValuePairs = ["sender": sender ?? service, "campaign": Phrase.Value.text(campaign.id)]
      if proven.proven, proven.service.tier >= .b {
        add(.reportService, Phrase("why_report", places))
      } else {
        add(.confirmService, Phrase(proven.proven ? "why_confirm_probable" : "why_confirm_single", places))
      }
    }
    let domains = Set(campaigns.flatMap(\.lookAlikes).map(\.accused)).sorted()
    if !domains.isEmpty {
      add(
        .reportLookAlike,
        Phrase(
          "why_look_alike", count: domains.count,
          ["domains": .text(domains.map { HostileURL.defang($0) }.joined(separator: ", "))]))
    }
  }

  private mutating func trace(_ suspicion: Suspicion, stores: [StoreFacts]) {
    guard suspicion.hasEvidence else { return }
    let leading = suspicion.stores.first
    if !suspicion.askNext.isEmpty, (leading?.probability ?? 0) < 0.99 || suspicion.outsideProbability > 0.01 {
      add(.askNext, Phrase("why_ask"))
    }
    guard let exposure = suspicion.exposure else { return }
    guard let leading, leading.probability >= Self.likely else {
      // Which list it was can wait; the clock runs from knowing that it was one of the company's own.
      if 1 - suspicion.outsideProbability >= Self.likely {
        add(.assessBreachNotice, Phrase("why_breach_notice_some", count: exposure.customers))
      }
      return
    }
    let facts = stores.first { $0.id == leading.store }
    let name = Phrase.Value.text(facts?.name ?? leading.store)
    let keeper = facts.flatMap { $0.custodian.isEmpty ? nil : $0.custodian }
    let store = keeper.map { Phrase.Value.phrase(Phrase("store_kept", ["store": name, "keeper": .text($0)])) } ?? name
    add(.closeTheLeak, Phrase(facts?.isRetired == true ? "why_close_retired" : "why_close", ["store": store]))
    add(.assessBreachNotice, Phrase("why_breach_notice", count: exposure.customers))
    add(.tellExposed, Phrase("why_tell", count: exposure.customers))
  }
}

extension Finding {
  /// Whoever got the mail: its recipient, or the reporter where it names none; without a tag.
  var receiver: EmailAddress? { (original?.recipient ?? reporter)?.untagged }
}

extension [Campaign] {
  /// Of each report that is somebody's: what comes in a forged name tells of nobody.
  func receivers(in findings: [Finding]) -> [EmailAddress?] {
    flatMap(\.members).map { findings[$0] }.filter { !$0.isReporterForged }.map(\.receiver)
  }

  /// How many of those who were reached are people: a test account is nobody. Where hardly anybody else was, it stands for the people on its list.
  package func peopleReached(_ reached: Set<EmailAddress?>) -> Int {
    let people = reached.subtracting(flatMap(\.testAccounts).map { $0.untagged }).count
    return people < 2 ? reached.count : people
  }
}

/// Terms of the next actions, as data (Data/playbook/actions.yaml); what they are called is a sentence of the finding sheet.
package struct Playbook: Sendable {
  package enum ActionID: String, Sendable, CaseIterable {
    case keepEvidence = "keep-evidence"
    case findSecondReport = "find-second-report"
    case warnCustomers = "warn-customers"
    case askForOriginals = "ask-for-originals"
    case reportService = "report-service"
    case confirmService = "confirm-service"
    case reportLookAlike = "report-lookalike"
    case askNext = "ask-next"
    case closeTheLeak = "close-the-leak"
    case assessBreachNotice = "assess-breach-notice"
    case tellExposed = "tell-exposed"
    case answerReporters = "answer-reporters"
  }

  package struct Entry: Sendable {
    package let hours: Int

    package init(hours: Int) { self.hours = hours }
  }

  package let entries: [ActionID: Entry]

  package init(entries: [ActionID: Entry]) { self.entries = entries }
}
