import Mail
import Testing
import Vocabulary

@Suite struct ReceivedTests {
  struct Line: Sendable, CustomTestStringConvertible {
    let value: String
    var helo: String?
    var name: String?
    var address: String?
    var by: String?
    var with: String?
    var id: String?
    var recipient: String?
    var testDescription: String { value }
  }

  static let lines: [Line] = [
    Line(
      value:
        "from o1.mailer.example (o1.mailer.example [192.0.2.7]) (using TLSv1.3 (256/256 bits)) by mx.harbor.example (Postfix) with ESMTPS id 4Qk7 for <jane@harbor.example>; Tue, 11 Nov 2014 14:52:00 +0100",
      helo: "o1.mailer.example", name: "o1.mailer.example", address: "192.0.2.7", by: "mx.harbor.example",
      with: "ESMTPS",
      id: "4Qk7", recipient: "jane@harbor.example"),
    Line(
      value:
        "from HELO.Example (unknown [192.0.2.8]) by mx.harbor.example (Postfix) with ESMTP id A1; Tue, 11 Nov 2014 14:52:00 +0100",
      helo: "helo.example", address: "192.0.2.8", by: "mx.harbor.example", with: "ESMTP", id: "A1"),
    Line(
      value:
        "from rdns.example ([192.0.2.9]:4411 helo=named.example) by mx.harbor.example with esmtps (TLS1.2) (Exim 4.96) (envelope-from <a@b>) id 1q-2 for jane@harbor.example; Tue, 11 Nov 2014 14:52:00 +0100",
      helo: "named.example", name: "rdns.example", address: "192.0.2.9", by: "mx.harbor.example", with: "esmtps",
      id: "1q-2",
      recipient: "jane@harbor.example"),
    Line(
      value:
        "from [192.0.2.10] (port=64086 helo=box) by mx.harbor.example with esmtpa id 7; Tue, 11 Nov 2014 14:52:00 +0100",
      helo: "box", address: "192.0.2.10", by: "mx.harbor.example", with: "esmtpa", id: "7"),
    Line(
      value:
        "from rdns.example (IDENT:root@rdns.example [192.0.2.11] (may be forged)) by mx.harbor.example (8.14.7/8.14.7) with SMTP id x1",
      helo: "rdns.example", name: "rdns.example", address: "192.0.2.11", by: "mx.harbor.example", with: "SMTP", id: "x1"
    ),
    Line(
      value:
        "from unknown (HELO named.example) (192.0.2.12) by mx.harbor.example with SMTP; 11 Nov 2014 14:52:00 -0000",
      helo: "named.example", address: "192.0.2.12", by: "mx.harbor.example", with: "SMTP"),
    Line(
      value: "from rdns.example (HELO named.example) (jane@192.0.2.13) by mx.harbor.example with SMTP",
      helo: "named.example", name: "rdns.example", address: "192.0.2.13", by: "mx.harbor.example", with: "SMTP"),
    Line(
      value:
        "from SRV.prod.mail.example (2001:db8:12::3) by EDGE.mail.example (10.0.0.1) with Microsoft SMTP Server (version=TLS1_2) id 15.20.1 via Frontend Transport; Tue, 11 Nov 2014 14:52:00 +0000",
      helo: "srv.prod.mail.example", address: "2001:db8:12::3", by: "edge.mail.example", with: "Microsoft",
      id: "15.20.1"),
    Line(
      value:
        "from SRV.mail.example ([fe80::1234%3]) by SRV.mail.example ([fe80::1234%3]) with mapi id 15.20.2; Tue, 11 Nov 2014 14:52:00 +0000",
      helo: "srv.mail.example", address: "fe80::1234", by: "srv.mail.example", with: "mapi", id: "15.20.2"),
    Line(
      value:
        "from relay.example (relay.example. [IPv6:2001:db8::5]) by mx.mail.example with ESMTPS id h21 for <j@x.example> (Mail Transport Security); Tue, 11 Nov 2014 14:52:00 +0000",
      helo: "relay.example", name: "relay.example", address: "2001:db8::5", by: "mx.mail.example", with: "ESMTPS",
      id: "h21",
      recipient: "j@x.example"),
    Line(
      value: "by 2001:db8:a05::1 with SMTP id k6; Tue, 11 Nov 2014 14:52:00 +0000", by: "2001:db8:a05::1", with: "SMTP",
      id: "k6"),
    Line(
      value: "from <unknown> (<unknown> []) by cf3da8 with HTTP id 64dc; Tue, 11 Nov 2014 14:52:00 GMT", by: "cf3da8",
      with: "HTTP",
      id: "64dc"),
    Line(
      value: "by host.example (Postfix, from userid 0) id 81BD; Tue, 11 Nov 2014 14:52:00 +0000", by: "host.example",
      id: "81BD"),
    Line(value: "(qmail 1234 invoked by uid 89); 11 Nov 2014 14:52:00 -0000"),
  ]

  @Test(arguments: lines)
  func `a line of each kind of server is read`(line: Line) {
    let read = Received(line.value)
    #expect(read.helo == line.helo)
    #expect(read.reverseName == line.name)
    #expect(read.address == line.address.flatMap { IPAddress($0) })
    #expect(read.by == line.by)
    #expect(read.with == line.with)
    #expect(read.id == line.id)
    #expect(read.recipient == line.recipient)
    #expect(read.hasSender == line.value.hasPrefix("from"))
  }

  @Test func `the date stands behind the last semicolon`() {
    #expect(
      Received("from a.example by b.example; x; Tue, 11 Nov 2014 14:52:00 +0100").date?.rfc3339
        == "2014-11-11T13:52:00Z")
    #expect(Received("from a.example by b.example").date == nil)
  }

  @Test func `a later by or from does not replace the first`() {
    let read = Received(
      "from a.example by b.example with SMTP by c.example from d.example; Tue, 11 Nov 2014 14:52:00 +0100")
    #expect(read.by == "b.example")
    #expect(read.helo == "a.example")
  }

  @Test(arguments: [
    "", ";", "(", "from", "from (", "from ((((((((", "by", "from a (b [", "from [IPv6:] by [", "from a (helo=) by b",
    "from a (HELO) by",
    "\\", "from a (\\", "from \u{0}\u{1} by \u{FF}", "for for for by by by",
  ])
  func `broken lines are read as far as they go`(value: String) { _ = Received(value) }

  @Test func `a line cut or changed at any byte is still a value`() {
    for line in Self.lines {
      let bytes = Array(line.value.utf8)
      for index in bytes.indices {
        _ = Received(Array(bytes[..<index]))
        for byte: UInt8 in [0x28, 0x29, 0x3B, 0x5B, 0x00, 0xFF] {
          var changed = bytes
          changed[index] = byte
          _ = Received(changed).date
        }
      }
    }
  }

  @Test func `a megabyte of parentheses is cut off`() {
    _ = Received([UInt8](repeating: 0x28, count: 1 << 20))
    #expect(
      Received("from a.example (" + String(repeating: "x ", count: 1 << 19) + ") by b.example").helo == "a.example")
  }
}
