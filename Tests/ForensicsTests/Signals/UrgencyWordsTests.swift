import Forensics
import Testing
import Vocabulary

@Suite struct UrgencyWordsTests {
  @Test(arguments: [
    "It expires within 24 hours, so act.", "Es urgente, por favor.", "A határidő péntekig tart.", "Last chance!",
  ])
  func `words that press are seen in several languages`(body: String) throws {
    #expect(try Staged.finding(StagedMail(body: body).text).saw("urgency-words"))
  }

  @Test(arguments: ["Take your time with it.", "The insurgent's detergent.", "A last good chance."])
  func `others are not`(body: String) throws {
    #expect(!(try Staged.finding(StagedMail(body: body).text).saw("urgency-words")))
  }
}
