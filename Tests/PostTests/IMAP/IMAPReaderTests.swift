import Testing

@testable import Post

@Suite struct IMAPReaderTests {
  static func responses(_ text: String, step: Int = .max) throws -> [IMAPResponse] {
    var reader = IMAPReader(longestLiteral: 100)
    var all: [IMAPResponse] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      reader.take(rest.prefix(step))
      rest = rest.dropFirst(step)
      while let response = try reader.next() { all.append(response) }
    }
    return all
  }

  @Test(arguments: [1, 2, 7, 1000]) func `responses are read in any pieces`(step: Int) throws {
    let text =
      "* 12 FETCH (UID 7 FLAGS (\\Seen) BODY[] {9}\r\na)\r\n{3}\r\n X \"q\\\"\")\r\n* SEARCH 1 2\r\nC1 OK [X 1] done\r\n+ go\r\n"
    let fetched: [IMAPValue] = [
      .text("UID"), .text("7"), .text("FLAGS"), .list([.text("\\Seen")]), .text("BODY[]"),
      .literal(Array("a)\r\n{3}\r\n".utf8)), .text("X"), .text("q\""),
    ]
    #expect(
      try Self.responses(text, step: step) == [
        .data(name: "FETCH", number: 12, values: [.list(fetched)]),
        .data(name: "SEARCH", number: nil, values: [.text("1"), .text("2")]),
        .status(tag: "C1", word: "OK", code: "X 1", text: "[X 1] done"), .goOn,
      ])
  }

  @Test func `a literal that is too long ends it`() {
    #expect(throws: IMAPReader.Broken.self) { try Self.responses("* 1 FETCH (BODY[] {101}\r\n") }
  }

  @Test(arguments: [
    "\r\n", ")\r\n", "* \r\n", "* (((\r\n", "* 1\r\n", "* \"\r\n", "* {99999999999999999999}\r\n", "{}\r\n\r\n",
  ])
  func `a broken response is survived`(text: String) throws {
    for response in try Self.responses(text) {
      if case .status = response { Issue.record("\(response)") }
    }
  }

  @Test func `nesting has an end`() throws {
    _ = try Self.responses("* " + String(repeating: "(", count: 100_000) + "\r\n")
  }
}
