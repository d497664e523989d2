import Testing
import Vocabulary

@Suite struct DomainNameTests {
  @Test(arguments: [
    ("Example.ORG", "example.org"), ("example.org.", "example.org"), ("_dmarc.example.org", "_dmarc.example.org"),
    ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("1.example", "1.example"), ("org", "org"),
  ])
  func `a name is kept as the DNS compares it`(text: String, expected: String) {
    #expect(DomainName(text)?.ascii == expected)
  }

  @Test(arguments: [
    "", ".", "..", "a..b", ".a", "a.b..", "192.0.2.1", "a b", "b\u{FC}cher.example", "a/b", "[::1]", "a.1",
    String(repeating: "a", count: 64), String(repeating: "a.", count: 127) + "a",
  ])
  func `what is no name is refused`(text: String) {
    #expect(DomainName(text) == nil)
  }

  @Test(arguments: [
    ("a.example", "a.example", true), ("b.a.example", "a.example", true), ("ba.example", "a.example", false),
    ("example", "a.example", false), ("", "", true), ("a", "", false),
  ])
  func `a name is within another at a dot only`(name: String, suffix: String, expected: Bool) {
    #expect(DomainName.isWithin(name, suffix) == expected)
  }
}
