import Testing
import Vocabulary

@testable import Mail

@Suite struct MessageTests {
  private func read(_ name: String) -> (message: Message, content: MessageText) {
    let message = Message(Fixture.bytes(name))
    return (message, MessageText(message))
  }

  @Test func `a plain mail gives its fields, text and link`() {
    let (message, content) = read("plain")
    #expect(message.from == [Mailbox(name: "Tallerma Billing", address: EmailAddress("billing@tallerma-x.example"))])
    #expect(message.subject == "Your plan ends today")
    #expect(message.date?.rfc3339 == "2014-11-11T14:22:01Z")
    #expect(message.messageID == "1@tallerma-x.example")
    #expect(content.links.map(\.url.raw) == ["https://tallerma-x.example/renew?c=1"])
    #expect(message.defects.isEmpty)
  }

  @Test func `the fields of a header put together are the header`() {
    let bytes = Fixture.bytes("plain")
    let header = HeaderBlock(bytes[...])
    #expect(header.fields.flatMap { bytes[$0.range] } + Array("\r\n".utf8) == Array(bytes[..<header.bodyStart]))
  }

  @Test func `both forms of an alternative are read`() {
    let (message, content) = read("alternative")
    #expect(message.parts.map(\.contentType.value) == ["multipart/alternative", "text/plain", "text/html"])
    #expect(content.text == "Dear Jane, renew now.")
    #expect(content.html?.text == "Dear Jane,\n\nRenew now\nBye\nBilling")
    #expect(content.links.map(\.text) == ["now"])
  }

  @Test(arguments: ["attached", "attached-base64"])
  func `an attached message keeps its bytes`(name: String) throws {
    let attached = try #require(read(name).message.parts.flatMap(\.attached).first)
    #expect(attached.subject == "Your plan ends today")
    let text = String(decoding: attached.bytes, as: UTF8.self)
    #expect(text.hasPrefix("Received: from mx.example.net"))
    #expect(text.utf8.reversed().starts(with: "https://tallerma-x.example/in\r\n".utf8.reversed()))
  }

  @Test func `parts inside parts are found by boundaries that begin alike`() {
    let (message, content) = read("nested")
    #expect(
      message.parts.map(\.contentType.value) == [
        "multipart/mixed", "multipart/related", "multipart/alternative", "text/plain", "text/html", "image/gif",
        "text/plain",
      ])
    #expect(content.text == "first")
    #expect(content.files.map { Attachment($0).name } == ["dot.gif", "notes.txt"])
    #expect(message.defects.isEmpty)
  }

  @Test func `the parts of a digest are messages`() {
    #expect(read("digest").message.parts.flatMap(\.attached).map(\.subject) == ["one", "two"])
  }

  @Test func `header words are decoded`() {
    let message = read("encoded-header").message
    #expect(message.subject == "Lej\u{E1}r az el\u{151}fizet\u{E9}se \u{2013} ma")
    #expect(message.from.first?.name == "F\u{E9}lix Nagy\u{151}")
    #expect(message.to.map(\.name) == ["Jane", "Bob \"B\" Roe"])
    #expect(message.date?.rfc3339 == "2014-11-11T14:22:00Z")
  }

  @Test func `header bytes beyond ASCII are read`() {
    let (message, content) = read("eight-bit-header")
    #expect(message.from.first?.name == "Ren\u{E9}e")
    #expect(content.text == "B\u{E9}la\r\n")
  }

  @Test func `a line that mailbox files put in front is passed over`() {
    #expect(read("mbox-line").message.subject == "Your plan ends today")
  }

  @Test func `an open quote around a boundary still finds the parts`() {
    let (message, content) = read("broken-structure")
    #expect(message.parts.count == 4)
    #expect(Set(message.defects.map(\.kind)) == [.boundaryNotClosed, .unknownEncoding])
    #expect(content.links.map(\.url.host) == ["x.example", "y.example"])
    #expect(content.defects.map(\.kind) == [.unknownCharset])
  }

  @Test func `fields that occur twice are a defect, and the first counts`() {
    let (message, content) = read("duplicate-fields")
    let original = Original(message, content: content, carrier: .original)
    #expect(original.subject == "first")
    #expect(original.to.first?.address == EmailAddress("spaced@example.org"))
    #expect(Set(original.defects.map(\.kind)) == [.duplicateField, .badDate, .badContentType, .garbageInHeader])
  }

  @Test func `names and boundaries in pieces are put together`() {
    let (message, content) = read("parameters")
    #expect(content.files.map { Attachment($0).name } == ["sz\u{E1}mla.pdf"])
    #expect(message.parts.last?.content().starts(with: "%PDF-1".utf8) == true)
  }

  @Test(arguments: [
    ("", [Defect.Kind]()), ("\n", []), ("\r\n\r\n", []), ("just words", [.noHeader]), ("a: b", []),
    ("a: b\nwords without a header\n", [.garbageInHeader]),
    ("Content-Type: multipart/mixed\n\n--x\n", [.noBoundary]),
    ("Content-Type: multipart/mixed; boundary=x\n\nno\n", [.boundaryNotFound]),
    ("Content-Type: multipart/mixed; boundary=x\n\n--x\n\na\n--xy\n--x--y\nb\n--x--\n", []),
    ("Content-Type: multipart/mixed; boundary=x\n\n--x\n\na", [.boundaryNotClosed]), (": no name\n\n", [.noHeader]),
    ("Content-Transfer-Encoding: rot13\n\nx", [.unknownEncoding]), ("Content-Type: text\n\nx", [.badContentType]),
  ])
  func `what is wrong with a message is said`(text: String, expected: [Defect.Kind]) {
    #expect(Message(Array(text.utf8)).defects.map(\.kind) == expected)
  }
}
