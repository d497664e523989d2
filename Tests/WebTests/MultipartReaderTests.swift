import Testing

@testable import Web

@Suite struct MultipartReaderTests {
  static let type = "multipart/form-data; boundary=xyz"

  static func form(_ parts: [(head: String, body: String)]) -> [UInt8] {
    Array((parts.map { "--xyz\r\n\($0.head)\r\n\r\n\($0.body)\r\n" }.joined() + "--xyz--\r\n").utf8)
  }

  /// What was read, in pieces of `size` bytes, with the content of each part put together; nil where it is broken or has no end.
  static func read(_ bytes: [UInt8], type: String = type, pieces size: Int = 4096) -> [(
    name: String, fileName: String?, content: [UInt8]
  )]? {
    guard var reader = MultipartReader(contentType: type) else { return nil }
    var parts: [(name: String, fileName: String?, content: [UInt8])] = []
    do {
      for start in stride(from: 0, to: bytes.count, by: size) {
        for event in try reader.read(bytes[start..<min(start + size, bytes.count)]) {
          switch event {
          case .part(let name, let fileName): parts.append((name, fileName, []))
          case .content(let content): parts[parts.count - 1].content += content
          case .end: break
          }
        }
      }
    } catch { return nil }
    return reader.isFinished ? parts : nil
  }

  @Test(arguments: [1, 2, 3, 7, 64, 4096])
  func `fields and files are told apart however they are cut, and bytes stay as they are`(size: Int) throws {
    let body = "a\r\n--xy\r\n\r\n--\u{0}z\r\n--xy"
    let parts = try #require(
      Self.read(
        Self.form([
          ("Content-Disposition: form-data; name=\"form_token\"", "abc"),
          ("Content-Disposition: form-data; name=\"mail\"; filename=\"a.eml\"\r\nContent-Type: message/rfc822", body),
          ("Content-Disposition: form-data; name=\"mail\"; filename=\"\"", ""),
        ]), pieces: size))
    #expect(parts.map(\.name) == ["form_token", "mail", "mail"])
    #expect(parts.map(\.fileName) == [nil, "a.eml", ""])
    #expect(parts.map(\.content) == [Array("abc".utf8), Array(body.utf8), []])
  }

  @Test(arguments: [
    ("../../etc/passwd", "passwd"), ("C:\\mails\\a.eml", "a.eml"), ("/", ""), ("a\u{1}b", "ab"),
  ])
  func `a file's name is no path`(given: String, name: String) throws {
    let head = "Content-Disposition: form-data; name=\"mail\"; filename=\"\(given)\""
    let parts = try #require(Self.read(Self.form([(head, "x")])))
    #expect(parts.map(\.fileName) == [name])
  }

  @Test(arguments: [
    ("", type), ("--xyz", type), ("--xyz\r\n\r\n", type), ("--xyz--", "multipart/form-data"), ("--xyz--", "text/plain"),
    ("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end", type), ("--xyz?\r\n", type),
    ("--xyz\r\nX: y\r\n\r\nb\r\n--xyz--", type), ("--xyz\r\n" + String(repeating: "x", count: 9000), type),
  ])
  func `what no browser sends is refused`(body: String, type: String) {
    #expect(Self.read(Array(body.utf8), type: type) == nil)
  }
}
