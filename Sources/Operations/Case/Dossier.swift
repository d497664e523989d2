import Casework
import Evidence
import Forensics
import Vocabulary

/// What was found in the reports of one case, each report once, and what was last made of it.
struct Dossier: Sendable {
  private(set) var findings: [(report: ReportNumber, finding: Finding)] = []
  /// Of how many reports the case knows, those included that are only counted.
  private(set) var filed: Int
  private(set) var known: Set<ReportNumber> = []
  var assessment: Assessing.Assessment?
  var isStale = true
  /// Not to be worked out anew before, where somebody can wait.
  var restsUntil: ContinuousClock.Instant?

  mutating func file(_ report: ReportNumber, _ findings: [Finding]) {
    if !known.contains(report) { filed += 1 }
    if known.count < Assessing.most { add(report, findings) }
    isStale = true
  }

  private mutating func add(_ report: ReportNumber, _ findings: [Finding]) {
    guard known.insert(report).inserted else { return }
    self.findings += findings.map { (report, $0) }
  }

  /// Reports that were examined again, with more at hand.
  mutating func replace(_ newer: [ReportNumber: [Finding]]) {
    var seen: Set<ReportNumber> = []
    findings = findings.flatMap { (report, finding) in
      guard let found = newer[report] else { return [(report: report, finding: finding)] }
      return seen.insert(report).inserted ? found.map { (report, $0) } : []
    }
    isStale = true
  }
}

extension Dossier {
  /// Reads the mails again: what is found in them is never stored, so it is never out of date.
  init(reading all: [ReportNumber], _ archive: ReportArchive, _ examination: Examination)
    async throws(StoreTrouble)
  {
    filed = all.count
    let reports = Array(all.prefix(Assessing.most))
    let half = (reports.count + 1) / 2
    async let second = Self.read(reports[half...], archive, examination)
    for (report, findings) in try await Self.read(reports[..<half], archive, examination).get() + second.get() {
      add(report, findings)
    }
  }

  private typealias Reread = Result<[(report: ReportNumber, findings: [Finding])], StoreTrouble>

  /// What was deleted tells nothing any more, and is left out.
  private static func read(_ reports: ArraySlice<ReportNumber>, _ archive: ReportArchive, _ examination: Examination)
    async -> Reread
  {
    var all: [(report: ReportNumber, findings: [Finding])] = []
    var rest = reports
    while !rest.isEmpty {
      do throws(StoreTrouble) {
        let mails = try await archive.mails(rest.prefix(64))
        for (report, bytes) in zip(rest, mails) {
          guard let bytes else { continue }
          all.append((report, examination.findings(of: Artifact(sealing: bytes, source: "reports/\(report)"))))
        }
        rest = rest.dropFirst(max(1, mails.count))
      } catch { return .failure(error) }
    }
    return .success(all)
  }
}
