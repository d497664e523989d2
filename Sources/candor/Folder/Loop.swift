import Logging
import Operations
import ServiceLifecycle

/// Work that goes on until the program stops.
struct Loop: Service, CustomStringConvertible {
  let description: String
  private let work: @Sendable () async -> Void

  init(_ name: String, _ work: @escaping @Sendable () async -> Void) {
    description = name
    self.work = work
  }

  /// One round after the other; `pause` after each that says it has nothing more to do. The same trouble is logged once.
  init(
    _ name: String, pause: Duration, logger: Logger,
    _ round: @escaping @Sendable () async throws(StoreTrouble) -> Round
  ) {
    self.init(name) {
      var known: String?
      while !Task.isCancelled {
        do throws(StoreTrouble) {
          let outcome = try await round()
          known = nil
          if outcome == .more { continue }
        } catch {
          let trouble = error.description
          // What was stopped in the middle, with the program, is no trouble.
          if trouble != known, !Task.isCancelled { logger.error("\(trouble)") }
          known = trouble
        }
        try? await Task.sleep(for: pause)
      }
    }
  }

  enum Round: Sendable { case more, nothing }

  func run() async throws { await cancelWhenGracefulShutdown { await work() } }
}
