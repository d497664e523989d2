import Casework
import Testing

@testable import Letters

/// A link is found, ours where none is allowed, anybody else's always, and a name that a mail program makes one of.
@Suite struct LinkRuleTests {
  private static func found(_ text: String, allowed: Bool = false) throws -> [String] {
    try InventedNotice.findings(of: .link, in: text, allowsOwnLinks: allowed).map {
      "\($0.severity == .stops ? "" : "~")\($0.advice): \($0.words.joined(separator: " "))"
    }
  }

  @Test(arguments: [
    ("See https://harborledger.com/news for more.", ["link-not-allowed: https://harborledger.com/news"]),
    ("See harborledger.com/news for more.", ["link-not-allowed: harborledger.com/news"]),
    ("See www.other.com for more.", ["link-elsewhere: www[.]other[.]com"]),
    ("See https://harborledger.com.evil.com/x now.", ["link-elsewhere: harborledger[.]com[.]evil[.]com"]),
    ("Write to mailto:a@harborledger.com please.", ["link-elsewhere: mailto:"]),
    ("They use harborledqer.com for it.", ["link-to-fake: harborledqer[.]com"]),
    ("They use pay.harborledqer.com for it.", ["link-to-fake: pay[.]harborledqer[.]com"]),
    ("They use harborledqer[.]com for it.", []), ("Type harborledger.com into your browser.", []),
    ("Write to report@harborledger.com, please.", []), ("Booking.com keeps it.", ["~name-as-link: booking[.]com"]),
    ("We moved.They did not.", ["~name-as-link: moved[.]they"]), ("It was 3.5 times, i.e. often.", []),
    ("No. 5 is ours.", []),
  ])
  func `a link`(text: String, found: [String]) throws {
    #expect(try Self.found(text) == found)
  }

  @Test func `our own may be allowed`() throws {
    #expect(try Self.found("See https://harborledger.com/news.", allowed: true) == [])
    #expect(try Self.found("See https://evil.com/news.", allowed: true) == ["link-elsewhere: evil[.]com"])
  }
}
