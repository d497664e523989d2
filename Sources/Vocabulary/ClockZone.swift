/// What the company's own clocks show, as the changes of a time zone.
package struct ClockZone: Sendable, Hashable {
  /// `Europe/Madrid`, as in the tz database.
  package let name: String
  /// From which second since 1970 on the clocks are how many minutes ahead of UTC, the earliest first.
  private let changes: [Change]

  package struct Change: Sendable, Hashable {
    package let from: Int64
    package let minutes: Int

    package init(from: Int64, minutes: Int) {
      self.from = from
      self.minutes = minutes
    }
  }

  package init(name: String, changes: [Change]) {
    self.name = name
    self.changes = changes
  }

  package static let utc = ClockZone(name: "UTC", changes: [])

  /// Minutes east of UTC.
  package func offset(at time: Timestamp) -> Int {
    (changes.last { $0.from <= time.seconds } ?? changes.first)?.minutes ?? 0
  }

  /// `UTC+1`, which every reader understands, wherever they are.
  package func label(at time: Timestamp) -> String {
    let minutes = offset(at: time)
    guard minutes != 0 else { return "UTC" }
    let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
    return "UTC\(minutes < 0 ? "-" : "+")\(hours)" + (rest == 0 ? "" : ":\(rest < 10 ? "0" : "")\(rest)")
  }

  /// When the clocks show what they would show in UTC at `shown`; of an hour that they show twice, the second.
  package func time(shown: Timestamp) -> Timestamp {
    let first = shown.adding(seconds: Int64(-offset(at: shown)) * 60)
    return shown.adding(seconds: Int64(-offset(at: first)) * 60)
  }

  /// `2014-11-03 10:00 UTC+1`.
  package func text(_ time: Timestamp) -> String {
    let text = shown(time).rfc3339
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) \(label(at: time))"
  }

  /// As a clock shows it, in the place of UTC.
  package func shown(_ time: Timestamp) -> Timestamp { time.adding(seconds: Int64(offset(at: time)) * 60) }
}
