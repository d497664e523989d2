import Domains
import Testing

@Suite struct PublicSuffixListTests {
  @Test(arguments: [
    ("example.com", "example.com", "com"), ("a.b.example.co.uk", "example.co.uk", "co.uk"),
    ("user.github.io", "user.github.io", "github.io"),
    ("deep.user.github.io", "user.github.io", "github.io"), ("a.b.c.ck", "b.c.ck", "c.ck"), ("www.ck", "www.ck", "ck"),
    ("example.unlisted", "example.unlisted", "unlisted"),
  ])
  func `a name has its registrable domain and its suffix`(name: String, registrable: String, suffix: String) {
    #expect(Brands.suffixes.registrable(name) == registrable)
    #expect(Brands.suffixes.publicSuffix(name) == suffix)
  }

  @Test(arguments: ["com", "co.uk", "github.io", "", ".", "a..com", ".com", "10.0.0.1", "1.2.3.400", "a\0.com"])
  func `a suffix, an address and garbage have none`(name: String) {
    #expect(Brands.suffixes.registrable(name) == nil)
  }

  @Test func `private suffixes are told from registries`() {
    #expect(Brands.suffixes.isPrivate("github.io"))
    #expect(!Brands.suffixes.isPrivate("co.uk"))
  }

  @Test(arguments: [[], Array("// nothing but a remark\n".utf8)] as [[UInt8]])
  func `bytes without a rule are refused`(data: [UInt8]) { #expect(PublicSuffixList(data: data) == nil) }

  @Test func `the list that came with the system works as well`() {
    #expect(PublicSuffixList.builtIn.registrable("www.example.co.uk") == "example.co.uk")
  }
}

@Suite struct IDNATests {
  @Test(arguments: [
    ("könyvelő.hu", "xn--knyvel-wxa74e.hu"), ("faß.example", "xn--fa-hia.example"), ("EXAMPLE.com", "example.com"),
  ])
  func `names go to ASCII and back`(unicode: String, ascii: String) {
    #expect(IDNA.toASCII(unicode) == ascii)
    #expect(IDNA.toUnicode(ascii) == unicode.lowercased())
  }

  @Test(arguments: ["", "a\0b", String(repeating: "ő", count: 600), "\u{301}a.com"])
  func `what the DNS cannot carry is nil`(name: String) { #expect(IDNA.toASCII(name) == nil) }
}

@Suite struct SkeletonTests {
  @Test(arguments: [
    ("а", "a"), ("ɡ", "g"), ("é", "e"), ("ł", "l"), ("ø", "o"), ("ı", "i"), ("к", "k"), ("ѕ", "s"), ("\u{200D}", ""),
  ])
  func `a letter is read as the ASCII one that it looks like`(letter: String, reading: String) throws {
    let scalar = try #require(letter.unicodeScalars.first)
    #expect(Skeleton.reading(of: scalar) == Array(reading.utf8))
  }

  @Test func `a letter that looks like none has no reading`() throws {
    #expect(Skeleton.reading(of: try #require("水".unicodeScalars.first)) == nil)
  }

  @Test func `confusable texts share a skeleton`() {
    #expect(Skeleton.skeleton("pаypаl") == Skeleton.skeleton("paypal"))
    #expect(Skeleton.skeleton(String(repeating: "a", count: 2_000)) == nil)
  }
}
