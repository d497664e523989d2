import Vocabulary

/// Lists that are being taken in behind a page, so that the page can say how far each is; what came of one is known for an hour.
package actor Importing {
  package enum State: Sendable, Hashable {
    /// How much of it is done, from 0 to 1.
    case running(Double)
    case done(MembersBatchResult)
    case failed(StoreTrouble)
  }

  private struct Job {
    var state = State.running(0)
    let begun: ContinuousClock.Instant
  }

  private let desk: CaseDesk
  private var jobs: [Digest: Job] = [:]
  private static let kept = Duration.seconds(3600)

  package init(_ desk: CaseDesk) { self.desk = desk }

  /// Begins to take in what is held under `held`, once, however often it is asked for. The file is let go when it is in.
  package func begin(_ held: Secret, _ description: StoreDescription, _ source: MembersSource) {
    let id = held.digest
    jobs = jobs.filter { $0.value.begun.duration(to: .now) < Self.kept }
    if case .running = jobs[id]?.state { return }
    jobs[id] = Job(begun: .now)
    var source = source
    source.progress = { share in Task { await self.advance(id, to: share) } }
    Task { [source] in await self.work(held, description, source) }
  }

  private func advance(_ id: Digest, to share: Double) {
    guard case .running(let known) = jobs[id]?.state, share > known else { return }
    jobs[id]?.state = .running(share)
  }

  private func work(_ held: Secret, _ description: StoreDescription, _ source: MembersSource) async {
    do throws(StoreTrouble) {
      let result = try await desk.members.add(description, source)
      desk.members.held.drop(held)
      await desk.listsChanged()
      jobs[held.digest]?.state = .done(result)
    } catch { jobs[held.digest]?.state = .failed(error) }
  }

  /// How it stands, as soon as it is at an end or `patience` is; nil for what was never begun here.
  package func state(of held: Secret, within patience: Duration = .zero) async -> State? {
    let end = ContinuousClock.now.advanced(by: patience)
    while case .running = jobs[held.digest]?.state, ContinuousClock.now < end {
      try? await Task.sleep(for: .milliseconds(20))
    }
    return jobs[held.digest]?.state
  }
}
