import Testing
import Vocabulary

@testable import Letters

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("two\r\nlines", "two lines"), ("  edges  ", "edges"), ("a\u{0}b", "ab"),
    ("\u{1B}[31;1mred\u{1B}[0m", "red"),
    ("\u{1B}]0;new title\u{07}text", "text"), ("\u{9B}2Jtext", "text"), ("\u{202E}gnp.exe", "gnp.exe"),
    ("a\u{200B}\u{00AD}\u{FEFF}b", "ab"),
    ("tag\u{E0041}s", "tags"), ("e\u{301}\u{302}\u{303}\u{304}", "e\u{301}\u{302}"), ("\u{301}x", "x"), ("日本語", "日本語"),
    ("\u{E000}private", "private"),
    ("", ""), ("go to https://evil.example/x", "go to hxxps://evil.example/x"), ("HTTP://a", "hxxP://a"),
    ("ftp://a", "ftp[:]//a"),
    ("www.evil.example", "www[.]evil.example"), ("://", "[:]//"), ("hxxps://a[.]b", "hxxps://a[.]b"),
    ("xhttp://a", "xhttp[:]//a"),
    ("12:30", "12:30"), ("\u{1B}", ""), ("\u{3164}blank", "blank"),
  ])
  func `text is made safe to print`(text: String, expected: String) { #expect(PlainText.clean(text) == expected) }

  @Test func `long text is cut at a column, wide letters counted twice`() {
    #expect(PlainText.clean("abcdef", width: 5) == "abcd…")
    #expect(PlainText.clean("日本語", width: 5) == "日本…")
  }

  @Test func `an escape sequence without an end hides at most a little`() {
    let text = "\u{1B}]" + String(repeating: "x", count: 400)
    #expect(PlainText.clean(text).count > 200)
  }

  @Test func `what is put into words is safe, what is ours stays`() {
    let hostile = "a\u{1B}[1mb\n"
    let words: Words = "our \(hostile) text, \(strong: hostile), \(1234) and \(1, "report")"
    #expect(words.text == "our ab text, ab, 1,234 and 1 report")
    #expect(words.runs.map(\.style) == [.plain, .strong, .plain])
    #expect(("\("שלום")" as Words).runs.map(\.style) == [.isolated])
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")])
  func `numbers are grouped`(number: Int, text: String) { #expect(Quantity.grouped(number) == text) }

  @Test(arguments: [
    (1.0, "almost certain (over 99%)"), (0.986, "almost certain (99%)"), (0.93, "very likely (93%)"),
    (0.5, "about as likely as not (50%)"),
    (0.41, "possible (41%)"), (0.004, "almost ruled out (under 1%)"), (0.0, "almost ruled out (under 1%)"),
  ])
  func `a probability is a word and a number, never all or nothing`(probability: Double, text: String) {
    #expect(Sentences.english.likelihood(probability).text == text)
  }

  @Test func `words of any length are broken to fit`() {
    for width in 1...30 {
      let lines = LineBreaking.lines(
        "a sentence with \(literal: "averyveryverylongwordwithoutblanks") 日本語 in it", width: width)
      #expect(lines.allSatisfy { Columns.width(of: $0) <= max(width, 2) })
      #expect(lines.joined().filter { $0 != " " } == "asentencewithaveryveryverylongwordwithoutblanks日本語init")
    }
  }

  @Test func `a scale is round and holds the largest`() {
    for largest in [0, 1, 4, 5, 6, 9, 10, 11, 49, 50, 51, 99, 12_345, 999_999, Int.max] {
      let scale = PlotScale(largest: largest)
      #expect(scale.top >= min(largest, 1_000_000_000) && scale.top / scale.step <= 5 && scale.step > 0)
    }
  }

  @Test func `reports far apart are counted by longer spans`() {
    let start = Invented.day("2014-01-01")
    for (days, span) in [(0, 1), (61, 1), (62, 7), (400, 7), (500, 28), (5000, 364)] {
      let series = DailySeries(names: ["c1"], seen: [(start, 0), (start.adding(days: days), 0)])
      #expect(series?.span == span)
      #expect(series?.bars.reduce(0) { $0 + $1.total } == 2)
    }
    #expect(DailySeries(names: ["c1"], seen: [(start, 0), (start.adding(days: 100_000), 0)]) == nil)
  }
}
