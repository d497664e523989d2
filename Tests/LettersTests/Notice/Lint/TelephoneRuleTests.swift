import Testing

@testable import Letters

/// A telephone number is found, however it is written; a day, a count and a reference are none.
@Suite struct TelephoneRuleTests {
  @Test(arguments: [
    ("en", "You should call 0800 123 456 today.", "0800 123 456"),
    ("en", "Ring +44 20 7946 0018.", "+44 20 7946 0018"), ("en", "Ring 08001234567.", "08001234567"),
    ("en", "Ring (020) 7946-0018.", "(020) 7946-0018"), ("en", "Ring 1-800-555-0199.", "1-800-555-0199"),
    ("es", "Llame al 900 123 456.", "900 123 456"), ("es", "Llame al +34 912 34 56 78.", "+34 912 34 56 78"),
    ("hu", "Hívja a 06 1 234 5678-as számot.", "06 1 234 5678"),
    ("en", "It came on 2014-11-26 at 9:05.", ""), ("en", "It came on 03-03-2014.", ""),
    ("en", "There are 12 345 678 stars.", ""), ("en", "The invoice 4711-2014-0001 is a fake.", ""),
    ("en", "The reference is HL-0044123.", ""), ("en", "Use the number on your card.", ""),
  ])
  func `a telephone number`(language: String, text: String, words: String) throws {
    try InventedNotice.check(.lure, language, text, words)
  }
}
