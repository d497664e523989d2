import Testing
import Vocabulary

@testable import Mail

/// Messages of megabytes made to take minutes, memory or the stack: each must end, and within its bounds.
@Suite struct HostileMessageTests {
  private func read(_ text: String) -> (message: Message, content: MessageText) {
    let message = Message(Array(text.utf8))
    return (message, MessageText(message))
  }

  @Test func `ten thousand multiparts inside each other stop at the bound`() {
    var text = ""
    for level in 0..<10_000 { text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
    let message = read(text).message
    #expect(message.parts.count == Bounds.depth + 1)
    #expect(message.defects.contains { $0.kind == .tooDeep })
  }

  @Test func `multiparts that all have the same boundary stop at the bound`() {
    let text = String(repeating: "Content-Type: multipart/mixed; boundary=b\n\n--b\n", count: 50_000)
    #expect(read(text).message.parts.count <= Bounds.parts + 1)
  }

  @Test func `a megabyte of messages inside messages stops at the bound`() {
    let message = read(String(repeating: "Content-Type: message/rfc822\n\n", count: 35_000)).message
    var depth = 0
    var inner = message.root.attached.first
    while let next = inner {
      depth += 1
      inner = next.root.attached.first
    }
    #expect(depth == Bounds.depth)
  }

  @Test func `a hundred thousand parts stop at the bound`() {
    let text =
      "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 100_000) + "--b--\n"
    let message = read(text).message
    #expect(message.parts.count == Bounds.parts)
    #expect(message.defects.contains { $0.kind == .tooManyParts })
  }

  @Test func `a header line of two megabytes is cut`() {
    let (message, _) = read("Subject: " + String(repeating: "x", count: 2 << 20) + "\nFrom: a@b.example\n\nbody")
    #expect((message.subject?.utf8.count ?? 0) <= Bounds.fieldBytes)
    #expect(message.defects.contains { $0.kind == .headerTooLong })
  }

  @Test func `a million header fields stop at the bound`() {
    let (message, content) = read(String(repeating: "a:b\n", count: 1_000_000) + "\nbody")
    #expect(message.header.fields.count == Bounds.headerFields)
    #expect(content.text == "body")
  }

  @Test func `a field folded over half a million lines is cut`() {
    #expect(
      (read("To: a@b.example" + String(repeating: ",\n c@d.example", count: 200_000) + "\n\n").message.to.count)
        <= Bounds.addresses)
  }

  @Test func `base64 inside base64 stays within its budget`() {
    var inner = "Subject: inner\n\n" + String(repeating: "x", count: 100_000)
    for _ in 0..<Bounds.depth + 4 where inner.utf8.count < 1 << 20 {
      inner = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + encoded(inner)
    }
    let message = read(inner).message
    #expect(message.root.attached.count == 1)
  }

  @Test(arguments: [
    "\n", "\r", "\r\n", "\0", ":", " ", "\t", "--", "--\n", "=", "a", "From ", "From: ", "=?utf-8?Q?", "(", "\"", "<",
    "a:b\r", "a\n", "a: b\n x\n\n", "\u{E9}",
  ])
  func `two megabytes of one piece are a message`(piece: String) {
    let (message, content) = read(String(repeating: piece, count: (2 << 20) / piece.utf8.count))
    #expect(message.defects.count <= 60)
    #expect(content.text.utf8.count <= Bounds.textBytes * 3)
  }

  @Test(arguments: [
    "Subject", "From", "To", "Date", "Message-ID", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding",
  ])
  func `every field can be a flood of marks`(name: String) {
    for piece in ["(", "\"", "<", ";", ",", "=?utf-8?B?", "\\", "\n ", "=", "*0*=", "\0", "a@"] {
      let (message, content) = read(
        "\(name): " + String(repeating: piece, count: 70_000 / piece.utf8.count) + "\n\nbody")
      _ = Original(message, content: content, carrier: .original)
      #expect(message.header.fields.count >= 1)
    }
  }

  private func encoded(_ text: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var bytes = Array(text.utf8)
    while !bytes.count.isMultiple(of: 3) { bytes.append(0x0A) }
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      for shift in [18, 12, 6, 0] { out.append(letters[group >> shift & 63]) }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
