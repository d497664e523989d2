import Testing
import Vocabulary

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2014-11-11T14:52:00Z", "2014-11-11T14:52:00Z", false),
    ("2014-11-11T14:52:00+01:00", "2014-11-11T13:52:00Z", false),
    ("2014-11-11T00:10:00+0100", "2014-11-10T23:10:00Z", false),
    ("2014-11-11 14:52:00.125-05:30", "2014-11-11T20:22:00Z", false),
    ("2014-11-11T14:52Z", "2014-11-11T14:52:00Z", false),
    ("2014-11-11T14:52", "2014-11-11T14:52:00Z", true),
    ("2014-11-11", "2014-11-11T00:00:00Z", true),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", false),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", false),
  ])
  func `a moment is read as RFC 3339 writes it`(text: String, expected: String, zoneAssumed: Bool) throws {
    let stamp = try #require(Timestamp(rfc3339: text))
    #expect(stamp.rfc3339 == expected)
    #expect(stamp.zoneAssumed == zoneAssumed)
  }

  @Test(arguments: [
    "", "2014", "2014-11-11T", "2014-11-11T1", "2014-11-11T14", "2014-11-11T14:", "2014-11-11T14:5", "2014-11-11T24:00",
    "2014-11-11T14:60", "2014-11-11T14:52:61Z", "2014-02-30T00:00:00Z", "2014-11-11T14:52:00+", "2014-11-11T14:52:00+1",
    "2014-11-11T14:52:00+99:99", "2014-11-11T14:52:00Zx", "2014-11-11x14:52:00Z",
  ])
  func `what is no moment is refused`(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func `every beginning of a moment is read or refused`() {
    let text = "2014-11-11T14:52:00.125+01:00"
    for length in 0...text.utf8.count {
      let stamp = Timestamp(rfc3339: text.prefix(length))
      #expect(stamp == nil || length >= 10)
    }
  }

  @Test(arguments: [Int64.min, -86_401, -86_400, -1, 0, 1, 86_399, Int64.max])
  func `the ends of time can be printed and added to`(seconds: Int64) {
    let stamp = Timestamp(seconds: seconds)
    #expect(stamp.rfc3339.utf8.last == UInt8(ascii: "Z"))
    #expect(stamp.adding(seconds: .max) >= stamp)
    #expect(stamp.adding(seconds: .min) <= stamp)
    #expect(stamp.date.adding(days: .max) >= stamp.date)
    #expect(stamp.date.adding(days: .min) <= stamp.date)
  }
}
