import Casework
import Synchronization
import Vocabulary

/// Keeps every notice that was started on its way, and carries the buttons of its page to it.
package final class NoticeRunning: Sendable {
  private let notices: NoticeDesk
  private let controls = Mutex<[Int64: NoticeControl]>([:])
  private let halts = Mutex<[Int64: String]>([:])

  package init(_ notices: NoticeDesk) { self.notices = notices }

  /// Why a notice stopped by itself or does not move, in words; nil where all is well.
  package func trouble(of id: Int64) -> String? {
    controls.withLock { $0[id]?.trouble } ?? halts.withLock { $0[id] }
  }

  package func pause(_ id: Int64, by actor: String) async throws(NoticeDesk.Refusal) {
    try await notices.record(.noticePaused(notice: id), by: actor)
    controls.withLock { $0[id] }?.pause()
  }

  /// `again`: those who failed in one of these ways wait once more.
  package func resume(
    _ id: Int64, again: Set<NoticeRecipient.Kind> = [], by actor: String
  ) async throws(NoticeDesk.Refusal) {
    do throws(StoreTrouble) { try await notices.goOn(id, again: again, by: actor) } catch { throw .store(error) }
    halts.withLock { $0[id] = nil }
  }

  /// For good: whoever was not told is not told by this notice.
  package func stop(_ id: Int64, reason: String, by actor: String) async throws(NoticeDesk.Refusal) {
    try await notices.record(.noticeStopped(notice: id, reason: reason), by: actor)
    controls.withLock { $0[id] }?.stop()
    do throws(StoreTrouble) { try await end(id) } catch { throw .store(error) }
  }

  /// Nobody waits any more, whatever a run that was just ending had put back.
  private func end(_ id: Int64) async throws(StoreTrouble) {
    _ = try await notices.ledger.stop(id, notices.desk.now())
    try await notices.ledger.finish(id, notices.desk.now())
  }

  /// Looks each second for notices that are to be on their way, until cancelled.
  package func run(
    sending: NoticeSending, text: @escaping @Sendable (Int64) async throws(StoreTrouble) -> NoticeSending.Text,
    failed: @escaping @Sendable (StoreTrouble) -> Void
  ) async {
    do throws(StoreTrouble) {
      // The program may have been stopped between the two.
      for notice in try await notices.notices(of: nil) where notice.state == .stopped { try await end(notice.id) }
    } catch { failed(error) }
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        do throws(StoreTrouble) {
          for notice in try await notices.notices(of: nil)
          where notice.state == .sending && halts.withLock({ $0[notice.id] == nil }) && begin(notice.id) {
            group.addTask { await self.send(notice.id, sending, text, failed) }
          }
        } catch { failed(error) }
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// False where it is running already.
  private func begin(_ id: Int64) -> Bool {
    controls.withLock { controls in
      guard controls[id] == nil else { return false }
      controls[id] = NoticeControl()
      return true
    }
  }

  private func send(
    _ id: Int64, _ sending: NoticeSending,
    _ text: @Sendable (Int64) async throws(StoreTrouble) -> NoticeSending.Text,
    _ failed: @Sendable (StoreTrouble) -> Void
  ) async {
    defer { controls.withLock { $0[id] = nil } }
    guard let control = controls.withLock({ $0[id] }) else { return }
    let telling = Task { [notices] in
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        await notices.desk.assessing.told()
        // Nobody gets a letter with a fact that was taken back meanwhile.
        guard !Task.isCancelled, let gone = try? await notices.takenBack(from: id),
          let why = NoticeDesk.taken(back: gone)
        else { continue }
        control.pause()
        await self.halt(id, why)
        return
      }
    }
    defer { telling.cancel() }
    do throws(StoreTrouble) {
      // Somebody may have paused or stopped it before there was a control to tell.
      guard try await notices.notice(id)?.state == .sending else { return }
      if let why = NoticeDesk.taken(back: try await notices.takenBack(from: id)) { return await halt(id, why) }
      if case .halted(let why) = try await sending.run(id, control: control, text: try await text(id)) {
        await halt(id, why)
      }
      if try await notices.notice(id)?.state == .stopped { try await end(id) }
      try await notices.settleSteps(of: id)
    } catch {
      failed(error)
      await halt(id, error.description)
    }
  }

  /// Not admitted, and not wanted, where somebody stopped it meanwhile.
  private func halt(_ id: Int64, _ why: String) async {
    guard (try? await notices.notice(id))??.state == .sending else { return }
    halts.withLock { $0[id] = why }
    try? await notices.record(.noticePaused(notice: id), by: Actor.candor)
  }

  /// A warning in every language, as soon as a case is open: drafted, and nothing more.
  package func draftWarnings() async throws(StoreTrouble) {
    for id in try await notices.desk.cases.ids() {
      guard let known = try await notices.desk.cases.load(id), known.state == .open else { continue }
      guard try await notices.drafts.list(id).isEmpty else { continue }
      _ = try await notices.draft(.warning, of: id, by: Actor.candor)
    }
  }
}
