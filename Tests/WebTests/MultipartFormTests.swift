import Testing
import Web

@Suite struct MultipartFormTests {
  static let type = "multipart/form-data; boundary=xyz"

  static func form(_ parts: [(head: String, body: String)]) -> [UInt8] {
    Array((parts.map { "--xyz\r\n\($0.head)\r\n\r\n\($0.body)\r\n" }.joined() + "--xyz--\r\n").utf8)
  }

  @Test func `fields and files are told apart, and bytes stay as they are`() throws {
    let body = "a\r\n--xy\r\n\r\n--\u{0}z"
    let form = try #require(
      MultipartForm(
        Self.form([
          ("Content-Disposition: form-data; name=\"form_token\"", "abc"),
          ("Content-Disposition: form-data; name=\"mail\"; filename=\"a.eml\"\r\nContent-Type: message/rfc822", body),
          ("Content-Disposition: form-data; name=\"mail\"; filename=\"\"", ""),
        ]), contentType: Self.type))
    #expect(form.fields["form_token"] == "abc")
    #expect(form.files.count == 1 && form.files.first?.bytes == Array(body.utf8))
  }

  @Test(arguments: [
    ("../../etc/passwd", "passwd"), ("C:\\mails\\a.eml", "a.eml"), ("/", ""), ("a\u{1}b", "ab"),
  ])
  func `a file's name is no path`(given: String, name: String) throws {
    let head = "Content-Disposition: form-data; name=\"mail\"; filename=\"\(given)\""
    let form = try #require(MultipartForm(Self.form([(head, "x")]), contentType: Self.type))
    #expect(form.files.map(\.name) == [name])
  }

  @Test(arguments: [
    ("", type), ("--xyz", type), ("--xyz\r\n\r\n", type), ("--xyz--", "multipart/form-data"), ("--xyz--", "text/plain"),
    ("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end", type), ("--xyz?\r\n", type),
    ("--xyz\r\nX: y\r\n\r\nb\r\n--xyz--", type),
  ])
  func `what no browser sends is refused`(body: String, type: String) {
    #expect(MultipartForm(Array(body.utf8), contentType: type) == nil)
  }
}
