import Domains
import Testing
import Vocabulary

@Suite struct HomoglyphTests {
  @Test(arguments: [
    Attack("harb0rledger.com", "harborledger.com", .homoglyph),
    Attack("harborIedger.com", "harborledger.com", .homoglyph),
    Attack("harbor1edger.com", "harborledger.com", .homoglyph),
    Attack("tallerrnax.es", "tallermax.es", .homoglyph),
    Attack("harborlecIger.com", "harborledger.com", .homoglyph),
    Attack("harborleclger.com", "harborledger.com", .homoglyph),
    Attack("vvillowcreek.org", "willowcreek.org", .homoglyph),
    Attack("northlightstuclio.co.uk", "northlightstudio.co.uk", .homoglyph),
    Attack("hаrbоrledger.com", "harborledger.com", .homoglyph),
    Attack("xn--harborldger-hwk.com", "harborledger.com", .homoglyph),
    Attack("HÁRBORLEDGER.com", "harborledger.com", .homoglyph),
    Attack("harb0r1edger.net", "harborledger.com", .homoglyph, .tld),
    Attack("harb0rledgr.com", "harborledger.com", .homoglyph, .omission),
  ])
  func `letters that look like others are named`(attack: Attack) { #expect(attack.isNamed) }

  @Test func `full-width letters are the brand's own name`() {
    let found = Brands.invented.classify("ｈａｒｂｏｒｌｅｄｇｅｒ.com")
    #expect(found.domain == "harborledger.com")
    #expect(!found.isLookAlike)
  }

  @Test func `a brand with accents is imitated by the same name without them`() {
    let index = Brands.index("xn--knyvelplusz-rfb20j.hu")
    let bare = index.classify("konyveloplusz.hu")
    #expect(bare.techniques == [.homoglyph])
    #expect(index.classify("könyvelőplusz.hu").techniques.isEmpty)
    #expect(index.classify("könyvelőplsz.hu").techniques == [.omission])
    #expect(index.classify("könyvelőplsz.hu").unicode == "könyvelőplsz.hu")
  }
}

@Suite struct EditTests {
  @Test(arguments: [
    Attack("harborldger.com", "harborledger.com", .omission),
    Attack("tallerma.es", "tallermax.es", .omission),
    Attack("arborledger.com", "harborledger.com", .omission),
    Attack("harborledkger.com", "harborledger.com", .insertion),
    Attack("harborledgerx.com", "harborledger.com", .insertion),
    Attack("harborleddger.com", "harborledger.com", .repetition),
    Attack("hharborledger.com", "harborledger.com", .repetition),
    Attack("harborlegder.com", "harborledger.com", .transposition),
    Attack("ahrborledger.com", "harborledger.com", .transposition),
    Attack("zehpyr.net", "zephyr.net", .transposition),
    Attack("harbrledgr.com", "harborledger.com", .omission),
    Attack("harborldger.net", "harborledger.com", .omission, .tld),
    Attack("harborsledger.com", "harborledger.com", .insertion, .plural),
    Attack("harborledgers.com", "harborledger.com", .plural),
    Attack("tallermaxes.es", "tallermax.es", .plural),
  ])
  func `letters missing, added, doubled and swapped are named`(attack: Attack) { #expect(attack.isNamed) }

  @Test func `the singular of a plural brand is named`() {
    #expect(Brands.index("fenwickrentals.com").classify("fenwickrental.com").techniques == [.omission, .plural])
  }

  @Test(arguments: [
    "harbxrlxxger.org", "hrborldgr.com", "ledgerharbor.com", "harbor.com", "northlight.co.uk", "studio.co.uk",
    "willow.org",
  ])
  func `names further away are ordinary`(name: String) {
    let found = Brands.invented.classify(name)
    #expect(found.techniques.isEmpty)
    #expect(found.imitates == nil)
    #expect(found.score < 0.1)
  }
}

@Suite struct ReplacementTests {
  @Test(arguments: [
    Attack("harborledget.com", "harborledger.com", .replacement),
    Attack("taklermax.es", "tallermax.es", .replacement),
    Attack("harborlefger.com", "harborledger.com", .replacement, .bitsquat),
    Attack("harborlxdger.com", "harborledger.com", .replacement),
    Attack("harborlodger.com", "harborledger.com", .replacement, .vowelSwap),
    Attack("harborladger.com", "harborledger.com", .replacement, .bitsquat, .vowelSwap),
    Attack("harbgrledger.com", "harborledger.com", .replacement, .bitsquat),
    Attack("h4rborl3dger.com", "harborledger.com", .replacement),
  ])
  func `one letter for another is named by how it may have come`(attack: Attack) {
    let found = Brands.invented.classify(attack.name)
    #expect(found.imitates?.ascii == attack.imitates)
    for technique in attack.techniques where technique != .bitsquat { #expect(found.techniques.contains(technique)) }
  }

  @Test func `only one flipped bit is a bitsquat`() {
    #expect(Brands.invented.classify("harborledfer.com").techniques.contains(.bitsquat))
    #expect(!Brands.invented.classify("harborledxer.com").techniques.contains(.bitsquat))
  }

  @Test(arguments: [("y", "t"), ("z", "t"), ("a", "z")])
  func `a neighbouring key on any of three keyboards weighs more than another key`(pair: (String, String)) {
    let (typed, meant) = pair
    let index = Brands.index("bran\(meant)dom.com")
    #expect(
      index.classify("bran\(typed)dom.com").score > index.classify("bran\(meant == "z" ? "k" : "x")dom.com").score)
  }
}

@Suite struct HyphenTests {
  @Test(arguments: [
    Attack("tallerma-x.es", "tallermax.es", .hyphen),
    Attack("harbor-ledger.com", "harborledger.com", .hyphen),
    Attack("harbor-ledger.net", "harborledger.com", .hyphen, .tld),
  ])
  func `a hyphen put in is named`(attack: Attack) { #expect(attack.isNamed) }

  @Test func `a hyphen left out is named`() {
    #expect(Brands.index("green-mile.com").classify("greenmile.com").techniques == [.omission, .hyphen])
  }
}
