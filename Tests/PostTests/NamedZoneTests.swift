import Operations
import Testing
import Vocabulary

@testable import Post

/// Time zones by name, as the company's clocks show them.
@Suite struct NamedZoneTests {
  @Test(arguments: [
    ("Europe/Madrid", "2026-11-27T11:00:00Z", "2026-11-27T12:00:00Z", "UTC+1"),
    ("Europe/Budapest", "2026-07-01T10:00:00Z", "2026-07-01T12:00:00Z", "UTC+2"),
    ("America/New_York", "2026-03-08T06:59:00Z", "2026-03-08T01:59:00Z", "UTC-5"),
    ("America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T03:00:00Z", "UTC-4"),
    ("Asia/Kolkata", "2026-01-01T00:00:00Z", "2026-01-01T05:30:00Z", "UTC+5:30"),
    ("America/St_Johns", "2026-01-01T12:00:00Z", "2026-01-01T08:30:00Z", "UTC-3:30"),
    ("Europe/London", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", "UTC"),
    ("UTC", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", "UTC"),
  ])
  func `a clock shows its own time, and a time that it shows is found again`(
    name: String, moment: String, shown: String, label: String
  ) throws {
    let zone = try #require(ClockZone.named(name))
    let (time, clock) = (try #require(Timestamp(rfc3339: moment)), try #require(Timestamp(rfc3339: shown)))
    #expect(zone.shown(time).rfc3339 == shown && zone.label(at: time) == label)
    #expect(zone.time(shown: clock).rfc3339 == moment)
  }

  @Test func `every hour of ten years is found again, but for those that clocks show twice`() throws {
    let zone = try #require(ClockZone.named("Europe/Madrid"))
    var missed = 0
    for hour in 0..<(10 * 8766) {
      let time = Timestamp(seconds: 1_704_067_200 + Int64(hour) * 3600)
      if zone.time(shown: zone.shown(time)) != time { missed += 1 }
    }
    #expect(missed <= 10)
  }

  @Test(arguments: ["", "CET", "Europe/Nowhere", "../../etc/passwd", "GMT+1", "Madrid"])
  func `what the tz database does not have is no zone`(name: String) {
    #expect(ClockZone.named(name) == nil)
  }
}
