import Testing
import Vocabulary

@Suite struct RefangingTests {
  @Test(arguments: [
    ("palornberry[.]com", "palornberry.com"), ("pay.palornberry(.)com", "pay.palornberry.com"),
    ("palornberry{.}com", "palornberry.com"), ("palornberry [dot] com", "palornberry.com"),
    ("palornberry(DOT)co(dot)uk", "palornberry.co.uk"), ("renewals [at] palornberry.com", "renewals@palornberry.com"),
    ("renewals(at)palornberry[.]com", "renewals@palornberry.com"),
    ("Renewals <renewals[@]palornberry[.]com>", "Renewals <renewals@palornberry.com>"),
    ("renewals at palornberry[.]com", "renewals@palornberry.com"),
    ("From: renewals [ at ] palornberry [ dot ] com!", "From: renewals@palornberry.com!"),
  ])
  func `what was written so that nobody clicks is read as what it stands for`(written: String, plain: String) {
    #expect(Refanging.plain(written) == plain)
  }

  @Test(arguments: [
    ("hxxps://harb0rledger[.]com/x", "https://harb0rledger.com/x"), ("HXXP://a[.]example", "HttP://a.example"),
    ("hxxps[://]a[.]example", "https://a.example"), ("hxxp[:]//a(.)example", "http://a.example"),
    ("a[.]example", "a.example"), ("a.example", "a.example"), ("hxx", "hxx"), ("", ""),
  ])
  func `a link as a page of ours prints it is read as one`(written: String, plain: String) {
    #expect(Refanging.plainLink(Array(written.utf8)).elementsEqual(plain.utf8))
  }

  @Test(arguments: [
    "", "Look (at) this", "Meet us at the station", "We are at example.com today", "Fake mails (PB-1-7)", "[.]",
    "a [.] ", " [at] palornberry.com", "[dot", "a[at", "a [", "(at)(at)(at)",
  ])
  func `words that stand for nothing else stay as they are`(text: String) {
    #expect(Refanging.plain(text) == text)
  }
}
