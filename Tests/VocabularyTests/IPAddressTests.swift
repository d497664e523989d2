import Testing
import Vocabulary

struct IPAddressTests {
  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("2001:DB8::1", "2001:db8::1"), ("::", "::"), ("::1", "::1"),
    ("1::", "1::"),
    ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("::ffff:192.0.2.1", "::ffff:c000:201"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
  ])
  func `an address is read and written in its shortest form`(_ text: String, _ written: String) {
    #expect(IPAddress(text)?.description == written)
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.", ".1.2.3", "1.2.3.4 ", ":", ":::", "1:2",
    "1::2::3", "12345::",
    "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1.2.3", "g::", "::1%eth0", "1:", "1.2.3.4::",
  ])
  func `what is no address is refused`(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func `a network holds what shares its first bits`() throws {
    let v4 = try #require(IPAddress("192.0.2.129"))
    let v6 = try #require(IPAddress("2001:db8:8000::1"))
    #expect(v4.isWithin(try #require(IPAddress("192.0.2.0")), prefix: 24))
    #expect(!v4.isWithin(try #require(IPAddress("192.0.2.0")), prefix: 25))
    #expect(v4.isWithin(try #require(IPAddress("1.1.1.1")), prefix: 0))
    #expect(!v4.isWithin(v6, prefix: 0))
    #expect(!v4.isWithin(v4, prefix: 33))
    #expect(v6.isWithin(try #require(IPAddress("2001:db8::")), prefix: 32))
    #expect(!v6.isWithin(try #require(IPAddress("2001:db8::")), prefix: 33))
    #expect(v6.isWithin(v6, prefix: 128))
    #expect(try #require(IPAddress("::ffff:192.0.2.129")).unmapped == v4)
    #expect(v4.reverseName == "129.2.0.192.in-addr.arpa")
  }
}
