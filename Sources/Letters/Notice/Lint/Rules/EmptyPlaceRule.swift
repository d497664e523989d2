/// Nothing is left that somebody meant to fill in: a `{place}` that was not filled, `[name]`, `XXX`, a blank where a value should be.
enum EmptyPlaceRule: NoticeRule {
  static func findings(in notice: LintedNotice) -> [NoticeFinding] {
    let typed = notice.sentences.compactMap { sentence -> NoticeFinding? in
      let holes = holes(in: sentence.text)
      guard !holes.isEmpty else { return nil }
      return NoticeFinding(
        .emptyPlace, .stops, sentence: sentence.id, quote: sentence.text, words: holes, advice: "empty-place")
    }
    var blank: [NoticeFinding] = []
    if PlainText.clean(notice.particulars.organization).isEmpty {
      blank.append(NoticeFinding(.emptyPlace, .stops, sentence: nil, words: ["{organization}"], advice: "empty-place"))
    }
    if notice.letter.sentences.isEmpty {
      blank.append(NoticeFinding(.emptyPlace, .stops, sentence: nil, advice: "empty-letter"))
    }
    return blank + typed + notice.findings(of: .emptyPlace)
  }

  /// `[.]`, `[:]` and `[at]` take the life out of a name, and are no holes.
  private static func holes(in text: String) -> [String] {
    var holes: [String] = []
    for (open, close) in [("{", "}"), ("[", "]"), ("<", ">")] as [(Character, Character)] {
      var rest = text[...]
      while let start = rest.firstIndex(of: open) {
        let end = rest[start...].firstIndex(of: close).map { rest.index(after: $0) } ?? rest.endIndex
        let hole = rest[start..<end]
        if !["[.]", "[:]", "[at]"].contains(hole) { holes.append(String(hole)) }
        rest = rest[end...]
      }
    }
    for run in text.split(whereSeparator: { $0 != "_" }) where run.count > 2 { holes.append(String(run)) }
    if text.contains("()") || text.contains("«»") || text.contains("“”") || text.contains("„”") { holes.append("()") }
    return holes
  }
}
