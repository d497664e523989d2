import Testing

@testable import Post

@Suite struct SMTPAnswerTests {
  private func answers(_ text: String, step: Int) throws -> [SMTPAnswer] {
    var reader = SMTPAnswerReader()
    var found: [SMTPAnswer] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: step) {
      reader.take(bytes[start..<min(start + step, bytes.count)])
      while let answer = try reader.next() { found.append(answer) }
    }
    return found
  }

  @Test(arguments: [1, 2, 3, 7, 1_000])
  func `answers are the same however their bytes arrive`(step: Int) throws {
    let said = "250-mx.example\r\n250-PIPELINING\r\n250 SIZE 1000\r\n354 go\n250\r\n550 5.1.1 <a@b>: no\r\n4"
    let found = try answers(said, step: step)
    #expect(found.map(\.code) == [250, 354, 250, 550])
    #expect(found.first?.lines == ["mx.example", "PIPELINING", "SIZE 1000"])
    #expect(found.map(\.text) == ["250 mx.example PIPELINING SIZE 1000", "354 go", "250 ", "550 5.1.1 <a@b>: no"])
  }

  @Test(arguments: [
    "hello\r\n", "25\r\n", "2500 ok\r\n", "250_ok\r\n", "199 ok\r\n", "600 ok\r\n", "\r\n", "250-a\r\n251 b\r\n",
    "٢٥٠ ok\r\n", "\u{0}\u{FF}\r\n",
  ])
  func `what is no answer is not taken for one`(text: String) {
    #expect(throws: SMTPAnswerReader.Broken.self) { try answers(text, step: 3) }
  }

  @Test func `answers and lines without end are not waited for`() {
    #expect(throws: SMTPAnswerReader.Broken.self) { try answers(String(repeating: "250-x\r\n", count: 101), step: 50) }
    #expect(throws: SMTPAnswerReader.Broken.self) {
      try answers("250 " + String(repeating: "x", count: 5_000), step: 100)
    }
  }

  @Test func `what is kept of an answer has no controls and an end`() {
    let answer = SMTPAnswer(code: 250, lines: ["a\u{1B}[31m\tb" + String(repeating: "é", count: 900)])
    #expect(answer.text.hasPrefix("250 a [31m b") && answer.text.count == 500)
  }
}
