import Domains
import Testing
import Vocabulary

@Suite struct TopLevelDomainTests {
  @Test(arguments: [
    Attack("harborledger.net", "harborledger.com", .tld),
    Attack("harborledger.co.uk", "harborledger.com", .tld),
    Attack("harborledger.us.com", "harborledger.com", .tld),
    Attack("harborledger.unlisted", "harborledger.com", .tld),
    Attack("www.northlightstudio.com", "northlightstudio.co.uk", .tld),
    Attack("acme.net", "acme.com", .tld),
  ])
  func `the same label under another suffix is named`(attack: Attack) { #expect(attack.isNamed) }
}

@Suite struct CombosquatTests {
  @Test(arguments: [
    Attack("harborledger-login.com", "harborledger.com", .combosquat),
    Attack("harborledgersupport.net", "harborledger.com", .combosquat),
    Attack("myharborledger.com", "harborledger.com", .combosquat),
    Attack("secure-harborledger-login.com", "harborledger.com", .combosquat),
    Attack("wwwharborledger.com", "harborledger.com", .combosquat),
    Attack("harborledger-com.net", "harborledger.com", .combosquat),
    Attack("harborledger-kunden.org", "harborledger.com", .combosquat),
    Attack("tallermaxclientes.es", "tallermax.es", .combosquat),
    Attack("harborledger2024.com", "harborledger.com", .combosquat),
    Attack("acme-login.com", "acme.com", .combosquat),
    Attack("harborledgr-login.com", "harborledger.com", .omission, .combosquat),
    Attack("harbor-ledger-login.com", "harborledger.com", .hyphen, .combosquat),
    Attack("harb0rledger-support.net", "harborledger.com", .homoglyph, .combosquat),
    Attack("harb0rledgerhelpdesk.net", "harborledger.com", .homoglyph, .combosquat),
  ])
  func `the brand with words beside it is named`(attack: Attack) { #expect(attack.isNamed) }

  @Test(arguments: [
    "pineapple.com", "apple-pie-recipes.com", "snapples.org", "grapple.com", "targeted.com", "targetpractice.net",
    "acmeology.org",
  ])
  func `a short brand inside an ordinary word accuses nobody`(name: String) {
    let found = Brands.index("apple.com", "target.com", "acme.com").classify(name)
    #expect(found.techniques.isEmpty)
    #expect(found.score < 0.1)
  }
}

@Suite struct SubdomainTests {
  @Test(arguments: [
    Attack("harborledger.com.client-portal.org", "harborledger.com", .subdomain),
    Attack("harborledger.evil.org", "harborledger.com", .subdomain),
    Attack("login.harborledger.evil.org", "harborledger.com", .subdomain),
    Attack("harborledger.github.io", "harborledger.com", .subdomain),
    Attack("har.borledger.com", "harborledger.com", .subdomain),
    Attack("secure-harborledger.com.evil.org", "harborledger.com", .combosquat, .subdomain),
    Attack("harb0rledger.evil.org", "harborledger.com", .homoglyph, .subdomain),
    Attack("acme.com.evil.org", "acme.com", .subdomain),
  ])
  func `the brand before another's domain is named`(attack: Attack) {
    #expect(attack.isNamed)
    let found = Brands.invented.classify(attack.name)
    #expect(found.accused == found.domain)
  }

  @Test func `elsewhere the registrable domain is accused`() {
    let found = Brands.invented.classify("mail.harb0rledger.com")
    #expect(found.accused == "harb0rledger.com")
    #expect(found.domain == "mail.harb0rledger.com")
  }

  @Test func `a short brand as a tenant's label accuses nobody`() {
    #expect(Brands.invented.classify("acme.helpdesk.org").techniques.isEmpty)
  }
}

@Suite struct BrandPathTests {
  @Test(arguments: [
    Attack("https://sites.hosting.org/view/harborledger", "harborledger.com", .path),
    Attack("someone.github.io/harborledger/", "harborledger.com", .path),
    Attack("sites.example/harborledger.com/login", "harborledger.com", .path),
    Attack("friends.com/harborledger-support", "harborledger.com", .combosquat, .path),
  ])
  func `the brand in another's path is named`(attack: Attack) { #expect(attack.isNamed) }

  @Test(arguments: [
    "friends.com/company/harborledger", "www.harborledger.com/harborledger", "news.example/2024/harborledger",
    "https://techpress.example/2014/harborledger-raises-5m", "https://pay.supplier.com/harborledger",
    "https://click.mailer.example/?u=https://harborledger.com/a", "http://shop.example/a#harborledger.com",
  ])
  func `a profile, its own page and a mention deeper down are ordinary`(name: String) {
    #expect(Brands.invented.classify(name).techniques.isEmpty)
  }

  @Test func `host and path come apart or together`() {
    let apart = Brands.invented.classify(host: "sites.hosting.org", path: "/harborledger")
    #expect(apart == Brands.invented.classify("sites.hosting.org/harborledger"))
    #expect(apart.techniques == [.path])
  }
}

@Suite struct LeewayTests {
  private static let brands = Brands.index("qoro.es", "lumvo.io", "acme.com")

  @Test(arguments: [
    ("qora.es", Technique.vowelSwap), ("lumvos.io", .plural), ("lbumvo.io", .insertion), ("qo-ro.es", .hyphen),
  ])
  func `what says already that the name is meant makes a short brand's likeness count`(
    name: String, technique: Technique
  ) {
    #expect(Self.brands.classify(name).techniques.isEmpty)
    let found = Self.brands.classify(name, leeway: 4)
    #expect(found.techniques.contains(technique))
    #expect(found.score > 0.5)
  }

  @Test(arguments: ["mailer.org", "acne-advice.com", "lumberyard.io", "quota.es", "zephyr.net"])
  func `an ordinary name stays one with it`(name: String) {
    #expect(Self.brands.classify(name, leeway: 4).techniques.isEmpty)
  }

  @Test func `a plural is told of a name with letters beyond ASCII too`() {
    let index = Brands.index("xn--mhlenrad-65a.com")
    #expect(index.classify("mühlenrads.com").techniques == [.plural])
    #expect(index.classify("mühlenradt.com").techniques == [.insertion])
  }

  @Test func `of a domain with a hyphen its own plural is named, not what was done to the company's name`() {
    let brand = Brand(domains: ["harbor-ledger.com"].compactMap { DomainName($0) }, name: "Harbor Ledger")
    let index = LookAlikeIndex(brands: [brand], suffixes: Brands.suffixes, lureWords: Brands.lures)
    #expect(index.classify("harbor-ledgers.com").techniques == [.plural])
    #expect(index.classify("harborledger.com").techniques.contains(.hyphen))
    #expect(index.classify("harborledgr.com").techniques.contains(.omission))
  }
}
