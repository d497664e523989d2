import Casework
import Testing
import Vocabulary

@testable import Letters

/// Days, hours and numbers as each language writes them.
@Suite struct NoticeValuesTests {
  private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test(arguments: [
    ("en", "2014-03-03", "on 3 March 2014"), ("es", "2014-03-03", "el 3 de marzo de 2014"),
    ("hu", "2014-03-03", "2014. március 3-án"), ("hu", "2014-01-01", "2014. január 1-jén"),
    ("hu", "2014-12-31", "2014. december 31-én"), ("en", "0001-01-01", "on 1 January 1"),
  ])
  func `a day`(language: String, date: String, text: String) throws {
    #expect(try InventedNotice.words(language).values.on(Self.day(date)) == text)
  }

  @Test(arguments: [
    ("en", "2014-02-03", "2014-03-10", "between 3 February and 10 March 2014"),
    ("en", "2013-12-30", "2014-01-02", "between 30 December 2013 and 2 January 2014"),
    ("en", "2014-02-03", "2014-02-03", "on 3 February 2014"),
    ("es", "2014-02-03", "2014-03-10", "entre el 3 de febrero y el 10 de marzo de 2014"),
    ("es", "2013-12-30", "2014-01-02", "entre el 30 de diciembre de 2013 y el 2 de enero de 2014"),
    ("hu", "2014-02-03", "2014-03-10", "2014. február 3. és március 10. között"),
    ("hu", "2013-12-30", "2014-01-02", "2013. december 30. és 2014. január 2. között"),
    ("hu", "2014-02-03", "2014-02-03", "2014. február 3-án"),
  ])
  func `a period`(language: String, from: String, to: String, text: String) throws {
    #expect(try InventedNotice.words(language).values.period(Self.day(from), Self.day(to)) == text)
  }

  @Test(arguments: [
    ("en", 18, 0, "Thursday 13 November, 6 pm"), ("en", 0, 5, "Thursday 13 November, 12:05 am"),
    ("en", 0, 0, "Thursday 13 November, midnight"), ("es", 0, 0, "el jueves 13 de noviembre a las 0:00"),
    ("en", 12, 0, "Thursday 13 November, 12 noon"), ("en", 12, 30, "Thursday 13 November, 12:30 pm"),
    ("es", 18, 0, "el jueves 13 de noviembre a las 18:00"), ("es", 1, 30, "el jueves 13 de noviembre a la 1:30"),
    ("es", 13, 0, "el jueves 13 de noviembre a las 13:00"), ("hu", 18, 0, "november 13-án, csütörtökön 18 óráig"),
    ("hu", 9, 5, "november 13-án, csütörtökön 9.05-ig"),
  ])
  func `a moment`(language: String, hour: Int, minute: Int, text: String) throws {
    let moment = try #require(NoticeMoment(date: Self.day("2014-11-13"), hour: hour, minute: minute))
    #expect(try InventedNotice.words(language).values.moment(moment) == text)
  }

  @Test func `a moment in a zone says which, and a clock shows its own time`() throws {
    let time = try #require(Timestamp(rfc3339: "2014-11-13T23:30:00Z"))
    let moment = NoticeMoment(time, offset: 60, zone: "Budapest\u{202E}")
    #expect(moment.hour == 0 && moment.minute == 30 && moment.date.description == "2014-11-14")
    #expect(
      try InventedNotice.words("en").values.moment(moment) == "Friday 14 November, 12:30 am (Budapest)")
    #expect(NoticeMoment(date: moment.date, hour: 24, minute: 0) == nil)
    #expect(NoticeMoment(Timestamp(seconds: -60), offset: 0).hour == 23)
  }

  @Test(arguments: [("en", 1_234, "1,234"), ("es", 1_234, "1234"), ("es", 12_345, "12 345"), ("hu", 12_345, "12 345")])
  func `a number`(language: String, number: Int, text: String) throws {
    #expect(try InventedNotice.words(language).values.grouped(number) == text)
  }

  @Test(arguments: [
    (["a"], "a"), (["a", "b"], "a y b"), (["a", "b", "c"], "a, b y c"), (["a", "Ionos"], "a e Ionos"),
    (["a", "Hielo"], "a y Hielo"), (["a", "hilo"], "a e hilo"), ([], ""),
  ])
  func `a list whose last word turns the word before it`(items: [String], text: String) throws {
    #expect(try InventedNotice.words("es").values.forms.and.joined(items) == text)
  }
}
