import Attribution
import Domains
import Forensics
import Mail
import Vocabulary

extension NoticeFacts {
  /// From this probability on customers are told which list was copied: one in twenty is the most that may be wrong in a letter without a doubt.
  package static let stands = 0.95

  /// What a case knows for its customers just now. A store counts as the source from `stands` on, a service where it is proven.
  package static func of(_ investigation: Investigation, in known: Case) -> NoticeFacts {
    var facts: [NoticeFact: Known] = [:]
    tell(investigation, stopped: known.settled[Milestone.serviceStopped.rawValue]?.time, into: &facts)
    tell(investigation.suspicion, investigation, into: &facts)
    for (step, fact) in steps {
      guard let settled = known.settled[step], let entry = known.entry(settling: step) else { continue }
      if fact == .lookAlikeReported, investigation.knowsNewLookAlike(since: settled.time) { continue }
      facts[fact] = Known(.plain, .entry(entry))
    }
    if known.state == .closed, let entry = known.decisions.last(where: { $0.event.kind == "case-closed" }) {
      facts[.caseClosed] = Known(.plain, .entry(entry.number))
    }
    return NoticeFacts(facts)
  }

  private static let steps: [(String, NoticeFact)] = [
    (Milestone.serviceStopped.rawValue, .serviceActed),
    (Milestone.lookAlikeReported.rawValue, .lookAlikeReported),
    (Milestone.leakClosed.rawValue, .leakClosed),
    (Milestone.authorityTold.rawValue, .authorityTold),
    (Milestone.siteChecked.rawValue, .siteChecked),
  ]

  /// `stopped`: when somebody wrote down that the service had stopped the sender.
  private static func tell(
    _ investigation: Investigation, stopped: Timestamp?, into facts: inout [NoticeFact: Known]
  ) {
    let (campaigns, findings) = (investigation.campaigns, investigation.findings)
    guard !campaigns.isEmpty else { return }
    let mails = Ground.finding("fake-mails")
    // Neither the company's own people nor its test accounts are customers who showed it something.
    let tests = Set(campaigns.flatMap(\.testAccounts).map(\.untagged))
    let people = Set(campaigns.receivers(in: findings).compactMap(\.self)).filter {
      !tests.contains($0) && !investigation.organization.owns($0.domain)
    }
    if !people.isEmpty { facts[.fakesReported] = Known(.number(people.count), mails) }
    if let first = campaigns.compactMap(\.firstSeen).min(by: { $0.seconds < $1.seconds }) {
      facts[.firstSeen] = Known(.date(first.date), mails)
    }
    let names = Set(campaigns.flatMap(\.lookAlikes).map(\.accused)).sorted()
    if !names.isEmpty { facts[.lookAlikes] = Known(.names(names), mails) }
    let services = Set(
      campaigns.compactMap { campaign -> String? in
        guard let service = campaign.service, service.proven, service.service.tier >= .b else { return nil }
        // One that sent only after another had acted has not acted yet.
        if let stopped, let first = campaign.firstSeen, first > stopped { return nil }
        return service.service.name
      })
    if !services.isEmpty { facts[.services] = Known(.names(services.sorted()), mails) }
  }

  private static func tell(
    _ suspicion: Suspicion, _ investigation: Investigation, into facts: inout [NoticeFact: Known]
  ) {
    guard suspicion.hasEvidence, let leading = suspicion.stores.first, leading.probability >= stands,
      let exposure = suspicion.exposure
    else { return }
    let source = Ground.finding("source")
    let store = investigation.stores.first { $0.id == leading.store }
    facts[.store] = Known(.names([store?.name ?? leading.store]), source)
    if let store {
      if !store.custodian.isEmpty, store.custodian.lowercased() != investigation.organization.name.lowercased() {
        facts[.custodian] = Known(.names([store.custodian]), source)
      }
      if store.isRetired { facts[.storeRetired] = Known(.plain, source) }
    }
    if let window = suspicion.leakWindow { facts[.leakWindow] = Known(.period(window.earliest, window.latest), source) }
    let exposed = Ground.finding("exposure")
    if !exposure.fields.isEmpty { facts[.fields] = Known(.names(exposure.fields), exposed) }
    facts[.exposed] = Known(.number(exposure.customers), exposed)
  }
}

extension Case {
  /// Whether a step is done, of all that is known by now: a look-alike that was first seen afterwards is not reported yet.
  package func settled(_ step: String, knowing investigation: Investigation) -> Settled? {
    guard let done = settled[step] else { return nil }
    let isOutdated =
      step == Playbook.ActionID.reportLookAlike.rawValue && investigation.knowsNewLookAlike(since: done.time)
    return isOutdated ? nil : done
  }
}

extension Investigation {
  fileprivate func knowsNewLookAlike(since time: Timestamp) -> Bool {
    var old: Set<String> = []
    var new: Set<String> = []
    for finding in campaigns.flatMap(\.members).map({ findings[$0] }) {
      let names = finding.lookAlikes.map(\.accused)
      // When the company could know of it. What claims to come from the future is no reason to wait for ever.
      let came = finding.arrived ?? finding.seen
      if let came, came > time, came <= now { new.formUnion(names) } else { old.formUnion(names) }
    }
    return !new.isSubset(of: old)
  }
}

extension Case {
  /// The entry of the record that settled a step.
  fileprivate func entry(settling step: String) -> Int64? {
    decisions.last {
      if case .stepSettled(_, step, _) = $0.event { return true }
      return false
    }?.number
  }
}
