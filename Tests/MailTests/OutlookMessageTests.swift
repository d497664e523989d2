import Testing
import Vocabulary

@testable import Mail

@Suite struct OutlookMessageTests {
  static let original = OutlookFixture(
    properties: [
      (0x001A, .wide("IPM.Note")), (0x0037, .wide("Last notice – Letzte Mahnung")), (0x0C1A, .wide("Harbor Ledger")),
      (0x0C1F, .wide("billing@harbor-1edger.example")),
      (0x0039, .time(1_415_714_640)), (0x1035, .wide("<n1@harbor-1edger.example>")),
      (
        0x007D,
        .wide(
          "Received: from a by b; Tue, 11 Nov 2014 14:04:01 +0000\r\nFrom: Harbor Ledger\r\n <billing@harbor-1edger.example>\r\nContent-Type: text/html\r\n\tx=y\r\nX-SG-EID: abc\r\n"
        )
      ),
      (0x1000, .wide("Pay today: https://pay.example/x")),
      (0x1013, .binary(Array("<p>Pay <a href=\"https://pay.example/x\">today</a> \u{FC}</p>".utf8))),
      (0x3FDE, .number(65001)),
    ],
    recipients: [
      [
        (0x0C15, .number(1)), (0x3001, .wide("Jane Roe")), (0x3003, .wide("/O=ORG/CN=JANE")),
        (0x39FE, .wide("jane@client.example")),
      ],
      [(0x0C15, .number(2)), (0x3001, .wide("bob@client.example")), (0x3003, .wide("bob@client.example"))],
      [(0x0C15, .number(3)), (0x3001, .wide("hidden@client.example")), (0x3003, .wide("hidden@client.example"))],
    ],
    attachments: [
      [
        (0x3705, .number(1)), (0x3707, .wide("invoice ü.pdf")), (0x370E, .wide("application/pdf")),
        (0x3701, .binary([UInt8](repeating: 7, count: 9000))),
      ]
    ])

  static let report = OutlookFixture(
    properties: [
      (0x001A, .wide("IPM.Note")), (0x0037, .narrow(Array("FW: Gr".utf8) + [0xFC, 0xDF, 0x65])),
      (0x0042, .wide("Jane Roe")), (0x5D02, .wide("jane@client.example")), (0x3FFD, .number(1252)),
      (0x1000, .wide("Is this yours?")),
    ], recipients: [[(0x0C15, .number(1)), (0x3003, .wide("report@harborledger.example"))]], embedded: [original])

  static func check(_ message: OutlookMessage) throws {
    #expect(message.subject == "FW: Grüße")
    #expect(message.from == Mailbox(name: "Jane Roe", address: EmailAddress("jane@client.example")))
    #expect(message.to.map(\.address?.text) == ["report@harborledger.example"])
    #expect(message.textBody == "Is this yours?")
    #expect(message.headers == nil)
    #expect(message.defects.map(\.kind) == [.recreated])
    let inner = try #require(message.embedded.first)
    #expect(inner.subject == "Last notice – Letzte Mahnung")
    #expect(inner.from == Mailbox(name: "Harbor Ledger", address: EmailAddress("billing@harbor-1edger.example")))
    #expect(inner.to == [Mailbox(name: "Jane Roe", address: EmailAddress("jane@client.example"))])
    #expect(inner.cc == [Mailbox(name: nil, address: EmailAddress("bob@client.example"))])
    #expect(inner.date?.rfc3339 == "2014-11-11T14:04:00Z")
    #expect(inner.messageID == "<n1@harbor-1edger.example>")
    #expect(inner.htmlBody == "<p>Pay <a href=\"https://pay.example/x\">today</a> ü</p>")
    #expect(
      inner.attachments == [
        .init(name: "invoice ü.pdf", type: "application/pdf", bytes: [UInt8](repeating: 7, count: 9000))
      ])
  }

  @Test func `a msg file is read`() throws {
    try Self.check(try #require(OutlookMessage(file: Self.report.file[...])))
  }

  @Test func `winmail dat is read`() throws {
    try Self.check(try #require(OutlookMessage(tnef: Self.report.winmail[...])))
  }

  @Test func `a file inside a longer array is read at its own offsets`() throws {
    let padded = [1, 2, 3] + Self.report.file
    try Self.check(try #require(OutlookMessage(file: padded[3...])))
    let other = [1, 2, 3] + Self.report.winmail
    try Self.check(try #require(OutlookMessage(tnef: other[3...])))
  }

  @Test func `the mail made of it keeps the header and holds all parts`() throws {
    let message = try #require(OutlookMessage(file: Self.report.file[...]))
    let text = String(decoding: message.rebuiltMessage(), as: UTF8.self)
    #expect(
      text.hasPrefix(
        "From: \"Jane Roe\" <jane@client.example>\r\nTo: report@harborledger.example\r\nSubject: FW: Grüße\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;"
      ))
    #expect(
      text.contains(
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\nReceived: from a by b; Tue, 11 Nov 2014 14:04:01 +0000\r\n"
      ))
    #expect(text.contains("From: Harbor Ledger\r\n <billing@harbor-1edger.example>\r\nX-SG-EID: abc\r\n"))
    #expect(!text.contains("x=y"))
    #expect(text.contains("filename*=utf-8''invoice%20%C3%BC.pdf"))
    #expect(message.rebuiltMessage() == message.rebuiltMessage())
  }

  @Test func `a value cannot put a line into the header`() throws {
    var fixture = Self.report
    fixture.properties.append((0x1035, .wide("<x>\r\nBcc: evil@x.example")))
    fixture.properties[1] = (0x0037, .wide("a\nReply-To: evil@x.example"))
    let text = String(decoding: try #require(OutlookMessage(file: fixture.file[...])).rebuiltMessage(), as: UTF8.self)
    #expect(!text.contains("\nBcc:") && !text.contains("\nReply-To:"))
  }

  @Test func `cut and broken files yield a value or nothing`() {
    var random = FixedSeed(state: 7)
    let forms: [([UInt8], (ArraySlice<UInt8>) -> OutlookMessage?)] = [
      (Self.report.file, { OutlookMessage(file: $0) }), (Self.report.winmail, { OutlookMessage(tnef: $0) }),
    ]
    for (bytes, read) in forms {
      for cut in stride(from: 0, to: bytes.count, by: 1009) {
        #expect((read(bytes[..<cut])?.attachments.count ?? 0) <= 2)
      }
      for _ in 0..<60 {
        var broken = bytes
        for _ in 0..<4 {
          broken[Int.random(in: 8..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        #expect((read(broken[...])?.rebuiltMessage().count ?? 0) < 1_000_000)
      }
      // The parts that say where everything lies.
      for index in stride(from: 24, to: min(600, bytes.count), by: 4) {
        var broken = bytes
        broken[index] ^= 0xFF
        #expect((read(broken[...])?.embedded.count ?? 0) <= 1)
      }
    }
  }

  @Test func `a wrong checksum is a defect`() throws {
    var bytes = Self.report.winmail
    bytes[bytes.count - 1] ^= 1
    #expect(try #require(OutlookMessage(tnef: bytes[...])).defects.contains { $0.detail.contains("checksum") })
  }

  @Test func `a directory that runs in a circle ends`() throws {
    var bytes = Self.report.file
    let directory = Int(bytes[48]) | Int(bytes[49]) << 8
    // Every record names the first one as its left neighbour.
    for record in 0..<16 {
      bytes.replaceSubrange(
        ((directory + 1) * 512 + record * 128 + 68)..<((directory + 1) * 512 + record * 128 + 72), with: [1, 0, 0, 0])
    }
    let message = try #require(OutlookMessage(file: bytes[...]))
    #expect(message.embedded.count <= Bounds.parts)
  }

  @Test func `what is neither is nothing`() {
    #expect(OutlookMessage(file: Array("From: a@b.example\r\n\r\nx".utf8)[...]) == nil)
    #expect(OutlookMessage(tnef: Array("From: a@b.example\r\n\r\nx".utf8)[...]) == nil)
    #expect(OutlookMessage(file: []) == nil)
    #expect(OutlookMessage(tnef: [0x78, 0x9F, 0x3E, 0x22])?.subject == nil)
  }
}

@Suite struct RichTextTests {
  @Test func `HTML inside rich text comes out as it went in`() {
    let rich = RichText(
      Array(
        #"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial;}}{\colortbl;\red0\green0\blue0;}{\*\generator Exchange;}{\*\htmltag64 <html>}\htmlrtf {\htmlrtf0 {\*\htmltag96 <p>}\htmlrtf \par \htmlrtf0 Gr\'fc\'dfe \u8364? \{x\} {\*\htmltag84 <a href="https://pay.example/x">}\htmlrtf {\field{\*\fldinst{HYPERLINK "y"}}{\fldrslt \htmlrtf0 here\htmlrtf }}\htmlrtf0 {\*\htmltag92 </a>}{\*\htmltag104 </p>}\htmlrtf }\htmlrtf0 {\*\htmltag58 </html>}}"#
          .utf8))
    #expect(rich.kind == .html)
    #expect(rich.content == "<html><p>Grüße € {x} <a href=\"https://pay.example/x\">here</a></p></html>")
  }

  @Test func `plain rich text comes out as text`() {
    let rich = RichText(
      Array(
        #"{\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}}\f0 One\par Two\tab three {\f1 \'cf\'ee} \u-10179?\u-8704? \emdash{\pict 89504e47}{\*\unknown gone}\~end}"#
          .utf8))
    #expect(rich.kind == .text)
    #expect(rich.content == "One\nTwo\tthree По 😀 —\u{A0}end")
  }

  @Test func `packed rich text is unpacked`() throws {
    // The example of [MS-OXRTFCP] section 4.1.1.
    let packed: [UInt8] = [
      0x2D, 0, 0, 0, 0x2B, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5, 0xC7, 0xA7, 0x03, 0, 0x0A, 0, 0x72, 0x63, 0x70,
      0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65, 0x6C, 0x09, 0, 0x20, 0x62, 0x77, 0x05, 0xB0,
      0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
    ]
    let (content, whole) = try #require(CompressedRichText.unpack(packed))
    #expect(String(decoding: content, as: UTF8.self) == "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n")
    #expect(whole)
    #expect(try #require(CompressedRichText.unpack(Array(packed.dropLast(8)))).whole == false)
    #expect(CompressedRichText.unpack([1, 2, 3]) == nil)
  }

  @Test func `no bytes can break it`() {
    var random = FixedSeed(state: 3)
    for _ in 0..<300 {
      let bytes = (0..<400).map { _ in Array(#"{}\'*-019afhtmlrtgub "#.utf8).randomElement(using: &random) ?? 0 }
      #expect(RichText(bytes).content.utf8.count <= 4000)
      var packed = [0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0x4C, 0x5A, 0x46, 0x75, 0, 0, 0, 0] as [UInt8]
      packed += (0..<400).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect((CompressedRichText.unpack(packed)?.content.count ?? 0) <= 400 * 17)
    }
    #expect(RichText(Array(String(repeating: "{", count: 100_000).utf8)).content.isEmpty)
  }
}
