import Schemas
import Testing
import Vocabulary

@testable import Domains
@testable import Letters

@Suite struct DomainLineTests {
  private func line(_ name: LookAlike) -> String {
    var bytes: [UInt8] = []
    DomainLine.append(name, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a look-alike is one line of JSON`() {
    #expect(
      line(Invented.zero)
        == "{\"domain\": \"harb0rledger.com\", \"unicode\": null, \"registrable\": \"harb0rledger.com\", \"imitates\": \"harborledger.com\", \"techniques\": [\"homoglyph\"], \"score\": 0.99}\n"
    )
    #expect(line(Invented.cyrillic).contains("\"unicode\": \"harbоrledger.com\""))
  }

  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (0.5, "0.5"), (0.0123, "0.0123"), (0.99999, "1"), (Double.nan, "0"), (-1, "0"), (7, "1"),
  ])
  func `scores have four decimals at most`(score: Double, text: String) {
    #expect(line(Invented.lookAlike("example.org", [], score: score)).hasSuffix("\"score\": \(text)}\n"))
  }

  @Test func `every line holds against the schema, whatever the name`() throws {
    let schema = try JSONSchema(named: "domain")
    let hostile = LookAlike(
      domain: "\"\\\u{0}\u{202E}</script>\n", unicode: "\u{7F}\u{2028}\u{E0041}", registrableCount: nil)
    for name in [
      Invented.zero, Invented.cyrillic, Invented.below, hostile,
      Invented.lookAlike("x.example", Technique.allCases, score: 0.7),
    ] {
      let bytes = Array(line(name).utf8)
      #expect(try schema.complaints(about: bytes).isEmpty)
      #expect(bytes.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7F })
      #expect(bytes.last == 0x0A)
    }
    let value = try JSONSchema.value(Array(line(hostile).utf8)) as? [String: Any]
    #expect(value?["domain"] as? String == hostile.domain)
    #expect(value?["unicode"] as? String == hostile.unicode)
  }
}
