import Forensics
import Testing
import Vocabulary

@Suite struct PaymentWordsTests {
  @Test(arguments: [
    "Your INVOICE is attached to this mail.", "Nuestra factura está lista para usted.",
    "Kérjük, a számlát… számla mellékelve.",
    "Our bank has changed, note it well.", "(payment)", "Bitte prüfen Sie die Rechnung.",
  ])
  func `words about money are seen in several languages`(body: String) throws {
    #expect(try Staged.finding(StagedMail(body: body).text).saw("payment-words"))
  }

  @Test(arguments: [
    "See you at lunch on Monday then.", "The repayments paycheck was prepaid.", "We talked about voices.",
  ])
  func `others are not`(body: String) throws {
    #expect(!(try Staged.finding(StagedMail(subject: "Lunch", body: body).text).saw("payment-words")))
  }
}
