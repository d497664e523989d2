import Casework
import Testing
import Vocabulary

@Suite struct CaseTitleTests {
  @Test(arguments: ["Palomberry", "Acme, Tools & Co, 2014-01-01", "", "ACME, "])
  func `a title is read as it was written`(organization: String) throws {
    let title = CaseTitle(organization: organization, day: try #require(CalendarDate("2014-11-11")))
    #expect(title.text == "Fake mail in the name of \(organization), 2014-11-11")
    #expect(CaseTitle(title.text) == title)
  }

  @Test(arguments: [
    "", "The week of the plans", "Fake mail in the name of Palomberry", "Fake mail in the name of A, someday",
    "Fake mail, 2014-11-11", "Fake mail in the name of ",
  ])
  func `a title that somebody chose is none`(text: String) {
    #expect(CaseTitle(text) == nil)
  }
}
