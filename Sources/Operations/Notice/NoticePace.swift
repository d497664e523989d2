/// How fast a notice may leave: what the relay and the recipients' servers can bear.
package struct NoticePace: Sendable, Hashable {
  /// Letters an hour over all; nil: as fast as the relay takes them.
  package var perHour: Int?
  /// Letters an hour to any one domain of recipients; nil: no limit.
  package var perDomainAndHour: Int?
  /// To the relay, at the same time.
  package var connections: Int
  /// Begins with a letter a second and doubles that each minute.
  package var startsSlowly: Bool

  package init(
    perHour: Int? = 30_000, perDomainAndHour: Int? = 10_000, connections: Int = 4, startsSlowly: Bool = true
  ) {
    self.perHour = perHour
    self.perDomainAndHour = perDomainAndHour
    self.connections = connections
    self.startsSlowly = startsSlowly
  }

  package static let mostConnections = 50
  package static let unlimited = NoticePace(
    perHour: nil, perDomainAndHour: nil, connections: 4, startsSlowly: false)
}

/// Says at each moment how many letters may leave. It only counts, and knows no clock: times are milliseconds since it was made.
struct NoticeThrottle {
  /// Fills at a rate; what is in it may leave at once.
  private struct Bucket {
    let perMillisecond: Double
    var level: Double
    /// Two seconds' worth: after a stand-still nothing leaves in a heap.
    var most: Double { max(1, perMillisecond * 2_000) }

    init(perHour: Int) {
      perMillisecond = Double(max(1, perHour)) / 3_600_000
      level = 1
    }

    mutating func fill(_ milliseconds: Double, at share: Double = 1) {
      level = min(most, level + perMillisecond * share * milliseconds)
    }
  }

  private let startsSlowly: Bool
  private var whole: Bucket?
  private var slow = 1.0
  private var places: [Int64: Bucket] = [:]
  private var last: Int64 = 0

  /// A letter a second.
  private static let firstRate = 0.001
  private static let doubling = 60_000.0
  /// The start is over when this many letters a millisecond would be allowed.
  private static let fastest = 20.0

  /// `big`: turns of domains that have more recipients than may leave in an hour.
  init(_ pace: NoticePace, big: some Sequence<Int64>) {
    startsSlowly = pace.startsSlowly
    whole = pace.perHour.map { Bucket(perHour: $0) }
    if let limit = pace.perDomainAndHour { for place in big { places[place] = Bucket(perHour: limit) } }
  }

  /// How many may leave now; `Int.max` where nothing holds them back.
  mutating func allowance(at now: Int64) -> Int {
    let passed = Double(max(0, now - last))
    last = max(last, now)
    whole?.fill(passed)
    for place in places.keys { places[place]?.fill(passed) }
    guard startsSlowly else { return Self.count(whole?.level) }
    let rate = Self.firstRate * (Double(last) / Self.doubling).exponentOfTwo
    guard rate < Self.fastest else { return Self.count(whole?.level) }
    slow = min(max(1, rate * 2_000), slow + rate * passed)
    return min(Self.count(slow), Self.count(whole?.level))
  }

  /// Of the turns that are held back, how many each may have now.
  var allowances: [Int64: Int] { places.mapValues { Self.count($0.level) } }

  mutating func spend(_ taken: some Sequence<Int64>) {
    for place in taken {
      whole?.level -= 1
      slow -= 1
      places[place]?.level -= 1
    }
  }

  private static func count(_ level: Double?) -> Int { level.map { max(0, Int($0)) } ?? .max }
}

extension Double {
  /// 2 to the power of this, in steps of a whole with a straight line between, at most 2^40.
  fileprivate var exponentOfTwo: Double {
    let whole = min(max(0, Int(self)), 40)
    let base = Double(1 << whole)
    return base * (1 + min(1, max(0, self - Double(whole))))
  }
}
