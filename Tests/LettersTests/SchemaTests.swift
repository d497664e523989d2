import Casework
import Schemas
import Testing

@testable import Letters

@Suite struct SchemaTests {
  static let cases: [(name: String, investigation: Investigation)] = [
    ("two waves", Invented.twoWaves), ("one report, outside", Invented.oneReportOutside), ("empty", Invented.empty),
    ("only own mail", Invented.onlyOwn), ("unproven only", Invented.unprovenOnly), ("unsure", Invented.unsure),
    ("pair", Invented.pair),
    ("exact domain", Invented.exactDomain), ("hostile", Hostile.investigation),
  ]

  @Test(arguments: cases.indices, [Redaction.none, .addresses])
  func `every investigation holds against its schema`(number: Int, redaction: Redaction) throws {
    let bytes = InvestigationDocument(Self.cases[number].investigation, in: Sentences.english, redaction: redaction)
      .json()
    #expect(try JSONSchema(named: "investigation").complaints(about: bytes).isEmpty)
  }

  @Test func `the check finds what does not hold`() throws {
    let schema = try JSONSchema(named: "investigation")
    let text = String(decoding: InvestigationDocument(Invented.twoWaves, in: Sentences.english).json(), as: UTF8.self)
    let broken = [
      ("\"impersonation\"", "\"forged\""), ("\"score\": 0.99", "\"score\": 1.99"),
      ("\"skipped_count\"", "\"skipped_counts\""),
      ("\"sha256\": \"", "\"sha256\": \"x"), ("\"outside_probability\": 0.002", "\"outside_probability\": true"),
      ("\"earliest\": \"2013-03-02\"", "\"earliest\": \"2013-33-02\""), ("\"tier\": \"A\"", "\"tier\": null"),
    ]
    for (good, bad) in broken {
      #expect(text.contains(good))
      #expect(try !schema.complaints(about: Array(text.replacing(good, with: bad).utf8)).isEmpty, "\(bad)")
    }
  }

  @Test func `hostile text comes back from JSON as it was`() throws {
    let value =
      try JSONSchema.value(InvestigationDocument(Hostile.investigation, in: Sentences.english).json()) as? [String: Any]
    let reports = value?["reports"] as? [[String: Any]]
    let original = reports?.first?["original"] as? [String: Any]
    #expect(original?["subject"] as? String == Hostile.text)
  }

  @Test func `a JSON document holds no raw control and no markup`() {
    let bytes = InvestigationDocument(Hostile.investigation, in: Sentences.english).json()
    #expect(
      !bytes.contains { ($0 < 0x20 && $0 != 0x0A) || $0 == 0x7F || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") })
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      !text.unicodeScalars.contains {
        (0x200B...0x200F).contains($0.value) || (0x202A...0x202E).contains($0.value)
          || (0x2066...0x2069).contains($0.value)
      })
  }
}
