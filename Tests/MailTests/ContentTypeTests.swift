import Testing

@testable import Mail

@Suite struct ContentTypeTests {
  private func read(_ text: String) -> ContentType { ContentType(Array(text.utf8)) }

  @Test(arguments: [
    ("text/plain; charset=us-ascii (Plain text)", "text/plain", "charset", "us-ascii"),
    ("Text/HTML;CHARSET=\"utf-8\"", "text/html", "charset", "utf-8"),
    ("text/html ; charset = utf-8 ", "text/html", "charset", "utf-8"),
    ("text/html(comment); charset=utf-8", "text/html", "charset", "utf-8"),
    ("multipart/mixed; boundary=\"a;b=c\\\"d\"; x=y", "multipart/mixed", "boundary", "a;b=c\"d"),
    ("multipart/mixed; boundary=\"never closed; x=y", "multipart/mixed", "boundary", "never closed"),
    ("application/pdf; name=my file.pdf", "application/pdf", "name", "my file.pdf"),
    ("application/pdf; name=copy(1).pdf", "application/pdf", "name", "copy(1).pdf"),
    ("a/b; URL*0=\"ftp://\"; URL*1=\"cs.utk.edu/pub\"", "a/b", "url", "ftp://cs.utk.edu/pub"),
    ("a/b; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A", "a/b", "title", "This is ***fun***"),
    (
      "a/b; t*0*=us-ascii'en'This%20is%20even%20more%20; t*1*=%2A%2A%2Afun%2A%2A%2A%20; t*2=\"isn't it!\"", "a/b", "t",
      "This is even more ***fun*** isn't it!"
    ),
    ("a/b; t*1=two; t*0=one", "a/b", "t", "onetwo"),
    ("a/b; name==?utf-8?Q?caf=C3=A9.pdf?=", "a/b", "name", "caf\u{E9}.pdf"),
    ("a/b; name*=utf-8''caf%C3%A9.pdf; name=other", "a/b", "name", "caf\u{E9}.pdf"),
    ("a/b; x=1; x=2", "a/b", "x", "1"), ("attachment;; ; filename=a", "attachment", "filename", "a"),
    ("a/b; charset", "a/b", "charset", nil), ("", "", "charset", nil), (";charset=utf-8", "", "charset", "utf-8"),
    ("a/b; t*99999999999999999999=x", "a/b", "t", nil), ("a/b; t*-1=x", "a/b", "t", nil),
    ("a/b; t*=x", "a/b", "t", "x"),
  ])
  func `a value and its parameter are read`(text: String, value: String, name: String, parameter: String?) {
    #expect(read(text).value == value)
    #expect(read(text).parameters[name] == parameter)
  }

  @Test func `a boundary that looks like an encoded word is none`() {
    #expect(read("multipart/mixed; boundary=\"=?utf-8?Q?a?=\"").boundary == Array("=?utf-8?Q?a?=".utf8))
    #expect(ContentType([UInt8]("multipart/mixed; boundary=".utf8) + [0xE9]).boundary == [0xE9])
  }

  @Test(arguments: [";", "=", "\"", ";a=\"", ";a=\"\\", ";a=(", ";a*0=", " (", ";a*1*=%", "a/b;", "\\", ";a=\"\\\""])
  func `a megabyte of one mark is read to its end`(piece: String) {
    let type = read("text/plain; " + String(repeating: piece, count: (1 << 20) / piece.utf8.count) + ")")
    #expect(type.parameters.count <= 64)
  }
}
