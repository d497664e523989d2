import Casework
import Foundation
import Operations
import Store
import Testing

/// Doors, pages and uploads ask for the examination at once.
@Suite struct ConcurrentExaminationTests {
  @Test(.timeLimit(.minutes(2)))
  func `however many ask at once, each report is examined once and everybody gets an answer`() async throws {
    try await Folder.with { folder in
      let mails = try Folder.demoReports()
      let watching = Task { await folder.desk.examineArrivals { _ in } }
      try await withThrowingTaskGroup(of: Int.self) { group in
        for mail in mails {
          for _ in 0..<4 {
            group.addTask {
              _ = await folder.desk.receive(Delivery(bytes: mail, door: .upload))
              return try await folder.desk.examineWaiting()
            }
          }
        }
        for try await _ in group {}
      }
      watching.cancel()
      let lines = try await folder.desk.ledger.lines(0, 10_000, nil)
      #expect(lines.count { $0.event.kind == "report-examined" } == mails.count)
      #expect(try await folder.desk.archive.tally().waiting == 0)
    }
  }
}
