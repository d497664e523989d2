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
    try await notices.record(.noticePaused(notice: id), about: id, by: actor)
    controls.withLock { $0[id] }?.pause()
  }

  package func resume(_ id: Int64, by actor: String) async throws(NoticeDesk.Refusal) {
    halts.withLock { $0[id] = nil }
    try await notices.record(.noticeResumed(notice: id), about: id, by: actor)
  }

  /// For good: whoever was not told is not told by this notice.
  package func stop(_ id: Int64, reason: String, by actor: String) async throws(NoticeDesk.Refusal) {
    try await notices.record(.noticeStopped(notice: id, reason: reason), about: id, by: actor)
    if let control = controls.withLock({ $0[id] }) {
      control.stop()
    } else {
      do throws(StoreTrouble) { _ = try await notices.ledger.stop(id, notices.desk.now()) } catch {
        throw .store(error)
      }
    }
  }

  /// Looks each second for notices that are to be on their way, until cancelled. `sending` is nil where there is no server to send by.
  package func run(
    sending: NoticeSending, text: @escaping @Sendable (Int64) async throws(StoreTrouble) -> NoticeSending.Text,
    failed: @escaping @Sendable (StoreTrouble) -> Void
  ) async {
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
    do throws(StoreTrouble) {
      let ending = try await sending.run(id, control: control, text: try await text(id))
      if case .halted(let why) = ending {
        halts.withLock { $0[id] = why }
        try? await notices.record(.noticePaused(notice: id), about: id, by: Actor.candor)
      }
      await notices.desk.decisionsChanged(about: id)
    } catch {
      halts.withLock { $0[id] = error.description }
      failed(error)
      try? await notices.record(.noticePaused(notice: id), about: id, by: Actor.candor)
    }
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
