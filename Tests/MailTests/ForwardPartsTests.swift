import Testing
import Vocabulary

@testable import Mail

@Suite struct ForwardDateTests {
  static func read(_ text: String, _ languages: [String], reference: String? = nil) -> Timestamp? {
    let scores = ForwardData.lexicon.languages.map { languages.contains($0.tag) ? ForwardHeader.senderScore : 0 }
    return ForwardDate.read(
      Array(text.utf8), lexicon: ForwardData.lexicon, scores: scores,
      reference: reference.flatMap { Timestamp(rfc3339: $0) })
  }

  @Test(arguments: [
    ("Tuesday, November 11, 2014 2:04 PM", "en", "2014-11-11T14:04:00Z"),
    ("2014. november 11., kedd 14:04", "hu", "2014-11-11T14:04:00Z"),
    ("2014. 11. 25. 14:04", "hu", "2014-11-25T14:04:00Z"), ("2014.11.25. 14:04", "hu", "2014-11-25T14:04:00Z"),
    ("2014. november 11. du. 2:04", "hu", "2014-11-11T14:04:00Z"),
    ("martes, 11 de noviembre de 2014 14:04", "es", "2014-11-11T14:04:00Z"),
    ("11 nov 2014, a las 14:04", "es", "2014-11-11T14:04:00Z"),
    ("El mar, 11 nov 2014 a las 14:04", "es", "2014-11-11T14:04:00Z"),
    ("11 de noviembre de 2014, 2:04 p. m.", "es", "2014-11-11T14:04:00Z"),
    ("11 de marzo de 2014, 12:04 a. m.", "es", "2014-03-11T00:04:00Z"),
    ("November 11, 2014 at 1:46:00 PM GMT", "en", "2014-11-11T13:46:00Z"),
    ("Tue, 11 Nov 2014 14:20:00 +0000", "en", "2014-11-11T14:20:00Z"),
    ("Tue, 11 Nov 2014 14:20:00 -0330", "en", "2014-11-11T17:50:00Z"),
    ("11/11/2014 14:04", "de", "2014-11-11T14:04:00Z"), ("05/11/2014 14:04", "fr", "2014-11-05T14:04:00Z"),
    ("05/11/2014 14:04", "en", "2014-05-11T14:04:00Z"),
    ("28/11/2014 14:04", "en", "2014-11-28T14:04:00Z"), ("11/5/14, 2:04 PM", "en", "2014-11-05T14:04:00Z"),
    ("2014-11-11 14:04:09", "sv", "2014-11-11T14:04:09Z"),
    ("2014-11-11T14:04:09+01:00", "en", "2014-11-11T13:04:09Z"),
    ("mar. 11 nov. 2014 à 14:04", "fr", "2014-11-11T14:04:00Z"),
    ("mar. 11 mars 2014 à 14:04", "fr", "2014-03-11T14:04:00Z"),
    ("mar 11 mar 2014 alle ore 14:04", "it", "2014-03-11T14:04:00Z"),
    ("11 listopada 2014 14:04", "pl", "2014-11-11T14:04:00Z"),
    ("11. listopada 2014. 14:04", "hr", "2014-10-11T14:04:00Z"),
    ("11. listopadu 2014 14:04", "cs", "2014-11-11T14:04:00Z"),
    ("11. července 2014 14:04", "cs", "2014-07-11T14:04:00Z"),
    ("11 лист. 2014 р. о 14:04", "uk", "2014-11-11T14:04:00Z"),
    ("2014年11月11日(火) 14時04分", "ja", "2014-11-11T14:04:00Z"), ("2014年11月11日 午後2:04", "ja", "2014-11-11T14:04:00Z"),
    ("11 Nov 2014", "en", "2014-11-11T00:00:00Z"),
    ("11. 11. 2014 14:04", "cs", "2014-11-11T14:04:00Z"), ("11.11.2014 14.04", "fi", "2014-11-11T14:04:00Z"),
    ("11.11.14 14:04", "de", "2014-11-11T14:04:00Z"),
    ("12:05 AM, November 11, 2014", "en", "2014-11-11T00:05:00Z"),
    ("11 November 2014 14:04 GMT-5", "en", "2014-11-11T19:04:00Z"),
    ("11 September 2014 14:04", "en", "2014-09-11T14:04:00Z"),
    ("Dienstag, 11. Novembers 2014 14:04", "de", "2014-11-11T14:04:00Z"),
    ("terça-feira, 11 de novembro de 2014 às 14h04", "pt", "2014-11-11T14:04:00Z"),
  ]) func `a printed date is the moment it names`(text: String, language: String, moment: String) {
    #expect(Self.read(text, [language])?.rfc3339 == moment)
  }

  @Test(arguments: [("2014-11-18T09:00:00Z", "2014-11-17T15:07:00Z"), ("2014-10-18T09:00:00Z", "2014-10-17T15:07:00Z")])
  func `a month's name of two languages is the one nearer to the forward`(reference: String, moment: String) {
    #expect(Self.read("pon., 17 lis 2014 o 15:07", ["pl", "hr"], reference: reference)?.rfc3339 == moment)
  }

  @Test func `a zone that is not printed is assumed`() {
    #expect(Self.read("11 Nov 2014 14:04", ["en"])?.zoneAssumed == true)
    #expect(Self.read("11 Nov 2014 14:04 CET", ["en"])?.zoneAssumed == false)
  }

  @Test func `of two readings the one just before the report is taken`() {
    #expect(Self.read("05/11/2014 14:04", ["en"], reference: "2014-11-06T09:00:00Z")?.rfc3339 == "2014-11-05T14:04:00Z")
    #expect(Self.read("05/11/2014 14:04", ["en"], reference: "2014-05-12T09:00:00Z")?.rfc3339 == "2014-05-11T14:04:00Z")
  }

  @Test(arguments: [
    "", "yesterday", "31 February 2014 14:04", "99/99/2014", "14:04", "11 Nov 1899",
    String(repeating: "9", count: 1000), String(repeating: "1.", count: 1000),
  ])
  func `what names no day is no date`(text: String) {
    #expect(Self.read(text, ["en"]) == nil)
  }
}

@Suite struct ForwardedMailboxesTests {
  static func printed(_ text: String) -> [String] {
    ForwardedMailboxes.read(Array(text.utf8)).map { "\($0.name ?? "-")|\($0.address?.text ?? "-")" }
  }

  @Test(arguments: [
    ("Jane Roe <j@x.example>", ["Jane Roe|j@x.example"]), ("<j@x.example>", ["-|j@x.example"]),
    ("j@x.example", ["-|j@x.example"]),
    ("j@x.example <j@x.example>", ["-|j@x.example"]), ("\"j@x.example\" <J@x.example>", ["-|j@x.example"]),
    ("'j@x.example' <j@x.example>", ["-|j@x.example"]),
    ("\"'Jane Roe'\" <j@x.example>", ["Jane Roe|j@x.example"]),
    ("'Roe, Jane' <j@x.example>, \"Bob\" <b@x.example>", ["Roe, Jane|j@x.example", "Bob|b@x.example"]),
    ("Roe, Jane <j@x.example>, Lee, Bob <b@x.example>", ["Roe, Jane|j@x.example", "Lee, Bob|b@x.example"]),
    ("Roe, Jane [mailto:j@x.example]", ["Roe, Jane|j@x.example"]),
    (
      "Jane <j@x.example<mailto:j@x.example>>; <b@x.example<mailto:b@x.example>>;",
      ["Jane|j@x.example", "-|b@x.example"]
    ),
    ("j@x.example<mailto:j@x.example>; Bob <b@x.example<mailto:b@x.example>>", ["-|j@x.example", "Bob|b@x.example"]),
    ("j@x.example, Bob <b@x.example>", ["-|j@x.example", "Bob|b@x.example"]),
    ("Jane Roe (j@x.example)", ["Jane Roe|j@x.example"]),
    ("Jane Roe (Sales) <j@x.example>", ["Jane Roe (Sales)|j@x.example"]),
    ("Jane (<j@x.example>)", ["Jane|j@x.example"]), ("Jane Roe", ["Jane Roe|-"]),
    ("Jane Roe; Bob", ["Jane Roe|-", "Bob|-"]), ("« Jane » <j@x.example>", ["Jane|j@x.example"]),
    ("„Jane” <j@x.example>", ["Jane|j@x.example"]),
    ("Jane <mailto:j@x.example>", ["Jane|j@x.example"]),
    ("\"Roe, Jane\" <j@x.example>;\"Lee, Bob\" <b@x.example>", ["Roe, Jane|j@x.example", "Lee, Bob|b@x.example"]),
    ("Jane via List <list@x.example>", ["Jane via List|list@x.example"]),
    ("undisclosed-recipients:;", ["undisclosed-recipients:|-"]), ("", []), (" , ;", []),
    ("\"unclosed <j@x.example>", ["unclosed|j@x.example"]), ("Jane <not an address>", ["Jane <not an address>|-"]),
    ("<j@x.example", ["-|j@x.example"]),
  ]) func `printed people are read`(text: String, people: [String]) {
    #expect(Self.printed(text) == people)
  }
}
