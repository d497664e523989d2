import Testing
import Vocabulary

/// Base64 and UUIDs made of names, against their RFCs.
@Suite struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `RFC 4648 section 10 holds both ways`(text: String, encoded: String) {
    #expect(Base64.encode(text.utf8) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
  }

  @Test(arguments: ["Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Zg==Zg==", "Zm 9v", "Zm9v\n", "Zm-_", "=m9v", "Zé=="])
  func `anything else is refused`(text: String) { #expect(Base64.decode(text) == nil) }

  @Test func `every byte comes back`() {
    for length in 0..<260 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }

  @Test func `a name has the UUID of RFC 9562 appendix A 4`() throws {
    let dns = try #require(NameUUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
    #expect(NameUUID(in: dns, name: "www.example.com").description == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    #expect(NameUUID(0x6ba7_b810_9dad_11d1, 0x80b4_00c0_4fd4_30c8) == dns)
    #expect(NameUUID("6ba7b810") == nil)
  }
}
