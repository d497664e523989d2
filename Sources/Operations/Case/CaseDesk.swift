import Attribution
import Casework
import Domains
import Evidence
import Forensics
import Mail
import Vocabulary

/// The running case from inside: what the pages, the command line and the doors ask for, over whatever remembers it.
package final class CaseDesk: Sendable {
  package let settings: FolderSettings
  package let knowledge: Knowledge
  package let archive: ReportArchive
  package let ledger: Ledger
  package let outbox: Outbox
  package let cases: CaseFiles
  package let members: MembersArchive
  package let erasures: ErasureArchive
  package let assessing: Assessing
  package let sealing: Sealing
  package let now: @Sendable () -> Timestamp
  /// nil where nothing is looked up.
  package let looking: LookingUp?
  /// nil where nothing is looked up.
  let names: NameService?
  package let lookups: LookupArchive
  package let notices: NoticeLedger
  private let lists: MembersCache
  private let intake: Intake
  private let arrivals: AsyncStream<Void>
  private let arrived: AsyncStream<Void>.Continuation

  /// What remembers.
  package struct Memory: Sendable {
    package let archive: ReportArchive
    package let ledger: Ledger
    package let outbox: Outbox
    package let cases: CaseFiles
    package let members: MembersArchive
    package let erasures: ErasureArchive
    package let lookups: LookupArchive
    package let notices: NoticeLedger

    package init(
      archive: ReportArchive, ledger: Ledger, outbox: Outbox, cases: CaseFiles, members: MembersArchive,
      erasures: ErasureArchive, lookups: LookupArchive = .none, notices: NoticeLedger = .none
    ) {
      self.archive = archive
      self.ledger = ledger
      self.outbox = outbox
      self.cases = cases
      self.members = members
      self.erasures = erasures
      self.lookups = lookups
      self.notices = notices
    }
  }

  package init(
    settings: FolderSettings, knowledge: Knowledge, memory: Memory, version: String,
    names: NameService? = nil, keys: DKIMKeyArchive = DKIMKeyArchive(),
    now: @escaping @Sendable () -> Timestamp,
    answer: @escaping @Sendable (Examining.ReportedMail) async throws(StoreTrouble) -> Examining.Answer
  ) {
    self.settings = settings
    self.knowledge = knowledge
    self.now = now
    archive = memory.archive
    ledger = memory.ledger
    outbox = memory.outbox
    cases = memory.cases
    members = memory.members
    erasures = memory.erasures
    lookups = memory.lookups
    notices = memory.notices
    let lists = MembersCache(
      members: memory.members, lookups: memory.lookups, settings: settings, knowledge: knowledge, keys: keys)
    self.lists = lists
    self.names = settings.lookups.scope == .off ? nil : names
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    arrivals = stream
    arrived = continuation
    assessing = Assessing(
      archive: memory.archive, cases: memory.cases, knowledge: knowledge, organization: settings.organization,
      version: version, now: now, members: { () throws(StoreTrouble) in try await lists.current() })
    sealing = Sealing(archive: memory.archive, now: now, sealed: { continuation.yield() })
    let context = settings.reading(knowledge.lexicon)
    let examining = Examining(
      archive: memory.archive, ledger: memory.ledger, organization: settings.organization,
      escalation: settings.escalation, dataVersion: knowledge.version,
      scope: settings.lookups.scope, now: now,
      examination: { anew throws(StoreTrouble) in
        if anew { await lists.readKeysAgain() }
        return try await lists.current().examination
      },
      isAutomatic: { [words = knowledge.automaticMail] sealed in
        AutomaticMail(
          Report(sealed.bytes, context: context).outer, sender: sealed.envelope, intake: context.intake, words: words)?
          .isByNobody ?? false
      }, answer: answer)
    intake = Intake(examining: examining, archive: memory.archive, cases: memory.cases, assessing: assessing)
    looking =
      settings.lookups.scope == .off
      ? nil
      : names.map { names in
        LookingUp(archive: memory.lookups, ledger: memory.ledger, names: names, now: now) { answers in
          await lists.learn(answers)
          continuation.yield()
        }
      }
  }

  /// Takes one mail in; it is on disk when this returns `sealed` or `known`.
  package func receive(_ delivery: Delivery) async -> Reception { await sealing.receive(delivery) }

  /// Examines everything that waits; how many reports that were.
  package func examineWaiting() async throws(StoreTrouble) -> Int { try await intake.examineWaiting() }

  /// Examines what is sealed as it is sealed, until cancelled. `failed` is told when that did not work; it tries again.
  package func examineArrivals(failed: @Sendable (StoreTrouble) async -> Void) async {
    arrived.yield()
    for await _ in arrivals {
      do throws(StoreTrouble) { _ = try await intake.examineWaiting() } catch {
        await failed(error)
        try? await Task.sleep(for: .seconds(5))
        arrived.yield()
      }
    }
  }

  /// Of the examination and of the lists: read anew at the next need.
  package func listsChanged() async {
    await lists.forget()
    await assessing.invalidate()
  }

  /// Of what was found in it, nothing is kept in memory either.
  package func mailDeleted() async {
    await intake.forget()
    await assessing.reread()
  }

  /// Every signer's key at hand: those given, and those that the DNS ever answered.
  package func keys() async throws(StoreTrouble) -> DKIMKeyArchive { try await lists.keys() }

  package func currentMembers() async throws(StoreTrouble) -> Assessing.Members { try await lists.current() }

  /// Why reports are kept and not examined just now; nil where all is well.
  package var trouble: String? { get async { await intake.trouble } }

  /// A decision about cases was written by somebody else than the intake.
  package func decisionsChanged() async {
    await intake.forget()
    await assessing.invalidate()
  }
}
