import Casework
import Vocabulary

/// What the next decision depends on, kept between batches; `load` reads it anew.
package struct IntakeDesk: Sendable {
  package var openCase: Int64?
  package var lastCase: Int64
  package private(set) var loose: [Escalation.LooseReport]
  /// Everybody whom a loose report counts for, however old it is.
  package private(set) var people: Set<String>

  package init(openCase: Int64?, lastCase: Int64, loose: [Escalation.LooseReport]) {
    self.openCase = openCase
    self.lastCase = lastCase
    self.loose = loose
    people = Set(loose.compactMap(\.person))
  }

  mutating func add(_ report: Escalation.LooseReport) {
    loose.append(report)
    if let person = report.person { people.insert(person) }
  }

  mutating func remove(_ reports: [ReportNumber]) {
    let gone = Set(reports)
    loose.removeAll { gone.contains($0.number) }
    people = Set(loose.compactMap(\.person))
  }

  package static func load(archive: ReportArchive, cases: CaseFiles) async throws(StoreTrouble) -> IntakeDesk {
    let ids = try await cases.ids()
    var open: Int64?
    for id in ids.reversed() where open == nil {
      if let known = try await cases.load(id), known.state == .open { open = id }
    }
    return IntakeDesk(openCase: open, lastCase: ids.last ?? 0, loose: try await archive.loose())
  }
}
