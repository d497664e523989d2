import Testing

@testable import Operations

@Suite struct NoticeThrottleTests {
  /// How many leave in each second where as many as may are taken ten times a second.
  private func seconds(_ count: Int, _ pace: NoticePace, places: [Int64] = [], taking place: Int64 = 0) -> [Int] {
    var throttle = NoticeThrottle(pace, big: places)
    return (0..<count).map { second in
      (0..<10).reduce(0) { sum, tenth in
        let whole = throttle.allowance(at: Int64(second * 1_000 + tenth * 100))
        let most = min(whole, throttle.allowances[place] ?? .max, 100_000)
        throttle.spend(Array(repeating: place, count: most))
        return sum + most
      }
    }
  }

  @Test(arguments: [3_600, 36_000, 100_000, 1])
  func `no hour has more letters than may leave, but for a first moment's`(perHour: Int) {
    let sent = seconds(7_200, NoticePace(perHour: perHour, perDomainAndHour: nil, startsSlowly: false))
    let extra = max(1, perHour / 1_800) + 1
    for start in stride(from: 0, to: 3_600, by: 600) {
      #expect(sent[start..<(start + 3_600)].reduce(0, +) <= perHour + extra)
    }
    #expect(sent.reduce(0, +) >= perHour * 2 - 2)
  }

  @Test func `where there is no limit, nothing is held back`() {
    var throttle = NoticeThrottle(.unlimited, big: [1, 2])
    #expect(throttle.allowance(at: 0) == .max && throttle.allowances.isEmpty)
  }

  @Test func `it begins with a letter a second and doubles each minute`() {
    let sent = seconds(600, NoticePace(perHour: nil, perDomainAndHour: nil, startsSlowly: true))
    let minutes = (0..<10).map { sent[($0 * 60)..<($0 * 60 + 60)].reduce(0, +) }
    #expect((60...120).contains(minutes[0]))
    for (before, after) in zip(minutes, minutes.dropFirst()) {
      #expect((1.7...2.3).contains(Double(after) / Double(before)), "\(minutes)")
    }
    let limited = seconds(3_600, NoticePace(perHour: 3_600, perDomainAndHour: nil, startsSlowly: true))
    #expect(limited.reduce(0, +) <= 3_600 + 2)
  }

  @Test func `a big domain is held back by itself`() {
    let pace = NoticePace(perHour: nil, perDomainAndHour: 360, startsSlowly: false)
    #expect(seconds(3_600, pace, places: [7], taking: 7).reduce(0, +) <= 362)
    #expect(seconds(2, pace, places: [7], taking: 8).reduce(0, +) >= 100_000)
  }

  @Test func `after a stand-still nothing leaves in a heap`() {
    var throttle = NoticeThrottle(NoticePace(perHour: 36_000, perDomainAndHour: nil, startsSlowly: false), big: [])
    _ = throttle.allowance(at: 0)
    #expect(throttle.allowance(at: 3_600_000) <= 20)
    #expect(throttle.allowance(at: 0) <= 20)
  }
}
