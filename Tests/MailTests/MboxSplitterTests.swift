import Testing

@testable import Mail

@Suite struct MboxSplitterTests {
  static let mailbox = """
    From jane@client.example Tue Nov 11 14:04:00 2014
    Subject: one
    Content-Length: 5

    Hello
    From the start, not after an empty line.

    >From here on it is quoted
    >>From twice

    From bob@client.example Wed Nov 12 09:00:00 2014
    Subject: two


    From carol@client.example Thu Nov 13 09:00:00 2014
    Subject: three

    End

    """

  static func messages(_ text: String, piece: Int) -> [String] {
    let bytes = Array(text.utf8)
    var splitter = MboxSplitter()
    var spans: [MboxSplitter.Span] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
      spans += splitter.add(bytes[start..<min(start + piece, bytes.count)])
    }
    if let last = splitter.finish() { spans.append(last) }
    #expect(spans.map(\.index) == Array(1..<(spans.count + 1)))
    return spans.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test(arguments: [1, 2, 3, 7, 64, 10_000]) func `pieces of any size give the same messages`(piece: Int) {
    let messages = Self.messages(Self.mailbox, piece: piece)
    #expect(messages.count == 3)
    #expect(messages.first?.hasPrefix("Subject: one\n") == true)
    #expect(messages.first?.hasSuffix(">>From twice\n") == true)
    #expect(messages.dropFirst().first == "Subject: two\n")
    #expect(messages.last == "Subject: three\n\nEnd\n")
  }

  @Test func `CRLF and a missing last line end are no obstacle`() {
    let text = Self.mailbox.replacing("\n", with: "\r\n").dropLast(1)
    let messages = Self.messages(String(text), piece: 5)
    #expect(messages.count == 3)
    #expect(messages.last == "Subject: three\r\n\r\nEnd")
  }

  @Test(arguments: [
    (
      "From a@b.example Tue Nov 11 14:04:00 2014\nSubject: one\n\nEnd\nFrom c@d.example Wed Nov  5 09:00:00 2014\nSubject: two\n",
      2
    ),
    (
      "From a@b.example Tue Nov 11 14:04:00 2014\n\nEnd\nFrom c@d.example Wed Nov 12 09:00:00 +0100 2014\nSubject: two",
      2
    ),
    ("From a@b.example Tue Nov 11 14:04:00 2014\n\nHello\nFrom Tue on we meet at 14:04 in room 2014\n", 1),
    ("From a@b.example Tue Nov 11 14:04:00 2014\n\nHello\n>From c@d.example Wed Nov 12 09:00:00 2014\n", 1),
  ])
  func `a whole From line begins a message without an empty line before it`(text: String, count: Int) {
    for piece in [1, 7, 1_000] { #expect(Self.messages(text, piece: piece).count == count) }
  }

  @Test(arguments: [
    ("", 0), ("From ", 0), ("From x\n", 1), ("no mailbox\n\nFrom x\nSubject: y\n", 1),
    ("From a\nx\n\nFrom b\n\nFrom c\ny", 3),
  ])
  func `odd files end well`(text: String, count: Int) {
    #expect(Self.messages(text, piece: 3).count == count)
  }

  @Test func `quoted From lines lose one mark`() {
    let text = ">From a\n>>From b\nx >From c\n>Fro\n> From\n>From"
    #expect(
      String(decoding: MboxSplitter.unescaped(Array(text.utf8)), as: UTF8.self)
        == "From a\n>From b\nx >From c\n>Fro\n> From\n>From")
  }

  @Test func `a raw buffer splits as an array does`() {
    let bytes = Array(Self.mailbox.utf8)
    var first = MboxSplitter()
    var second = MboxSplitter()
    #expect(bytes.withUnsafeBytes { first.add($0) } == second.add(bytes))
    #expect(first.finish() == second.finish())
  }
}
