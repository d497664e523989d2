import Testing
import Vocabulary

@testable import Mail

@Suite struct TextLinksTests {
  @Test(arguments: [
    ("see https://x.example/a.", ["https://x.example/a"]), ("<https://x.example/a>", ["https://x.example/a"]),
    ("(https://x.example/a)", ["https://x.example/a"]),
    ("https://x.example/a_(b)", ["https://x.example/a_(b)"]), ("[words](https://x.example/a)", ["https://x.example/a"]),
    ("[https://x.example/a]", ["https://x.example/a"]),
    ("\u{201C}https://x.example/a\u{201D}", ["https://x.example/a"]),
    ("\u{AB}https://x.example/a\u{BB}", ["https://x.example/a"]),
    ("https://x.example/a\u{A0}b", ["https://x.example/a"]),
    ("https://x.example/a\u{2026}", ["https://x.example/a"]), ("'https://x.example/a'", ["https://x.example/a"]),
    ("HTTPS://X.example/A", ["HTTPS://X.example/A"]),
    ("hxxp://x.example/a", ["http://x.example/a"]), ("hxxps://x[.]example/a", ["https://x.example/a"]),
    ("www.x.example/a,", ["http://www.x.example/a"]),
    ("https://b\u{FC}cher.example/\u{E9}", ["https://b\u{FC}cher.example/\u{E9}"]),
    ("http://x.example:8080/a", ["http://x.example:8080/a"]), ("http://[2001:db8::1]/a", ["http://[2001:db8::1]/a"]),
    ("http://192.0.2.1/a", ["http://192.0.2.1/a"]),
    ("https://a.example https://b.example", ["https://a.example", "https://b.example"]),
    ("https://x.example/?u=https://y.example/", ["https://x.example/?u=https://y.example/"]),
    ("go to tallerma-x.example/renew?c=1 now", ["http://tallerma-x.example/renew?c=1"]),
    ("shop.example.org/a.", ["http://shop.example.org/a"]),
    ("http://", []), ("https://x", []), ("http://.", []), ("www.", []), ("wwww.x.example", []), ("and/or", []),
    ("1.5/2", []), ("a.b/c", []), ("jane@x.example/a", []), ("text/html", []), ("e.g./i.e.", []), ("", []), ("h", []),
  ])
  func `links that stand bare in text are found`(text: String, expected: [String]) {
    #expect(TextLinks.find(in: text).map(\.url.raw) == expected)
  }

  @Test func `a link says where it stands`() {
    #expect(TextLinks.find(in: "\u{E9} https://x.example").map(\.offset) == [3])
  }

  @Test(arguments: [
    "http://", "h", "https://x.example/", "https://x.example ", "www.", "hxxp", "http://a.", "x.example/a ", ".", "/",
    "a.", "a/", "a.b", "http://\u{201D}", "\u{E2}",
  ])
  func `a megabyte of one piece is read to its end`(piece: String) {
    #expect(TextLinks.find(in: String(repeating: piece, count: (1 << 20) / piece.utf8.count)).count <= Bounds.links)
  }
}
