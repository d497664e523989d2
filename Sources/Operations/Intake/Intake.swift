/// Runs the examination one batch after another, never two at once.
actor Intake {
  private let examining: Examining
  private let archive: ReportArchive
  private let cases: CaseFiles
  private let assessing: Assessing
  private var desk: IntakeDesk?
  private var running: Task<Result<Int, StoreTrouble>, Never>?
  private(set) var trouble: String?

  init(examining: Examining, archive: ReportArchive, cases: CaseFiles, assessing: Assessing) {
    self.examining = examining
    self.archive = archive
    self.cases = cases
    self.assessing = assessing
  }

  func forget() { desk = nil }

  func examineWaiting() async throws(StoreTrouble) -> Int {
    while let task = running { _ = await task.value }
    let task = Task { await self.finish() }
    running = task
    return try await task.value.get()
  }

  /// Says itself that it is done: whoever waits for it must not find it still running and done.
  private func finish() async -> Result<Int, StoreTrouble> {
    defer { running = nil }
    do throws(StoreTrouble) {
      let count = try await work()
      trouble = nil
      return .success(count)
    } catch {
      trouble = error.description
      return .failure(error)
    }
  }

  private func work() async throws(StoreTrouble) -> Int {
    var count = 0
    while true {
      var state: IntakeDesk
      if let desk { state = desk } else { state = try await IntakeDesk.load(archive: archive, cases: cases) }
      desk = state
      guard let batch = try await examining.next(&state) else { return count }
      // Somebody closed or reopened a case meanwhile: what was decided stands, the next batch looks again.
      if desk != nil { desk = state }
      count += batch.findings.count
      await assessing.take(batch)
    }
  }
}
