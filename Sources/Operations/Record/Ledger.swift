import Casework
import Domains
import Evidence
import Vocabulary

/// Everything that one decision writes, saved whole or not at all.
package struct LedgerEntry: Sendable {
  package let actor: String
  package let event: RecordEvent
  package let personal: PersonalDetail?

  package init(_ event: RecordEvent, actor: String = Actor.candor, personal: PersonalDetail? = nil) {
    self.event = event
    self.actor = actor
    self.personal = personal
  }
}

/// The record's face: append, read, verify.
package struct Ledger: Sendable {
  /// Writes all of it in one synced transaction; the number of the last entry.
  package let append: @Sendable (LedgerTransaction) async throws(StoreTrouble) -> Int64
  /// Entries after a number, at most `limit`, oldest first; of one subject where one is given.
  package let lines:
    @Sendable (_ after: Int64, _ limit: Int, _ subject: String?) async throws(StoreTrouble) -> [RecordLine]
  /// The newest entries before a number (nil: from the end), newest first.
  package let newest:
    @Sendable (_ before: Int64?, _ limit: Int, _ subject: String?) async throws(StoreTrouble) -> [RecordLine]
  /// The same of one case: what names it, its reports, the letters about them or its notices.
  package let ofCase: @Sendable (_ id: Int64, _ before: Int64?, _ limit: Int) async throws(StoreTrouble) -> [RecordLine]
  /// Walks the log as it is stored, with the personal data that is still there.
  package let walk: @Sendable (_ body: (StoredEntry) -> Void) async throws(StoreTrouble) -> Void

  package init(
    append: @escaping @Sendable (LedgerTransaction) async throws(StoreTrouble) -> Int64,
    lines: @escaping @Sendable (Int64, Int, String?) async throws(StoreTrouble) -> [RecordLine],
    newest: @escaping @Sendable (Int64?, Int, String?) async throws(StoreTrouble) -> [RecordLine],
    ofCase: @escaping @Sendable (Int64, Int64?, Int) async throws(StoreTrouble) -> [RecordLine],
    walk: @escaping @Sendable (_ body: (StoredEntry) -> Void) async throws(StoreTrouble) -> Void
  ) {
    self.append = append
    self.lines = lines
    self.newest = newest
    self.ofCase = ofCase
    self.walk = walk
  }

  /// From the end of the last backup that was restored to when that was; all time where the record cannot be read.
  package func restoredPeriod() async -> ClosedRange<Int64>? {
    do throws(StoreTrouble) {
      let line = try await newest(nil, 1, "folder:restored").first
      guard case .folderRestored(let end, _) = line?.event, let time = line?.time.seconds else { return nil }
      return min(end, time)...time
    } catch { return 0...Int64.max }
  }

  package struct StoredEntry: Sendable {
    package let entry: CustodyEntry
    /// As the row says, to be held against what the chain says.
    package let digest: Digest?
    package let personal: (salt: [UInt8], bytes: [UInt8])?

    package init(entry: CustodyEntry, digest: Digest?, personal: (salt: [UInt8], bytes: [UInt8])?) {
      self.entry = entry
      self.digest = digest
      self.personal = personal
    }
  }
}

/// Entries with the projections that follow from them.
package struct LedgerTransaction: Sendable {
  package let now: Timestamp
  package var entries: [LedgerEntry] = []
  package var examined: [ExaminedReport] = []
  package var filed: [(report: ReportNumber, case: Int64)] = []
  package var proposed: [NewDispatch] = []
  package var dispatches: [DispatchChange] = []
  package var wanted: [LookupWant] = []
  package var answers: [DNSObservation] = []
  package var returned: [NoticeReturn] = []

  package init(now: Timestamp) { self.now = now }

  package var isEmpty: Bool {
    entries.isEmpty && examined.isEmpty && filed.isEmpty && proposed.isEmpty && dispatches.isEmpty
      && wanted.isEmpty && answers.isEmpty && returned.isEmpty
  }
}
