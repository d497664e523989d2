import Domains
import Testing
import Vocabulary

@Suite struct OwnDomainTests {
  @Test(arguments: [
    "harborledger.com", "HarborLedger.COM.", "mail.harborledger.com", "harborledger.com.harborledger.com",
    "harborledger-mail.com",
    "login.harborledger-mail.com", "tallermax.harborledger.com", "www.northlightstudio.co.uk", "*.acme.com",
  ])
  func `an organization's own domains are never accused`(name: String) {
    let found = Brands.invented.classify(name)
    #expect(!found.isLookAlike)
    #expect(found.techniques.isEmpty)
    #expect(found.score < 0.1)
  }

  @Test func `the nearest of its domains is named`() {
    #expect(Brands.invented.classify("harborledger-mails.com").imitates?.ascii == "harborledger-mail.com")
    #expect(
      Brands.index("harborledger.com+harborledger.es").classify("harb0rledger.es").imitates?.ascii == "harborledger.es")
  }

  @Test func `a host given as its own frees the domain that it is under`() {
    let index = Brands.index("mail.harborledger.com")
    #expect(!index.classify("harborledger.com").isLookAlike)
    #expect(index.classify("harb0rledger.com").imitates?.ascii == "mail.harborledger.com")
  }

  @Test func `the organization's name counts as well as its domain`() {
    let brand = Brand(domains: ["hlgroup.com"].compactMap { DomainName($0) }, name: "Harbor Ledger")
    let index = LookAlikeIndex(brands: [brand], suffixes: Brands.suffixes, lureWords: Brands.lures)
    #expect(index.classify("harborledger-login.com").imitates?.ascii == "hlgroup.com")
  }
}
