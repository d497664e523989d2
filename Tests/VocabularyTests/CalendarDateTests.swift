import Testing
import Vocabulary

@Suite struct CalendarDateTests {
  @Test(arguments: ["1970-01-01", "2000-02-29", "2013-06-30", "1969-12-31", "9999-12-31", "0001-01-01"])
  func `a date is printed as it was read`(text: String) throws {
    #expect(try #require(CalendarDate(text)).description == text)
  }

  @Test(arguments: ["2013-02-29", "2013-13-01", "2013-00-10", "13-01-01", "2013/01/01", "2013-01-0", "", "2013-01-01x"])
  func `what is no day is refused`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `each of a million days follows the one before`() throws {
    var previous = try #require(CalendarDate("0001-01-01"))
    for _ in 0..<1_000_000 {
      let next = previous.adding(days: 1)
      let civil = next.civil
      #expect(CalendarDate(year: civil.year, month: civil.month, day: civil.day) == next)
      if civil.day != 1 {
        guard civil.day == previous.civil.day + 1 else { Issue.record("\(previous) then \(next)"); return }
      }
      previous = next
    }
  }
}
