import Testing

@testable import Mail

@Suite struct HeaderBlockTests {
  private func read(_ text: String) -> HeaderBlock { HeaderBlock(Array(text.utf8)[...]) }

  @Test(arguments: [
    ("Subject: a\r\n\r\n", "a"), ("subject:a\n\n", "a"), ("SUBJECT : a\n\n", "a"), ("Subject:\ta \r\n\r\n", "a"),
    ("Subject: a\r\n b\r\n\tc\r\n\r\n", "a b\tc"),
    ("Subject:\r\n a\r\n\r\n", "a"), ("Subject: a\r\n \r\n b\r\n\r\n", "a  b"), ("Subject: a:b\n\n", "a:b"),
    ("Subject:\n\n", ""), ("Subject: a", "a"), ("Subject:", ""),
    ("From x Tue\nSubject: a\n\n", "a"), (">From x Tue\nSubject: a\n\n", "a"),
    ("X: y\nSubject: a\nSubject: b\n\n", "a"), ("junk line\nSubject: a\n\n", "a"), ("Subject: a\rb\n\n", "ab"),
    ("Subject: a\u{0}b\n\n", "a\u{0}b"),
  ])
  func `a field is found and unfolded`(text: String, expected: String) {
    #expect(read(text).value("subject") == expected)
  }

  @Test(arguments: [
    ("a: b\n\nbody", 6), ("a: b\r\n\r\nbody", 8), ("\nbody", 1), ("body", 0), ("a: b\nbody without colon", 5), ("", 0),
    ("a: b\n", 5),
  ])
  func `the body starts behind the empty line`(text: String, start: Int) {
    #expect(read(text).bodyStart == start)
  }

  @Test func `ranges count in the storage that the bytes stand in`() throws {
    let bytes = Array("xxxxA: one\r\n two\r\nB: three\r\n\r\nrest".utf8)
    let header = HeaderBlock(bytes[4...])
    #expect(
      header.fields.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["A: one\r\n two\r\n", "B: three\r\n"])
    #expect(header.fields.map { String(decoding: bytes[$0.nameRange], as: UTF8.self) } == ["A", "B"])
    #expect(header.fields.map { String(decoding: bytes[$0.valueRange], as: UTF8.self) } == [" one\r\n two", " three"])
    #expect(bytes[header.bodyStart...].elementsEqual("rest".utf8))
  }

  @Test func `every field of that name is given in order`() {
    let header = read("Received: a\nX: y\nreceived: b\n\n")
    #expect(header.all("received").map { header.value(of: $0) } == ["a", "b"])
  }
}
