import Logging
import Synchronization
import Testing

@testable import Post

@Suite struct RareLogTests {
  /// Keeps what is written.
  private final class Lines: Sendable {
    let all = Mutex<[String]>([])

    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }
  }

  private struct Handler: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let times = event.metadata?["times"].map { " \($0)" } ?? ""
      lines.all.withLock { $0.append("\(event.message)\(times)") }
    }
  }

  @Test func `a flood of the same warning is one line, and another is not lost in it`() {
    let lines = Lines()
    let log = RareLog(lines.logger)
    for _ in 0..<1000 { log.warn("turned away") }
    log.warn("put off")
    #expect(lines.all.withLock { $0 } == ["turned away", "put off"])
  }

  @Test func `after the pause it says how often it was meant`() {
    let lines = Lines()
    let start = ContinuousClock.now
    let passed = Mutex(Duration.zero)
    let log = RareLog(lines.logger) { start.advanced(by: passed.withLock { $0 }) }
    for _ in 0..<3 { log.warn("turned away") }
    passed.withLock { $0 = .seconds(61) }
    log.warn("turned away")
    #expect(lines.all.withLock { $0 } == ["turned away", "turned away 3"])
  }
}
