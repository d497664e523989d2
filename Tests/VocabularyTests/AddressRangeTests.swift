import Testing
import Vocabulary

@Suite struct AddressRangeTests {
  @Test(arguments: [
    ("198.51.100.0/24", "198.51.100.255", true), ("198.51.100.0/24", "198.51.101.0", false),
    ("0.0.0.0/0", "203.0.113.1", true),
    ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
    ("198.51.100.0/24", "2001:db8::", false),
    ("198.51.100.7/32", "::ffff:198.51.100.7", true),
  ])
  func `a range holds its addresses`(range: String, address: String, wanted: Bool) throws {
    let range = try #require(AddressRange(range))
    #expect(range.contains(try #require(IPAddress(address))) == wanted)
  }

  @Test(arguments: [
    "", "198.51.100.0", "198.51.100.0/33", "2001:db8::/129", "198.51.100.0/-1", "a/8", "198.51.100.0/8/8",
  ])
  func `what is no range is none`(text: String) { #expect(AddressRange(text) == nil) }

  @Test(arguments: [
    ("10.1.2.3", true), ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.9.9", true), ("127.0.0.1", true),
    ("100.64.0.1", true),
    ("100.128.0.1", false), ("169.254.1.1", true), ("::1", true), ("fe80::1", true), ("fd00::1", true),
    ("2001:db8::1", false),
    ("::ffff:10.0.0.1", true), ("198.51.100.1", false),
  ])
  func `addresses that are not routed are private`(address: String, wanted: Bool) throws {
    #expect(try #require(IPAddress(address)).isPrivate == wanted)
  }
}
