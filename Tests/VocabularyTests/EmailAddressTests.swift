import Testing
import Vocabulary

@Suite struct EmailAddressTests {
  @Test(arguments: [
    ("Jane@Example.ORG", "jane@example.org"), ("jane+news@example.org", "jane+news@example.org"),
    ("jane@example.org.", "jane@example.org"),
    ("\"a@b\"@example.org", "\"a@b\"@example.org"), ("\"a b\"@example.org", "\"a b\"@example.org"),
    ("x@[192.0.2.1]", "x@[192.0.2.1]"), ("\u{C9}va@b\u{FC}cher.example", "\u{E9}va@b\u{FC}cher.example"),
  ])
  func `an address is kept in lower case`(text: String, expected: String) {
    #expect(EmailAddress(text)?.text == expected)
  }

  @Test(arguments: [
    "", "@", "jane", "jane@", "@example.org", "jane@.", "a b@example.org", "jane@exa mple.org", "<jane@example.org>",
    "jane@example.org,", "jane\u{0}@example.org", "jane@b.example\n",
  ])
  func `what is no address is refused`(text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test func `lengths are held to what SMTP allows`() {
    let domain = String(repeating: "a", count: 243) + ".example.org"
    #expect(EmailAddress(String(repeating: "a", count: 64) + "@example.org") != nil)
    #expect(EmailAddress(String(repeating: "a", count: 65) + "@example.org") == nil)
    #expect(EmailAddress("a@" + domain) != nil)
    #expect(EmailAddress("a@a" + domain) == nil)
    #expect(EmailAddress(String(repeating: "a@", count: 1 << 20)) == nil)
  }

  @Test func `the tag says for whom the address was made`() throws {
    let address = try #require(EmailAddress("jane+web+x@example.org"))
    #expect(address.tag == "web+x")
    #expect(address.untagged.text == "jane@example.org")
    #expect(address.local == "jane+web+x")
    #expect(address.domain == "example.org")
    #expect(EmailAddress("+web@example.org")?.tag == nil)
    #expect(EmailAddress("jane+@example.org")?.tag == nil)
  }
}
