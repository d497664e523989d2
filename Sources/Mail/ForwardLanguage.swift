import Vocabulary

extension ForwardLexicon {
  /// Lines that are looked at.
  private static let linesRead = 400

  /// In how many header lines of printed forwards each language's words stand. A label that English has as well says
  /// nothing of another language, since many programs translate some labels only.
  package func languages(ofForwardsIn text: String) -> [Language: Int] {
    let text = ForwardText(bytes: Array(text.utf8.prefix(Bounds.textBytes)))
    var counts: [Language: Int] = [:]
    let english = languages.firstIndex { $0.tag == "en" }.map { Languages(1) << Languages($0) } ?? 0
    var at = 0
    for _ in 0..<Self.linesRead {
      guard let line = text.line(at: at) else { break }
      at = line.next
      guard let (labels, _) = label(on: line, of: text) else { continue }
      let bits = labels.reduce(Languages(0)) { $0 | $1.languages }
      for (index, language) in languages.enumerated() where bits >> Languages(index) & 1 == 1 {
        if bits & english == 0 || language.tag == "en" { counts[language, default: 0] += 1 }
      }
    }
    return counts
  }
}
