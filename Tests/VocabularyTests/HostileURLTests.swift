import Testing
import Vocabulary

@Suite struct HostileURLTests {
  @Test(arguments: [("/", "x"), ("\\", "x"), ("/", "@"), ("/", "/@")])
  func `no run of slashes or marks before the host is too long to be borne`(slash: String, mark: String) {
    for (slashes, marks) in [(5000, 3000), (3, 9000), (9000, 1), (2100, 2100)] {
      let text =
        "https:" + String(repeating: slash, count: slashes) + String(repeating: mark, count: marks) + "@evil.example/a"
      #expect((HostileURL(text)?.raw.utf8.count ?? 0) <= HostileURL.longest)
    }
  }

  @Test(arguments: [1000, 5000, 100_000])
  func `however much stands before the @, the host is what follows it`(count: Int) {
    let url = HostileURL("https://" + String(repeating: "x", count: count) + "@evil.example/pay?a=1")
    #expect(url?.host == "evil.example" && url?.path == "/pay?a=1")
    #expect((url?.raw.utf8.count ?? .max) <= HostileURL.longest)
  }

  @Test(
    arguments: [
      ("https://x.example/a?b#c", "https", "x.example", nil, "/a?b#c"),
      ("HTTP://X.Example", "http", "x.example", nil, ""),
      ("http:\\\\x.example\\a", "http", "x.example", nil, "\\a"), ("http:x.example", "http", "x.example", nil, ""),
      ("http:////x.example/", "http", "x.example", nil, "/"),
      ("https://bank.example@x.example/", "https", "x.example", "bank.example", "/"),
      ("https://a@b@x.example", "https", "x.example", "a@b", ""),
      ("https://x.example:8443/a", "https", "x.example", nil, "/a"),
      ("https://x.example./", "https", "x.example", nil, "/"), ("https://x.example..", "https", "x.example", nil, ""),
      ("http://[2001:DB8::1]:80/", "http", "[2001:db8::1]", nil, "/"),
      ("http://[2001:db8::1]", "http", "[2001:db8::1]", nil, ""), ("http://0x7f.1/", "http", "0x7f.1", nil, "/"),
      ("http://%78.example/%78", "http", "x.example", nil, "/%78"),
      ("http://x%2Fy.example/", "http", "x%2fy.example", nil, "/"),
      ("http://x%00.example/", "http", "x%00.example", nil, "/"),
      (" ht\ttp://x.ex\nample/ ", "http", "x.example", nil, "/"),
      ("http://B\u{DC}CHER.example/", "http", "b\u{FC}cher.example", nil, "/"),
      ("https://x.example?@bank.example", "https", "x.example", nil, "?@bank.example"),
      ("data:text/html,x", "data", nil, nil, "text/html,x"),
      ("javascript:alert(1)", "javascript", nil, nil, "alert(1)"),
      ("intent://x.example/a", "intent", "x.example", nil, "/a"), ("tel:+1", "tel", nil, nil, "+1"),
    ] as [(String, String, String?, String?, String)])
  func `a link is read as browsers read it`(
    text: String, scheme: String, host: String?, userInfo: String?, path: String
  ) throws {
    let url = try #require(HostileURL(text))
    #expect(url.scheme == scheme)
    #expect(url.host == host)
    #expect(url.userInfo == userInfo)
    #expect(url.path == path)
  }

  @Test(arguments: [
    "", "x", "x.example", "/a", "//x.example", "http://", "http:", "https://@", "http://...", "1http://x.example",
    "a:b", ":", "h ttp", "http//x", "averyverylongscheme://x",
  ])
  func `what names no place is no link`(text: String) {
    #expect(HostileURL(text) == nil)
  }

  @Test func `a link is shown so that nobody can follow it`() throws {
    #expect(try #require(HostileURL("https://evil.example/a.b")).defanged == "hxxps://evil[.]example/a.b")
    #expect(try #require(HostileURL("javascript:x")).defanged == "javascript[:]x")
  }

  @Test(arguments: ["a", "@", "%", "%41", ":", "/", "\\", ".", "[", "\u{E9}", " ", "\u{0}", "#", "?"])
  func `a link of megabytes is cut`(piece: String) {
    for start in ["http://", "http://x", "", "x:"] {
      let url = HostileURL(start + String(repeating: piece, count: (1 << 20) / piece.utf8.count))
      #expect((url?.raw.utf8.count ?? 0) <= HostileURL.longest + 3)
    }
  }

  @Test func `every truncation of a link is read or refused`() {
    let bytes = Array("https://us%65r:p@b\u{FC}cher.x%78.example:80/p?q#f\u{E9}".utf8)
    for end in 0...bytes.count {
      let url = HostileURL(String(decoding: bytes[..<end], as: UTF8.self))
      #expect(url == nil || end >= 9)
      #expect(url != nil || end < 20)
    }
  }
}
