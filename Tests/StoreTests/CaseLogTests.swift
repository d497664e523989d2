import Casework
import Operations
import Store
import Testing
import Vocabulary

/// What of the record concerns one case.
@Suite struct CaseLogTests {
  private func told(_ folder: Folder, by size: Int) async throws -> [RecordLine] {
    var lines: [RecordLine] = []
    while true {
      let page = try await folder.desk.ledger.ofCase(1, lines.last?.number, size)
      lines += page
      if page.count < size { return lines }
    }
  }

  @Test func `what concerns a case is told newest first, page by page, and nothing else is`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      try await folder.desk.record(.noteAdded(case: 1, text: "of this one"), by: Actor.account(1))
      try await folder.desk.record(.noteAdded(case: 2, text: "of another case"), by: Actor.account(1))
      let known = try #require(try await folder.desk.cases.load(1))
      let reports = Set(known.reports)
      let whole = try await folder.desk.ledger.lines(0, 10_000, nil)
      var letters: Set<Int64> = []
      for line in whole {
        if case .dispatchProposed(let letter, _, _, let report?) = line.event, reports.contains(report) {
          letters.insert(letter)
        }
      }
      let wanted = whole.filter { line in
        let parts = line.event.subject.split(separator: ":")
        let number = parts.last.flatMap { Int64($0) } ?? 0
        switch parts.first {
        case "case": return number == 1
        case "report": return reports.contains(number)
        case "dispatch": return letters.contains(number)
        default: return false
        }
      }
      let told = try await told(folder, by: 7)
      #expect(told.map(\.number) == Array(wanted.map(\.number).reversed()))
      #expect(!letters.isEmpty && told.count < whole.count && told.count > 2 * reports.count)
    }
  }

  @Test func `that a case's mail was deleted is told, and of another's it is not`() async throws {
    try await Folder.with { folder in
      _ = try await folder.receive(try Folder.demoReports())
      _ = try await folder.desk.examineWaiting()
      let later = Folder.now.adding(seconds: 1)
      #expect(try await folder.desk.archive.expire(later, later) > 0)
      let newest = try #require(try await folder.desk.ledger.ofCase(1, nil, 1).first)
      #expect(newest.event.kind == "content-deleted")
      let other = try await folder.desk.ledger.ofCase(2, nil, 10)
      #expect(other.isEmpty)
    }
  }

  @Test func `the newest checkpoint is the one of the most entries`() async throws {
    try await Folder.with { folder in
      #expect(try await folder.checkpoints.newest() == nil)
      _ = try await folder.receive(try Folder.demoReports().prefix(2))
      let checkpointing = Checkpointing(
        ledger: folder.database.ledger, checkpoints: folder.checkpoints, now: { Folder.now })
      let first = try #require(try await checkpointing.make())
      #expect(try await folder.checkpoints.newest() == KeptCheckpoint(size: 2, time: Folder.now, note: first))
      _ = try await folder.desk.examineWaiting()
      let second = try await checkpointing.make()
      #expect(try await folder.checkpoints.newest()?.note == second)
    }
  }
}
