import Testing

@testable import Forensics

@Suite struct FieldPatternTests {
  @Test(arguments: [
    ("bounces+{account:digits}-{hex:4}-", "bounces+4821-9f3a-jane=x@y", "4821"),
    ("bounces+{account:digits}-{hex:4}-", "x BOUNCES+4821-9f3a-", "4821"),
    ("bounces+{account:digits}-{hex:4}-", "bounces+4821-9f3-", nil),
    ("^md_{account:digits}$", "md_77", "77"),
    ("^md_{account:digits}$", "xmd_77", nil),
    ("^md_{account:digits}$", "md_77x", nil),
    (":{account:hex:24}:mailgun$", "a::0123456789abcdef01234567:mailgun", "0123456789abcdef01234567"),
    ("_{account:digits:10+}_", "A1_99_1234567890_x", "1234567890"),
    ("?u={account:hex:20-25}", "https://m.example/?u=0123456789abcdef0123", "0123456789abcdef0123"),
    ("?u={account:hex:20-25}", "https://m.example/?u=0123456789abcdef", nil),
    ("Customer.io ({account:text};", "Customer.io (abc-1; +https://w.example)", "abc-1"),
    ("^{digits}:smtp:{account:text}$", "12:smtp:house 7", "house 7"),
    ("^{account:text}|", "hostco|x|y", "hostco"),
    (
      "from {account:base64} ({text}) by geopod-ismtpd{nonspace} (SG)",
      "from MTIz (unknown)  by geopod-ismtpd-1 (SG) with", "MTIz"
    ),
    ("^{digits:4}.{digits:2}.{digits:2}-{ip:ip}$", "2025.11.11-192.0.2.9", "192.0.2.9"),
    ("{digits}.{lower:2}-{lower}-{digits}.{account:base64}:S", "9 x::1.us-east-1.Zm9v+/=:S", "Zm9v+/="),
    ("\\{{account:digits}\\}", "a{5}", "5"),
  ])
  func `a pattern catches what it names`(source: String, value: String, wanted: String?) throws {
    let found = try FieldPattern(source).capture(Array(value.utf8)).map { String(decoding: $0, as: UTF8.self) }
    #expect(found == wanted)
  }

  @Test(arguments: [
    "", "^", "{digits", "digits}", "{letters}", "{digits:0}", "{digits:x}", "{account:digits}{account:hex}", "{text}:x",
    "{hex:9-3}",
  ])
  func `a malformed pattern is an error`(source: String) {
    #expect(throws: FieldPattern.Malformed.self) { try FieldPattern(source) }
  }

  @Test func `a value made to try every start costs no more than its budget`() throws {
    let pattern = try FieldPattern("a{word}a{word}a{word}!")
    let value = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    #expect(!pattern.matches(value))
    #expect(try FieldPattern("x{text}y").matches(value + Array("xzy".utf8)) == false)
  }

  @Test(arguments: [
    ("base64-number", "NDgyMQ==", "4821"), ("base64-number", "eHl6", nil), ("base64-number", "", nil),
    ("base64-json-array-2", "WyJhIiwiYkB4IiwgIjljIl0=", "9c"), ("base64-json-array-2", "WyJhIl0", nil),
    (
      "base64-json-key:customer_id", "eyJyIjoiYVwifWIiLCJ4IjpbMSx7ImN1c3RvbWVyX2lkIjo5fV0sImN1c3RvbWVyX2lkIjo3N30", "77"
    ),
    ("base64-json-key:customer_id", "eyJyIjoiYSJ9", nil), ("base64-fields-1", "bTB8NzcxfDU1fGpAeA==", "771"),
    ("base64-fields-9", "bTB8NzcxfDU1fGpAeA==", nil), ("base64-fields-1", "%%%", nil),
  ])
  func `account ids come out of what they are wrapped in`(name: String, value: String, wanted: String?) throws {
    let decoding = try #require(FieldDecoding(name))
    #expect(decoding.decode(Array(value.utf8)[...]) == wanted)
  }

  @Test(arguments: ["base64", "base64-json-array-x", "base64-fields-99", "rot13", "base64-json-key:"])
  func `an unknown decoding is none`(name: String) { #expect(FieldDecoding(name) == nil) }

  @Test(arguments: [
    (DomainPattern.suffix("mail.example"), "mail.example", true), (.suffix("mail.example"), "a.b.mail.example", true),
    (.suffix("mail.example"), "notmail.example", false), (.suffix("mail.example"), "mail.example.evil.test", false),
    (.exact("mail.example"), "a.mail.example", false), (.exact("mail.example"), "mail.example", true),
    (.digits(prefix: "mkt", suffix: ".example"), "a.mkt42.example", true),
    (.digits(prefix: "mkt", suffix: ".example"), "mkt4x.example", false),
    (.digits(prefix: "mkt", suffix: ".example"), "mkt.example", false),
    (.digits(prefix: "mkt", suffix: ".example"), "mkt42.example.evil.test", false),
  ])
  func `a domain pattern holds what the service owns`(pattern: DomainPattern, name: String, wanted: Bool) {
    #expect(pattern.matches(name) == wanted)
  }

  @Test func `the longest suffix wins`() {
    var index = DomainIndex<Int>()
    index.add(.suffix("example.com"), 1)
    index.add(.suffix("mc.example.com"), 2)
    index.add(.exact("x.mc.example.com"), 3)
    #expect(index.owners(of: "a.mc.example.com") == [2])
    #expect(index.owners(of: "x.mc.example.com") == [3])
    #expect(index.owners(of: "b.example.com") == [1])
    #expect(index.owners(of: "badexample.com").isEmpty)
  }
}
