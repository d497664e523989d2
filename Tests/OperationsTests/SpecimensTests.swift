import Testing

@testable import Operations

/// What may be shown of a fake names nobody.
@Suite struct SpecimensTests {
  private static func letter(_ name: String, _ amount: String) -> [String] {
    ["Dear \(name),", "your subscription could not be renewed with the card that we have.", "Your bill: \(amount)"]
      .map(Specimens.masked)
  }

  @Test func `what two people got alike is shown, a greeting never, whatever one person alone has is left out`() throws
  {
    let texts = [Self.letter("Flora", "12 euro"), Self.letter("Flora", "99 euro"), Self.letter("Ada", "x")]
    let (_, lines) = try #require(Specimens.shared(texts))
    #expect(lines == ["…", "your subscription could not be renewed with the card that we have.", "…"])
  }

  @Test func `with one person's letter nothing is shown`() {
    #expect(Specimens.shared([Self.letter("Flora", "1")]) == nil)
    #expect(Specimens.shared([]) == nil)
    #expect(
      Specimens.shared([Self.letter("A", "1"), ["something else that is long enough to be a line of its own"]]) == nil)
    #expect(Specimens.common(["one", "other"]) == nil && Specimens.common(["a", "b", "a"]) == "a")
  }

  @Test(arguments: [
    ("Card ends in 4711", "Card ends in ####"), ("write to a.b@example.org.", "write to a[.]b [at] example[.]org."),
    ("go to https://evil.example/p.html?who=ada", "go to hxxps://evil[.]example/p.html"), ("１２ ٣", "## #"),
  ])
  func `digits, addresses and what is behind a link's question mark are masked`(_ line: String, _ masked: String) {
    #expect(Specimens.masked(line) == masked)
  }
}
