import Domains
import Testing

@Suite struct ObservedNameTests {
  @Test(arguments: [
    ("WWW.Example.CO.UK.", "www.example.co.uk", "example.co.uk"), ("*.example.org", "example.org", "example.org"),
    ("https://user@shop.example.org:8443/a?b", "shop.example.org", "example.org"),
    ("anna@example.org", "example.org", "example.org"),
    ("  example.org\r\n", "example.org", "example.org"),
    ("müller.example", "xn--mller-kva.example", "xn--mller-kva.example"),
    ("mu\u{308}ller.example", "xn--mller-kva.example", "xn--mller-kva.example"),
    ("a_b.example.org", "a_b.example.org", "example.org"),
    ("a。example。org", "a.example.org", "example.org"),
  ])
  func `a name is read as people write it`(written: String, domain: String, registrable: String) {
    let found = Brands.invented.classify(written)
    #expect(found.domain == domain)
    #expect(found.registrable == registrable)
    #expect(found.score < 0.1)
  }

  @Test(arguments: [
    "", ".", "..", "-", "com", "co.uk", "127.0.0.1", "[::1]", "1.2.3", "a..b", "https://", "*.", "@", "\0", "a\0b.com",
    "::", "xn--", "\u{FEFF}",
    String(repeating: "a", count: 10_240), String(repeating: "a.", count: 5_000), String(repeating: "ő", count: 5_000),
    String(repeating: "x", count: 64) + ".com", "<script>alert(1)</script>",
  ])
  func `what is no name has no registrable domain and accuses nobody`(text: String) {
    let found = Brands.invented.classify(text)
    #expect(found.registrable == nil)
    #expect(!found.isLookAlike)
    #expect(found.domain.utf8.count <= 253)
  }

  @Test func `an xn-- label that decodes to nothing keeps its domain`() {
    let found = Brands.invented.classify("xn--zzzzzzzz99999.com")
    #expect(found.registrable == "xn--zzzzzzzz99999.com")
    #expect(found.unicode == nil)
  }

  @Test func `any bytes give a value`() {
    var seed: UInt64 = 42
    func next() -> UInt64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return seed >> 33
    }
    let start = Array("xn--harb0rledger-login.harborledger.com/harborledger".utf8)
    for _ in 0..<4_000 {
      var bytes = start
      for _ in 0..<(next() % 6) { bytes[Int(next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: next()) }
      if next() % 4 == 0 { bytes.removeFirst(Int(next() % 40)) }
      if next() % 4 == 0 { bytes.removeLast(Int(next() % UInt64(bytes.count))) }
      let found = Brands.invented.classify(bytes)
      #expect(found.isLookAlike == (found.score >= 0.5))
      #expect(found.isLookAlike != found.techniques.isEmpty)
      #expect(found.isLookAlike || found.score < 0.1)
    }
  }

  @Test func `labels built to be slow to compare end soon`() {
    let index = Brands.index("aaaaaaaaaaaa.com", "a-a-a-a-a-a-a-a.com", String(repeating: "ab", count: 31) + ".com")
    for label in [
      String(repeating: "a", count: 63), String(repeating: "a-", count: 31) + "a", String(repeating: "ba", count: 31),
    ] {
      let host = [label, label, label].joined(separator: ".") + ".com"
      #expect(index.classify(host).registrable == label + ".com")
    }
  }
}
