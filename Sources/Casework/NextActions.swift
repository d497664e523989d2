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

  private mutating func add(_ id: Playbook.ActionID, _ why: String) {
    guard let entry = playbook.entries[id] else { return }
    actions.append(
      Action(id: id.rawValue, title: entry.title, why: why, due: now.adding(seconds: Int64(entry.hours) * 3600)))
  }

  /// Nothing is known to be a fake: what is open stays open, and those who asked get an answer.
  private mutating func settle(_ findings: [Finding], _ organization: Organization) {
    guard !findings.isEmpty else { return }
    let open = findings.count { $0.judgement.verdict == .unproven }
    if open > 0 {
      let which =
        open == 1
        ? "One forwarded mail says that it is from your own domain, and nothing proves or refutes it."
        : "\(open) forwarded mails say that they are from your own domain, and nothing proves or refutes it."
      add(
        .keepEvidence,
        "Until that is settled the forwarded mails may be the only proof. Do not delete, edit or re-save them.")
      add(
        .askForOriginals,
        "\(which) The original, sent on as an attachment, shows whether it is yours. Until then, tell nobody that it is."
      )
    } else {
      add(.answerReporters, "Nothing that was forwarded is a fake mail in \(organization.name)'s name.")
    }
  }

  private mutating func respond(_ campaigns: [Campaign], _ findings: [Finding]) {
    // Whoever got it: the recipient, or the reporter where the mail names none.
    let people = Set(campaigns.flatMap(\.members).map { findings[$0].original?.recipient ?? findings[$0].reporter })
      .count
    if people < 2 {
      add(
        .findSecondReport,
        "One person has reported it. A second, different customer would show that it is more than one address.")
    } else {
      add(
        .warnCustomers,
        "\(people) different people got it, so others have it too. Tell them what it is, not to click, not to pay, and to forward it to you."
      )
    }
    add(.keepEvidence, "The forwarded mails are the proof. Do not delete, edit or re-save them.")
    let unknown = campaigns.filter { $0.service == nil }
    // A campaign of which an original came and still names no service gets no clearer by another.
    let textOnly = unknown.contains { campaign in
      campaign.claimedServices.isEmpty && campaign.members.allSatisfy { findings[$0].grade == .text }
    }
    if textOnly {
      add(
        .askForOriginals,
        "Forwarded text does not show which service sent the mail. One original, sent on as an attachment, does.")
    } else if let claim = unknown.first(where: { !$0.claimedServices.isEmpty }) {
      let names = claim.claimedServices.joined(separator: ", ")
      add(
        .askForOriginals,
        "The headers name \(names), but the sender can have written that. Another original, sent on as an attachment, may prove it."
      )
    }
  }

  private mutating func report(_ campaigns: [Campaign]) {
    for campaign in campaigns {
      guard let service = campaign.service else { continue }
      let account = service.service.account.map { ", account \($0)" } ?? ""
      if service.proven, service.service.tier >= .b {
        add(
          .reportService,
          "\(service.service.name)\(account) sent fake mail \(campaign.id). Services stop such accounts within hours when they get the full original."
        )
      } else {
        let why =
          service.proven
          ? "the headers make it probable, not certain. An original with the service's own signature settles it, or whoever runs your mail can check its address."
          : "only one person's copy says so. A second original, from somebody else, settles it."
        add(
          .confirmService, "\(service.service.name)\(account) seems to have sent fake mail \(campaign.id), but \(why)")
      }
    }
    let domains = Set(campaigns.flatMap(\.lookAlikes).map(\.accused)).sorted()
    if !domains.isEmpty {
      add(
        .reportLookAlike,
        "\(domains.map { HostileURL.defang($0) }.joined(separator: ", ")) \(domains.count == 1 ? "is" : "are") made to be taken for yours."
      )
    }
  }

  private mutating func trace(_ suspicion: Suspicion, stores: [StoreFacts]) {
    guard suspicion.hasEvidence else { return }
    let leading = suspicion.stores.first
    if !suspicion.askNext.isEmpty, (leading?.probability ?? 0) < 0.99 || suspicion.outsideProbability > 0.01 {
      add(.askNext, "Their answers tell the possible sources apart best.")
    }
    guard let leading, leading.probability >= Self.likely, let exposure = suspicion.exposure else { return }
    let facts = stores.first { $0.id == leading.store }
    let name = facts?.name ?? leading.store
    let keeper = facts.map { $0.custodian.isEmpty ? "" : " (kept by \($0.custodian))" } ?? ""
    let step =
      facts?.isRetired == true
      ? "You no longer use it: ask for the data to be deleted, and for proof."
      : "Change its passwords and keys, and ask its keeper for the access log."
    add(.closeTheLeak, "The list most probably came from \(name)\(keeper). \(step)")
    add(
      .assessBreachNotice,
      "Personal data of about \(Decimal.grouped(exposure.customers)) customers probably got out. In the EU the authority is told within 72 hours of knowing (GDPR Art. 33); note when you knew, and ask a lawyer."
    )
    add(
      .tellExposed,
      "About \(Decimal.grouped(exposure.customers)) customers are probably on the stolen list. They should hear it from you, with what the list holds of them."
    )
  }
}

/// Titles and terms of the next actions, as data (Data/playbook/actions.yaml).
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
    package let title: String
    package let hours: Int

    package init(title: String, hours: Int) {
      self.title = title
      self.hours = hours
    }
  }

  package let entries: [ActionID: Entry]

  package init(entries: [ActionID: Entry]) { self.entries = entries }
}
