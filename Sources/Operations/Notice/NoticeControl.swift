import Synchronization

/// The buttons of one running notice, and what its pages show beside the ledger.
package final class NoticeControl: Sendable {
  package enum Order: Sendable, Hashable {
    case go, pause, stop
    /// The program is ending.
    case end
  }

  private struct State {
    var order = Order.go
    var trouble: String?
  }
  private let state = Mutex(State())

  package init() {}

  package var order: Order { state.withLock { $0.order } }
  /// Why nothing moves, in words; nil where all is well.
  package var trouble: String? { state.withLock { $0.trouble } }

  /// Takes effect within a second: what is not on its way stays. A stop cannot be taken back.
  package func pause() { state.withLock { if $0.order == .go { $0.order = .pause } } }
  package func stop() { state.withLock { $0.order = .stop } }
  func end() { state.withLock { if $0.order == .go { $0.order = .end } } }

  func set(trouble: String?) { state.withLock { $0.trouble = trouble } }
}
