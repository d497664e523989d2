import Domains
import Testing
import Vocabulary

@testable import Probes

@Suite struct WireRecordTests {
  @Test(
    arguments: [
      ([192, 0, 2, 1], DNSQuestion.Kind.a, DNSRecord?.some(.address(.v4(0xC000_0201)))),
      ([192, 0, 2], .a, nil), ([], .a, nil),
      ([0x20, 1, 0xD, 0xB8] + [UInt8](repeating: 0, count: 11) + [1], .aaaa, .address(.v6(0x2001_0DB8 << 32, 1))),
      ([0, 10, 2] + Array("mX".utf8) + [3] + Array("com".utf8) + [0], .mx, .exchange(preference: 10, host: "mx.com")),
      ([0, 10], .mx, nil), ([0, 0, 0], .mx, .exchange(preference: 0, host: ".")),
      ([3] + Array("a.b".utf8) + [3] + Array("com".utf8) + [0], .ns, .server("a\\046b.com")),
      ([3, 97], .ns, nil), ([64] + [UInt8](repeating: 97, count: 64) + [0], .ns, nil), ([0xC0, 12], .ns, nil),
      ([2, 97, 98, 1, 99], .txt, .text(Array("abc".utf8))), ([0], .txt, .text([])), ([5, 97], .txt, nil),
      ([3, 0, 255, 10], .txt, .text([0, 255, 10])),
    ] as [([UInt8], DNSQuestion.Kind, DNSRecord?)])
  func `record data is read as RFC 1035 lays it out, or not at all`(
    bytes: [UInt8], kind: DNSQuestion.Kind, expected: DNSRecord?
  ) {
    #expect(WireRecord.read(bytes, kind) == expected)
  }
}
