import Testing
import Vocabulary

@testable import Mail

@Suite struct MailDateTests {
  @Test(arguments: [
    ("Tue, 11 Nov 2014 14:22:01 +0000 (UTC)", "2014-11-11T14:22:01Z"),
    ("Tue, 11 Nov 2014 14:22:01 +0100", "2014-11-11T13:22:01Z"),
    ("11 Nov 2014 14:22 -0330", "2014-11-11T17:52:00Z"),
    ("Fri, 21 Nov 97 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06Z"),
    ("Thu,\t13\t  Feb 1969 23:32 -0330 (Newfoundland Time)", "1969-02-14T03:02:00Z"),
    ("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06Z"),
    ("Tue, 11 Nov 14 14:22:01 EST", "2014-11-11T19:22:01Z"),
    ("Tue, 11 Nov 114 14:22:01 PDT", "2014-11-11T21:22:01Z"),
    ("Tue, 11 Nov 2014 14:22:01 Z", "2014-11-11T14:22:01Z"),
    ("Tue Nov 11 14:22:01 2014", "2014-11-11T14:22:01Z"),
    ("Tue Nov 11 14:22:01 CET 2014", "2014-11-11T13:22:01Z"),
    ("Tue, 11-Nov-2014 14:22:01 GMT", "2014-11-11T14:22:01Z"),
    ("Nov 11, 2014 2:22:01 PM +0000", "2014-11-11T14:22:01Z"),
    ("Nov 11, 2014 2:22PM", "2014-11-11T14:22:00Z"),
    ("11 November 2014 12:05 am +0000", "2014-11-11T00:05:00Z"),
    ("2014-11-11T14:22:01+01:00", "2014-11-11T13:22:01Z"),
    ("2014-11-11 14:22:01", "2014-11-11T14:22:01Z"),
    ("Tue, 11 Nov 2014 14:22:01 GMT+0100", "2014-11-11T13:22:01Z"),
    ("Tue, 11 Nov 2014 14:22:01 +01:00", "2014-11-11T13:22:01Z"),
    ("Tue, 11 Nov 2014 14:22:01 +9999", "2014-11-11T14:22:01Z"),
    ("Tue, 11 Nov 2014 23:59:60 +0000", "2014-11-11T23:59:59Z"),
    ("(a (nested) comment) Tue, 11 Nov 2014 14:22:01 +0000", "2014-11-11T14:22:01Z"),
    ("\"Tue, 11 Nov 2014 14:22:01 +0000\"", "2014-11-11T14:22:01Z"),
    ("2014-11-11 14", "2014-11-11T00:00:00Z"),
    ("Tue, 11 Nov 2014 14.22.01 +0000", "2014-11-11T14:22:01Z"),
  ])
  func `a date is read in each form that mail has used`(text: String, expected: String) throws {
    #expect(try #require(MailDate.parse(text)).rfc3339 == expected)
  }

  @Test(arguments: [
    ("Tue, 11 Nov 2014 14:22:01", true), ("Tue, 11 Nov 2014 14:22:01 -0000", false),
    ("Tue, 11 Nov 2014 14:22:01 XYZ", true),
    ("Tue, 11 Nov 2014 14:22:01 +9999", true), ("Tue, 11 Nov 2014 14:22:01 MST", false),
  ])
  func `a date says whether its zone was written`(text: String, assumed: Bool) throws {
    #expect(try #require(MailDate.parse(text)).zoneAssumed == assumed)
  }

  @Test(arguments: [
    "", "Tue", "11-12-2023", "Tue, 31 Feb 2014 10:00:00 +0000", "Tue, 11 Nov 2014", "14:22:01", "11 Nov 2014 25:00",
    "99999999999999999999 Nov 2014 10:00", "11 Nov 99999999999999999999 10:00", "11 Nov 2014 99999999999999999999:00",
    "11 Nov 2014 :", "11 Nov 2014 14", "2014-11-11T1", "::::::::::", "----------", "\u{0}\u{0}", "((((((((((",
    "))))))))",
  ])
  func `what names no moment is nil`(text: String) {
    #expect(MailDate.parse(text) == nil)
  }

  @Test func `every piece of a date is read or refused`() {
    let text = Array("Tue, 11 Nov 2014 02:22:01 PM +0000 (UTC) 2014-11-11T14:22:01Z".utf8)
    var read = 0
    for start in text.indices {
      for end in start...text.count {
        if MailDate.parse(String(decoding: text[start..<end], as: UTF8.self)) != nil { read += 1 }
      }
    }
    #expect(read > 0)
  }

  @Test func `a megabyte of opening parentheses is read once`() {
    #expect(MailDate.parse(String(repeating: "(", count: 1 << 20)) == nil)
    #expect(MailDate.parse("11 Nov 2014 14:22 +0000" + String(repeating: " (x", count: 1 << 20)) != nil)
  }
}
