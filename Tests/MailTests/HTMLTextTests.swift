import Testing
import Vocabulary

@testable import Mail

@Suite struct HTMLTextTests {
  @Test(arguments: [
    ("a<br>b", "a\nb"), ("a<br><br>b", "a\n\nb"), ("a<br/>b<BR />c", "a\nb\nc"), ("<p>a</p><p>b</p>", "a\n\nb"),
    ("<div>a</div><div>b</div>", "a\nb"),
    ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"), ("<div><div><div>a</div></div></div>b", "a\nb"),
    ("a  \n\t b", "a b"), (" a ", "a"),
    ("<b>a</b><i>b</i>", "ab"), ("<b>a<br></b>b", "a\nb"),
    ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", "a b\nc"),
    ("<td><p>a</p></td><td><p>b</p></td>", "a\n\nb"), ("a&nbsp;&nbsp;b", "a b"), ("a\u{A0}b", "a b"),
    ("a&#160;b", "a b"), ("From:&nbsp;x", "From: x"),
    ("<li>a<li>b", "a\nb"), ("<pre>a\n  b</pre>", "a\n  b"), ("a<hr>b", "a\n________________________________\nb"),
    ("a<!-- b -->c", "ac"),
    ("a<!-->b", "ab"), ("a<!--->b", "ab"), ("a<!-- x --!>b", "ab"), ("a<!-- b", "a"), ("a<!doctype html>b", "ab"),
    ("a<![if !mso]>b<![endif]>c", "abc"),
    ("a<?xml ?>b", "ab"), ("<style>p{}</style>a", "a"), ("<script>if (a<b) '</scrip'</script>c", "c"),
    ("<title>t</title>a", "a"), ("<SCRIPT>x</Script >a", "a"),
    ("1 < 2 > 1", "1 < 2 > 1"), ("a<3", "a<3"), ("a<", "a<"), ("a</", "a</"), ("a<>b", "a<>b"),
    ("<b title=\"a>b\">c</b>", "c"), ("<b title='x' a=\"y>z\">c", "c"),
    ("<b \">c", "c"), ("a<b", "a"), ("a<b title=\"", "a"), ("<o:p>a</o:p>", "a"), ("\u{0}a\u{0}b", "a b"),
    ("&lt;b&gt;", "<b>"), ("caf\u{E9}", "caf\u{E9}"),
    ("<blockquote type=cite>q</blockquote>a", "q\na"), ("\u{3042}<br>\u{3044}", "\u{3042}\n\u{3044}"), ("", ""),
    ("<p></p><p></p>a", "a"),
  ])
  func `a page is read as lines`(html: String, expected: String) {
    #expect(HTMLText(html).text == expected)
  }

  @Test(arguments: [
    ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("&#104;&#x68;&#X68", "hhh"), ("&#x80;&#146;", "\u{20AC}\u{2019}"),
    ("&eacute;&Odblac;&yuml;", "\u{E9}\u{150}\u{FF}"),
    ("&nosuch;", "&nosuch;"), ("&", "&"), ("&;", "&;"), ("&#;", "&#;"), ("&#x;", "&#x;"), ("&#0;", "\u{FFFD}"),
    ("&#xD800;", "\u{FFFD}"), ("&#99999999999999999999;", "\u{FFFD}"),
    ("&amp", "&"), ("&ampx", "&x"), ("&copy 2014", "\u{A9} 2014"), ("&euro", "&euro"), ("&amp;lt;", "&lt;"),
  ])
  func `references are decoded once`(html: String, expected: String) {
    #expect(HTMLText(html).text == expected)
  }

  @Test(arguments: [
    ("<a href=\"http://x.example/a\">t</a>", "t", "http://x.example/a"),
    ("<a href='http://x.example/a' class=b>t</a>", "t", "http://x.example/a"),
    ("<A HREF = http://x.example/a>t</A>", "t", "http://x.example/a"),
    ("<a href=http://x.example/?a=1&amp;b=2>t</a>", "t", "http://x.example/?a=1&b=2"),
    ("<a href=\"http://x.example/?a=1&lten=2&copy=3\">t</a>", "t", "http://x.example/?a=1&lten=2&copy=3"),
    ("<a href=\"&#104;&#116;&#116;&#112;&colon;&sol;&sol;x&period;example\">t</a>", "t", "http://x.example"),
    ("<a href=\"&#x68ttp://x.example\">t</a>", "t", "http://x.example"),
    ("<a href=\" ht\ntp://x.ex\tample/ \">t</a>", "t", "http://x.example/"),
    ("<a href=\"//x.example/a\">t</a>", "t", "https://x.example/a"),
    ("<base href=\"https://x.example/d/e\"><a href=\"f\">t</a>", "t", "https://x.example/d/f"),
    ("<base href=\"https://x.example\"><a href=\"f\">t</a>", "t", "https://x.example/f"),
    ("<base href=\"https://x.example/d/\"><a href=\"/f\">t</a>", "t", "https://x.example/f"),
    (
      "<a href=\"http://x.example\"><img alt=\"Pay now\" src=\"http://y.example/i\"></a>", "Pay now", "http://x.example"
    ),
    ("<a href=\"http://x.example\"></a>", "http://x.example", "http://x.example"),
    ("<a href=\"http://x.example\" href=\"http://y.example\">t</a>", "t", "http://x.example"),
    ("<a href=\"http://x.example\">one<p>two</a>", "one\n\ntwo", "http://x.example"),
    ("<area href=\"http://x.example/m\">", "http://x.example/m", "http://x.example/m"),
    ("<form action=\"http://x.example/f\">", "http://x.example/f", "http://x.example/f"),
    ("<button formaction=\"http://x.example/f\">", "http://x.example/f", "http://x.example/f"),
    (
      "<meta http-equiv=\"Refresh\" content=\"0; URL='http://x.example/r'\">", "http://x.example/r",
      "http://x.example/r"
    ),
    ("<v:roundrect href=\"http://x.example/v\">", "http://x.example/v", "http://x.example/v"),
    ("<a href=\"javascript:alert(1)\">t</a>", "t", "javascript:alert(1)"),
    ("<a href=\"data:text/html,x\">t</a>", "t", "data:text/html,x"),
    ("<a href=\"http://x.example/a\">t", "t", "http://x.example/a"),
    ("<a href=\"http://bank.example@x.example/\">t</a>", "t", "http://bank.example@x.example/"),
  ])
  func `a link is found however it is written`(html: String, words: String, address: String) {
    let links = HTMLText(html).links
    #expect(links.map(\.url.raw) == [address])
    #expect(links.map(\.text) == [words])
  }

  @Test(arguments: [
    "<a href=\"#top\">t</a>", "<a href=\"mailto:a@b.example\">t</a>", "<a href=\"relative\">t</a>", "<a name=x>t</a>",
    "<a href>t</a>", "<a href=\"\">t</a>",
  ])
  func `what leads nowhere is no link`(html: String) {
    #expect(HTMLText(html).links.isEmpty)
  }

  @Test func `a link says where its words stand`() throws {
    let page = HTMLText("<p>Dear \u{E9}</p><p>please <a href='http://x.example'> renew now </a> or</p>")
    let link = try #require(page.links.first)
    #expect(Array(page.text.utf8.dropFirst(link.offset)).starts(with: "renew now".utf8))
    #expect(link.text == "renew now")
  }

  @Test func `a name is stripped of what nobody sees`() {
    #expect(InvisibleCharacter.stripped("C\u{34F}\u{34F}a\u{200B}r") == "Car")
    #expect(InvisibleCharacter.stripped("caf\u{E9}") == "caf\u{E9}")
  }

  @Test func `characters that nobody sees are taken out of words and counted`() {
    let page = HTMLText("Re\u{200B}new&shy; yo&zwnj;ur pl&#8203;an\u{FEFF} &#847;&zwnj;&nbsp;&#847; now")
    #expect(page.text == "Renew your plan now")
    #expect(page.defects == [Defect(.invisibleCharacters, "3")])
    #expect(
      HTMLText("\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}").text.unicodeScalars.contains("\u{200C}"))
  }

  @Test(arguments: [
    "<", "<a ", "<a href=", "<a href=\"http://x.example\">", "<!--", "<!", "&", "&#", "&amp", "<div>", "<p>", "<hr>",
    "<script>", "</", "</script", "<script></", "<b a=\"",
    "<a href='x", "<br>", "<table><tr><td>", "<pre>", "\u{200B}a", "&nbsp;", "<a href=http://x.example/&#x68;>",
    "<base href=http://x.example>", "<meta http-equiv=refresh content=url=", "-->", "<!-->", "\u{E9}", "<style><!--",
  ])
  func `a megabyte of one piece is a page`(piece: String) {
    let page = HTMLText(String(repeating: piece, count: (1 << 20) / piece.utf8.count))
    #expect(page.text.utf8.count <= Bounds.textBytes)
    #expect(page.links.count <= Bounds.links)
  }
}
