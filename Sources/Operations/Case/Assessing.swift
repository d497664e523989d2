import Attribution
import Casework
import Evidence
import Forensics
import Mail
import Vocabulary

/// Keeps what the reports of a case say together, and works it out anew as they come in: at most once a second, however many come.
package actor Assessing {
  /// What is known of one case at one moment.
  package struct Assessment: Sendable {
    package let investigation: Investigation
    /// By place in `investigation.findings`.
    package let reports: [ReportNumber]
    /// How many fakes of the case were looked at, and how many there are.
    package let considered: Int
    package let filed: Int
    /// Counts up whenever anything changed.
    package let revision: Int
  }

  /// Beyond this many, further fakes of one case are kept and counted, not compared: a mail bomb must not take the memory.
  package static let most = 20_000

  private struct Dossier {
    var findings: [(report: ReportNumber, finding: Finding)] = []
    var filed = 0
    var known: Set<ReportNumber> = []
    var assessment: Assessment?
    var isStale = true
  }

  private let archive: ReportArchive
  private let cases: CaseFiles
  private let members: @Sendable () async -> Members
  private let knowledge: Knowledge
  private let organization: Organization
  private let version: String
  private let now: @Sendable () -> Timestamp
  private var dossiers: [Int64: Dossier] = [:]
  private var running: [Int64: Task<Assessment?, Never>] = [:]
  private var revision = 0
  private var watchers: [Int: AsyncStream<Int>.Continuation] = [:]
  private var nextWatcher = 0

  /// The lists and what reads mail with them, made anew when a list changes.
  package struct Members: Sendable {
    package let stores: [DataStore]
    package let book: AddressBook
    package let examination: Examination

    package init(stores: [DataStore], book: AddressBook, examination: Examination) {
      self.stores = stores
      self.book = book
      self.examination = examination
    }
  }

  package init(
    archive: ReportArchive, cases: CaseFiles, knowledge: Knowledge, organization: Organization, version: String,
    now: @escaping @Sendable () -> Timestamp, members: @escaping @Sendable () async -> Members
  ) {
    self.archive = archive
    self.cases = cases
    self.knowledge = knowledge
    self.organization = organization
    self.version = version
    self.now = now
    self.members = members
  }

  /// Takes in what a batch of examinations brought.
  package func take(_ batch: Examining.Batch) {
    let fresh = Dictionary(batch.findings.map { ($0.report, $0.findings) }) { first, _ in first }
    for (report, id) in batch.filed {
      // A case that nobody has looked at yet is read when somebody does.
      guard dossiers[id] != nil, let findings = fresh[report] else {
        dossiers[id] = nil
        continue
      }
      add(report, findings, to: id)
    }
    changed()
  }

  /// The lists or the clock changed: all is to be worked out anew.
  package func invalidate() {
    for id in dossiers.keys { dossiers[id]?.isStale = true }
    changed()
  }

  private func changed() {
    revision += 1
    for watcher in watchers.values { watcher.yield(revision) }
  }

  /// A number each time anything changed; the newest only, for readers who are slow.
  package func changes() -> AsyncStream<Int> {
    let id = nextWatcher
    nextWatcher += 1
    let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    watchers[id] = continuation
    continuation.onTermination = { _ in Task { await self.forget(id) } }
    return stream
  }

  private func forget(_ id: Int) { watchers[id] = nil }

  /// What is known of the case; the last known where something newer is still being worked out, nil where there is no such case.
  package func assessment(of id: Int64) async -> Assessment? {
    if let dossier = dossiers[id], let known = dossier.assessment {
      if dossier.isStale { start(id) }
      return known
    }
    return await start(id).value
  }

  /// The same, waiting for the newest.
  package func freshAssessment(of id: Int64) async -> Assessment? {
    if let dossier = dossiers[id], !dossier.isStale, let known = dossier.assessment { return known }
    _ = await running[id]?.value
    return await start(id).value
  }

  @discardableResult private func start(_ id: Int64) -> Task<Assessment?, Never> {
    if let task = running[id] { return task }
    let task = Task { await self.work(id) }
    running[id] = task
    return task
  }

  private func work(_ id: Int64) async -> Assessment? {
    defer { running[id] = nil }
    let members = await members()
    if dossiers[id] == nil {
      guard let loaded = await load(id, members) else { return nil }
      dossiers[id] = loaded
    }
    guard let dossier = dossiers[id] else { return nil }
    let started = revision
    dossiers[id]?.isStale = false
    let known = (try? await cases.load(id)).flatMap { $0 }
    let confirmed = known?.answers.filter(\.value.gotIt).keys.sorted() ?? []
    let source = IncidentSource(
      organization: organization, stores: members.stores, book: members.book, items: [], skipped: []
    ) { .skipped(Skipped(file: $0.name, why: "kept in the archive")) }
    let investigation = await Task.detached(priority: .utility) { [knowledge, version, now] in
      Investigating.conclude(
        dossier.findings.map(\.finding), of: source, skipped: [], knowledge: knowledge, version: version, now: now(),
        dueFrom: known?.opened, confirmed: confirmed)
    }.value
    let assessment = Assessment(
      investigation: investigation, reports: dossier.findings.map(\.report), considered: dossier.known.count,
      filed: dossier.filed, revision: started)
    dossiers[id]?.assessment = assessment
    changed()
    return assessment
  }

  /// Reads the case's mails again: what is found in them is never stored, so it is never out of date.
  private func load(_ id: Int64, _ members: Members) async -> Dossier? {
    guard let known = (try? await cases.load(id)).flatMap({ $0 }) else { return nil }
    var dossier = Dossier()
    dossier.filed = known.reports.count
    for report in known.reports.prefix(Self.most) {
      guard let bytes = (try? await archive.bytes(report)).flatMap({ $0 }) else { continue }
      Self.add(
        report, members.examination.findings(of: Artifact(sealing: bytes, source: "reports/\(report)")), &dossier)
    }
    return dossier
  }

  private func add(_ report: ReportNumber, _ findings: [Finding], to id: Int64) {
    guard var dossier = dossiers.removeValue(forKey: id) else { return }
    if !dossier.known.contains(report) { dossier.filed += 1 }
    if dossier.known.count < Self.most { Self.add(report, findings, &dossier) }
    dossier.isStale = true
    dossiers[id] = dossier
  }

  private static func add(_ report: ReportNumber, _ findings: [Finding], _ dossier: inout Dossier) {
    guard dossier.known.insert(report).inserted else { return }
    dossier.findings += findings.map { (report, $0) }
  }
}
