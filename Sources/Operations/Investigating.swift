import Attribution
import Casework
import Domains
import Evidence
import Forensics
import Mail
import Synchronization
import Vocabulary

/// The whole of `candor investigate`: every report examined, campaigns put together, the list's source inferred.
package struct Investigating: Sendable {
  private let knowledge: Knowledge
  private let keys: DKIMKeyArchive
  private let version: String
  private let now: Timestamp
  /// Tasks that examine reports side by side.
  private let workers: Int

  package init(knowledge: Knowledge, keys: DKIMKeyArchive, version: String, now: Timestamp, workers: Int) {
    self.knowledge = knowledge
    self.keys = keys
    self.version = version
    self.now = now
    self.workers = max(1, workers)
  }

  /// `progress` is told how many of how many reports are done, now and then.
  package func run(_ source: IncidentSource, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async
    -> Investigation
  {
    let examination = Self.examination(of: source, knowledge: knowledge, keys: keys)
    let (findings, unread) = await examine(source, with: examination, progress: progress)
    return Self.conclude(
      findings, of: source, skipped: source.skipped + unread, knowledge: knowledge, version: version, now: now)
  }

  /// What many findings say together: campaigns, the list's source, what to do next by when, counted from `dueFrom`. `confirmed` said that
  /// they got the mail, `denied` that they did not.
  package static func conclude(
    _ findings: [Finding], of source: IncidentSource, skipped: [Skipped], knowledge: Knowledge, version: String,
    now: Timestamp, dueFrom: Timestamp? = nil, confirmed: [EmailAddress] = [], denied: [EmailAddress] = []
  ) -> Investigation {
    let book = source.book
    let findings = ShownRecipients.settled(findings, organization: source.organization) { book.number(of: $0) != nil }
    let (campaigns, campaignOf) = CampaignGrouping.group(findings, organization: source.organization)
    let inference = LeakInference(stores: source.stores, book: source.book, priors: knowledge.priors)
    var evidence = LeakEvidence(campaigns: campaigns, findings: findings)
    evidence.recipients = Array(Set(evidence.recipients + confirmed)).sorted()
    evidence.denied = denied
    let suspicion = inference.infer(from: evidence)
    let stores = source.stores.map { store in
      StoreFacts(
        id: store.id, name: store.name, custodian: store.custodian, isRetired: store.status == .retired,
        retiredOn: store.retiredOn,
        fields: store.fields.sorted())
    }
    let actions = NextActions.list(
      organization: source.organization, findings: findings, campaigns: campaigns, suspicion: suspicion, stores: stores,
      playbook: knowledge.playbook, now: dueFrom ?? now)
    return Investigation(
      version: version, dataVersion: knowledge.version, organization: source.organization, findings: findings,
      campaigns: campaigns,
      campaignOf: campaignOf, stores: stores, suspicion: suspicion, actions: actions, skipped: skipped,
      now: now)
  }

  package static func examination(of source: IncidentSource, knowledge: Knowledge, keys: DKIMKeyArchive)
    -> Examination
  {
    let tests = Set(
      source.stores.flatMap { store in store.testAccounts.members.compactMap { EmailAddress(source.book.text(of: $0)) }
      })
    let book = source.book
    return Examination(
      organization: source.organization,
      lookAlikes: LookAlikeIndex(
        brands: [Brand(domains: source.organization.domains, name: source.organization.name)],
        suffixes: knowledge.suffixes,
        lureWords: knowledge.domainWords, hosts: knowledge.sharedHosts),
      catalog: knowledge.catalog, weights: knowledge.weights, lureWords: knowledge.lureWords,
      lureFields: knowledge.lureFields,
      lexicon: knowledge.lexicon, keys: keys,
      recipients: Examination.KnownRecipients(
        isCustomer: { book.number(of: $0) != nil }, testAccounts: tests, knowsAnybody: !source.stores.isEmpty))
  }

  /// Each worker takes the next slice of reports as it is done with one; only findings are kept, never the mails.
  private func examine(
    _ source: IncidentSource, with examination: Examination, progress: @escaping @Sendable (Int, Int) -> Void
  ) async -> (findings: [Finding], unread: [Skipped]) {
    let count = source.items.count
    let slices = Slices(count: count, size: max(1, min(64, count / (workers * 4) + 1)))
    let done = await withTaskGroup(of: [(start: Int, read: Examined)].self) { group in
      for _ in 0..<workers {
        group.addTask {
          var all: [(start: Int, read: Examined)] = []
          while let slice = slices.next() {
            all.append((slice.lowerBound, Self.examine(slice, of: source, with: examination)))
            progress(slices.finish(slice), count)
          }
          return all
        }
      }
      return await group.reduce(into: []) { $0 += $1 }.sorted { $0.start < $1.start }
    }
    return (done.flatMap(\.read.findings), done.flatMap(\.read.unread))
  }

  private typealias Examined = (findings: [Finding], unread: [Skipped])

  /// Mails that are taken through the examination together, and the bytes after which no further one joins them.
  private static let together = 16
  private static let bytesTogether = 1 << 20

  private static func examine(_ slice: Range<Int>, of source: IncidentSource, with examination: Examination) -> Examined
  {
    var examined: Examined = ([], [])
    var waiting: [Artifact] = []
    var bytes = 0
    for index in slice {
      let item = source.items[index]
      switch source.read(item) {
      case .skipped(let skipped): examined.unread.append(skipped)
      case .bytes(let content):
        bytes += content.count
        waiting.append(Artifact(sealing: content, source: item.name))
      }
      if waiting.count == together || bytes >= bytesTogether || index == slice.upperBound - 1 {
        examined.findings += examination.findings(of: waiting)
        waiting.removeAll(keepingCapacity: true)
        bytes = 0
      }
    }
    return examined
  }
}

/// What is left to do, for several workers at once.
private final class Slices: Sendable {
  private let count: Int
  private let size: Int
  private let state = Mutex((next: 0, finished: 0))

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  func next() -> Range<Int>? {
    state.withLock { state in
      guard state.next < count else { return nil }
      let slice = state.next..<min(state.next + size, count)
      state.next = slice.upperBound
      return slice
    }
  }

  /// How many are done with it.
  func finish(_ slice: Range<Int>) -> Int {
    state.withLock { state in
      state.finished += slice.count
      return state.finished
    }
  }
}

extension LeakEvidence {
  /// The recipients of all campaigns that came to two people or more; where none did, of all: one mail to one person needs no stolen list.
  init(campaigns: [Campaign], findings: [Finding]) {
    let wide = campaigns.filter { $0.recipients.count >= 2 }
    let used = wide.isEmpty ? campaigns : wide
    self.init(
      recipients: Array(Set(used.flatMap(\.recipients))).sorted(),
      firstSeen: used.compactMap { Self.firstDay(of: $0.members.compactMap { findings[$0].seen }) }.min(),
      lureFields: used.reduce(into: []) { $0.formUnion($1.lureFields) })
  }

  /// The day before which the list was taken. One report with a wrong clock, or a reporter's invention, must not put it years back: a time
  /// long before the middle one of its campaign does not count.
  private static func firstDay(of times: [Timestamp]) -> CalendarDate? {
    let sorted = times.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted[sorted.count / 2]
    return sorted.first { middle.seconds - $0.seconds <= 45 * 86_400 }?.date
  }
}
