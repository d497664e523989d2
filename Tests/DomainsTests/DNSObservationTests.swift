import Domains
import Testing
import Vocabulary

@Suite struct DNSObservationTests {
  private static let time = Timestamp(seconds: 1_415_800_000)

  private func kept(_ records: [DNSRecord], _ kind: DNSQuestion.Kind, _ security: DNSObservation.Security = .insecure)
    -> DNSObservation
  {
    DNSObservation(
      DNSQuestion("shop.test", kind), asked: Self.time, outcome: .records, records: records, security: security)
  }

  @Test func `any text is kept byte for byte`() {
    for bytes: [UInt8] in [[], Array(0...255), Array("a\\065b\\".utf8), Array("v=DKIM1; p=\"x\"".utf8), [92, 92, 48]] {
      #expect(kept([.text(bytes)], .txt).answer == .records([.text(bytes)]))
    }
    #expect(kept([.text([0x61, 0, 0x5C, 0xC3, 0xA9])], .txt).records == ["a\\000\\092\\195\\169"])
  }

  @Test func `every kind of record comes back as it was`() throws {
    let v4 = try #require(IPAddress("192.0.2.7"))
    let v6 = try #require(IPAddress("2001:db8::7"))
    for (record, kind): (DNSRecord, DNSQuestion.Kind) in [
      (.address(v4), .a), (.address(v6), .aaaa), (.exchange(preference: 10, host: "mx.test"), .mx),
      (.exchange(preference: 0, host: "."), .mx), (.server("ns.test"), .ns), (.pointer("a.test"), .ptr),
    ] {
      #expect(kept([record], kind).answer == .records([record]))
    }
  }

  @Test func `what does not hold its signature proves nothing, and what is too long is not kept`() {
    let forged = kept([.text([97])], .txt, .bogus)
    #expect(forged.answer == .failed && !forged.isUsable && forged.records == ["a"])
    let long = kept([.text([UInt8](repeating: 97, count: DNSObservation.longest + 1))], .txt)
    #expect(long.outcome == .oversized && long.records.isEmpty && !long.isUsable)
    #expect(kept([.text([UInt8](repeating: 97, count: DNSObservation.longest))], .txt).isUsable)
    let many = (0...DNSObservation.mostRecords).map { DNSRecord.text([UInt8($0)]) }
    #expect(kept(many, .txt).outcome == .oversized && kept(many.dropLast(), .txt).isUsable)
  }
}
