import Metrics
import Synchronization

/// What the program counts and times, for swift-metrics, printed as a page that Prometheus reads (text format 0.0.4).
package final class Measurements: MetricsFactory {
  private struct Key: Hashable {
    let label: String
    let dimensions: [String]
  }

  private struct Shelf {
    var sums: [Key: Sum] = [:]
    var times: [Key: Times] = [:]
  }

  /// More different label sets than this are one.
  private static let most = 2000
  private let shelf = Mutex(Shelf())

  package init() {}

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    sum(label, dimensions, kind: "counter")
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    sum(label, dimensions, kind: "gauge")
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let key = key(label, dimensions)
    return shelf.withLock { shelf in
      if let known = shelf.times[key] { return known }
      let new = Times()
      if shelf.times.count < Self.most { shelf.times[key] = new }
      return new
    }
  }

  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  private func sum(_ label: String, _ dimensions: [(String, String)], kind: String) -> Sum {
    let key = key(label, dimensions)
    return shelf.withLock { shelf in
      if let known = shelf.sums[key] { return known }
      let new = Sum(kind: kind)
      if shelf.sums.count < Self.most { shelf.sums[key] = new }
      return new
    }
  }

  private func key(_ label: String, _ dimensions: [(String, String)]) -> Key {
    Key(
      label: String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }),
      dimensions: dimensions.map { "\($0)=\"\(Self.escaped($1))\"" }.sorted())
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { out, letter in
      switch letter {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n", "\r\n": out += "\\n"
      default: out.append(letter)
      }
    }
  }

  /// The whole page.
  package func text() -> String {
    let (sums, times) = shelf.withLock { ($0.sums, $0.times) }
    var out = ""
    for (label, group) in Dictionary(grouping: sums, by: \.key.label).sorted(by: { $0.key < $1.key }) {
      let kind = group.first?.value.kind ?? "counter"
      let name = kind == "counter" ? label + "_total" : label
      out += "# TYPE \(name) \(kind)\n"
      for (key, sum) in group.sorted(by: { $0.key.dimensions.lexicographicallyPrecedes($1.key.dimensions) }) {
        out += "\(name)\(Self.braces(key.dimensions)) \(Self.number(sum.current))\n"
      }
    }
    for (label, group) in Dictionary(grouping: times, by: \.key.label).sorted(by: { $0.key < $1.key }) {
      out += "# TYPE \(label) histogram\n"
      for (key, times) in group.sorted(by: { $0.key.dimensions.lexicographicallyPrecedes($1.key.dimensions) }) {
        let state = times.current
        var seen = 0
        for (bound, count) in zip(Times.bounds, state.counts) {
          seen += count
          out += "\(label)_bucket\(Self.braces(key.dimensions + ["le=\"\(bound)\""])) \(seen)\n"
        }
        out += "\(label)_bucket\(Self.braces(key.dimensions + ["le=\"+Inf\""])) \(state.total)\n"
        out += "\(label)_sum\(Self.braces(key.dimensions)) \(state.seconds)\n"
        out += "\(label)_count\(Self.braces(key.dimensions)) \(state.total)\n"
      }
    }
    return out
  }

  private static func braces(_ dimensions: [String]) -> String {
    dimensions.isEmpty ? "" : "{" + dimensions.joined(separator: ",") + "}"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
  }
}

/// A counter or a gauge.
final class Sum: CounterHandler, RecorderHandler {
  let kind: String
  private let value = Mutex(0.0)

  init(kind: String) { self.kind = kind }

  var current: Double { value.withLock { $0 } }
  func increment(by amount: Int64) { value.withLock { $0 += Double(amount) } }
  func reset() { value.withLock { $0 = 0 } }
  func record(_ new: Int64) { value.withLock { $0 = Double(new) } }
  func record(_ new: Double) { value.withLock { $0 = new } }
}

/// Durations by how long they were.
final class Times: TimerHandler {
  struct State: Sendable {
    var counts = [Int](repeating: 0, count: Times.bounds.count)
    var total = 0
    var seconds = 0.0
  }

  /// Upper bounds in seconds.
  static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private let state = Mutex(State())

  var current: State { state.withLock { $0 } }

  func recordNanoseconds(_ duration: Int64) {
    let seconds = Double(duration) / 1e9
    state.withLock { state in
      if let place = Self.bounds.firstIndex(where: { seconds <= $0 }) { state.counts[place] += 1 }
      state.total += 1
      state.seconds += seconds
    }
  }
}
