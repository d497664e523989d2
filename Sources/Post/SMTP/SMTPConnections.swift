import Logging
import NIOCore
import Operations
import Synchronization

/// What the connections of one listener share: how many there are, and how much mail they hold.
final class SMTPConnections: Sendable {
  private struct State {
    var held = 0
    var isStopping = false
    var open: [ObjectIdentifier: @Sendable () -> Void] = [:]
    var finished: CheckedContinuation<Void, Never>?
  }

  let settings: SMTPListener.Settings
  let receive: Receive
  let logger: Logger
  let warnings: RareLog
  private let state = Mutex(State())

  init(settings: SMTPListener.Settings, receive: @escaping Receive, logger: Logger) {
    self.settings = settings
    self.receive = receive
    self.logger = logger
    warnings = RareLog(logger)
  }

  func session() -> SMTPSession {
    SMTPSession(isLMTP: settings.transport == .lmtp, host: settings.host, recipients: settings.recipients)
  }

  /// False where there are too many. `stop` ends the connection before its next mail.
  func enter(_ id: ObjectIdentifier, stop: @escaping @Sendable () -> Void) -> Bool {
    state.withLock { state in
      guard !state.isStopping, state.open.count < settings.connections else { return false }
      state.open[id] = stop
      return true
    }
  }

  /// After its connection is closed and its last delivery settled.
  func leave(_ id: ObjectIdentifier) {
    let finished = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.open[id] = nil
      guard state.open.isEmpty else { return nil }
      defer { state.finished = nil }
      return state.finished
    }
    finished?.resume()
  }

  /// Counts `change` bytes; false where all connections together hold too much.
  func hold(_ change: Int) -> Bool {
    state.withLock { state in
      state.held += change
      return state.held <= settings.memory
    }
  }

  /// Lets every connection end its mail, and returns when the last is gone.
  func finish() async {
    await withCheckedContinuation { continuation in
      let (stops, isEmpty) = state.withLock { state in
        state.isStopping = true
        if !state.open.isEmpty { state.finished = continuation }
        return (Array(state.open.values), state.open.isEmpty)
      }
      if isEmpty { continuation.resume() }
      for stop in stops { stop() }
    }
  }
}
