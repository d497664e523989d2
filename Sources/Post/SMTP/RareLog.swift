import Logging
import Synchronization

/// Warnings that a flood would repeat: each is written at once, and then at most once a minute, with how often it was meant.
final class RareLog: Sendable {
  private struct Told {
    var last: ContinuousClock.Instant
    var since = 0
  }

  private let logger: Logger
  private let pause: Duration
  private let now: @Sendable () -> ContinuousClock.Instant
  private let told = Mutex<[String: Told]>([:])

  init(
    _ logger: Logger, pause: Duration = .seconds(60),
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.logger = logger
    self.pause = pause
    self.now = now
  }

  /// `what` is one of a few sentences.
  func warn(_ what: String, _ metadata: Logger.Metadata = [:]) {
    let now = now()
    let count = told.withLock { told -> Int? in
      guard var known = told[what], known.last.duration(to: now) < pause else {
        let count = (told[what]?.since ?? 0) + 1
        told[what] = Told(last: now)
        return count
      }
      known.since += 1
      told[what] = known
      return nil
    }
    guard let count else { return }
    logger.warning("\(what)", metadata: count == 1 ? metadata : metadata.merging(["times": "\(count)"]) { $1 })
  }
}
