import Attribution
import Casework
import Evidence
import Forensics
import Letters
import Mail
import Vocabulary

/// Keeps what the reports of a case say together, and works it out anew as they come in: at most once a second, however many come.
package actor Assessing {
  /// What is known of one case at one moment.
  package struct Assessment: Sendable {
    package let investigation: Investigation
    /// What it says in words, for all who look.
    package let sheets: SheetShelf
    /// By place in `investigation.findings`.
    package let reports: [ReportNumber]
    /// How many fakes of the case were looked at, and how many there are.
    package let considered: Int
    package let filed: Int
  }

  /// Beyond this many, further fakes of one case are kept and counted, not compared: a mail bomb must not take the memory.
  package static let most = 20_000

  private let archive: ReportArchive
  private let cases: CaseFiles
  private let members: @Sendable () async throws(StoreTrouble) -> Members
  private let knowledge: Knowledge
  private let organization: Organization
  private let version: String
  private let now: @Sendable () -> Timestamp
  private var dossiers: [Int64: Dossier] = [:]
  private var running: [Int64: Task<Result<Assessment?, StoreTrouble>, Never>] = [:]
  /// Filed in a case while its older reports are being read again.
  private var meanwhile: [Int64: [(report: ReportNumber, findings: [Finding])]] = [:]
  /// Examined again while a case is being read, which may have been with less.
  private var revised: [Int64: [ReportNumber: [Finding]]] = [:]
  private var revision = 0
  private var watchers: [Int: AsyncStream<Int>.Continuation] = [:]
  private var nextWatcher = 0

  /// The lists and what reads mail with them, made anew when a list changes.
  package struct Members: Sendable {
    package let stores: [DataStore]
    package let book: AddressBook
    package let examination: Examination
    /// By member number, as far as lists say.
    package let languages: [LanguageMark]

    package init(
      stores: [DataStore], book: AddressBook, examination: Examination, languages: [LanguageMark] = []
    ) {
      self.stores = stores
      self.book = book
      self.examination = examination
      self.languages = languages
    }

    func knowing(_ keys: DKIMKeyArchive) -> Members {
      Members(stores: stores, book: book, examination: examination.knowing(keys), languages: languages)
    }
  }

  package init(
    archive: ReportArchive, cases: CaseFiles, knowledge: Knowledge, organization: Organization, version: String,
    now: @escaping @Sendable () -> Timestamp, members: @escaping @Sendable () async throws(StoreTrouble) -> Members
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
    let fresh = Dictionary((batch.findings + batch.again).map { ($0.report, $0.findings) }) { first, _ in first }
    for (report, id) in batch.filed {
      // A case that nobody has looked at yet is read when somebody does, and so are the reports that it was opened with.
      guard let findings = fresh[report] else { continue }
      if meanwhile[id] != nil {
        meanwhile[id]?.append((report, findings))
      } else {
        dossiers[id]?.file(report, findings)
      }
    }
    if !batch.again.isEmpty { replace(batch.again) }
    changed()
  }

  /// More came to be known of reports that are in a dossier already.
  private func replace(_ again: [(report: ReportNumber, findings: [Finding])]) {
    let newer = Dictionary(again.map { ($0.report, $0.findings) }) { _, last in last }
    for (id, dossier) in dossiers where newer.keys.contains(where: dossier.known.contains) {
      dossiers[id]?.replace(newer)
    }
    for id in meanwhile.keys { revised[id, default: [:]].merge(newer) { _, last in last } }
  }

  /// The lists or the clock changed: all is to be worked out anew.
  package func invalidate() {
    for id in dossiers.keys { dossiers[id]?.isStale = true }
    changed()
  }

  /// Mail was deleted: what was found in it is forgotten, and what is left is read again at the next need.
  package func reread() async {
    for task in running.values { _ = await task.value }
    dossiers = [:]
    changed()
  }

  /// Something beside what the reports say changed, and whoever watches looks again.
  package func told() { changed() }

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
  package func assessment(of id: Int64) async throws(StoreTrouble) -> Assessment? {
    if let dossier = dossiers[id], let known = dossier.assessment {
      if dossier.isStale { start(id, patient: true) }
      return known
    }
    return try await start(id).value.get()
  }

  /// The same, waiting for the newest.
  package func freshAssessment(of id: Int64) async throws(StoreTrouble) -> Assessment? {
    _ = await running[id]?.value
    if let dossier = dossiers[id], !dossier.isStale, let known = dossier.assessment { return known }
    return try await start(id).value.get()
  }

  /// `patient`: not within a second of the last time.
  @discardableResult private func start(_ id: Int64, patient: Bool = false)
    -> Task<Result<Assessment?, StoreTrouble>, Never>
  {
    if let task = running[id] { return task }
    let task = Task { await self.work(id, patient: patient) }
    running[id] = task
    return task
  }

  private func work(_ id: Int64, patient: Bool) async -> Result<Assessment?, StoreTrouble> {
    defer { running[id] = nil }
    if patient, let rested = dossiers[id]?.restsUntil {
      try? await Task.sleep(until: rested, clock: .continuous)
    }
    do throws(StoreTrouble) { return .success(try await conclude(id)) } catch {
      dossiers[id]?.isStale = true
      return .failure(error)
    }
  }

  private func conclude(_ id: Int64) async throws(StoreTrouble) -> Assessment? {
    let members = try await members()
    if dossiers[id] == nil {
      meanwhile[id] = []
      defer {
        meanwhile[id] = nil
        revised[id] = nil
      }
      guard let known = try await cases.load(id) else { return nil }
      var loaded = try await Dossier(reading: known.reports, archive, members.examination)
      for (report, findings) in meanwhile[id] ?? [] { loaded.file(report, findings) }
      if let newer = revised[id] { loaded.replace(newer) }
      dossiers[id] = loaded
    }
    guard let dossier = dossiers[id] else { return nil }
    dossiers[id]?.isStale = false
    let known = try await cases.load(id)
    let answers = known?.answers ?? [:]
    let confirmed = answers.filter(\.value.gotIt).keys.sorted()
    let denied = answers.filter { !$0.value.gotIt }.keys.sorted()
    let source = IncidentSource(
      organization: organization, stores: members.stores, book: members.book, items: [], skipped: []
    ) { .skipped(Skipped(file: $0.name, why: "kept in the archive")) }
    let begun = ContinuousClock.now
    // Whoever looked at the last one looks at this one, in the same language.
    let languages = dossier.assessment?.sheets.languages ?? []
    let (investigation, sheets) = await Task.detached(priority: .utility) { [knowledge, version, now] in
      let investigation = Investigating.conclude(
        dossier.findings.map(\.finding), of: source, skipped: [], knowledge: knowledge, version: version, now: now(),
        dueFrom: known?.opened, confirmed: confirmed, denied: denied)
      let sheets = SheetShelf(of: investigation, book: knowledge.sheets, priors: knowledge.priors)
      for language in languages { _ = sheets[language] }
      return (investigation, sheets)
    }.value
    let assessment = Assessment(
      investigation: investigation, sheets: sheets, reports: dossier.findings.map(\.report),
      considered: dossier.known.count,
      filed: dossier.filed)
    dossiers[id]?.assessment = assessment
    // Of two cores at most a quarter of one goes into what is out of date a second later.
    dossiers[id]?.restsUntil = .now.advanced(by: max(.seconds(1), (.now - begun) * 3))
    changed()
    return assessment
  }
}
