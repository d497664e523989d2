/// The one line that some programs put above an original in place of header lines: `On 11/11/2014, 14:04, "Jane Roe" <j@x> wrote:`.
struct ForwardAttribution {
  /// Start of its first line.
  let start: Int
  let bodyStart: Int
  let depth: Int
  let sender: [UInt8]
  let date: [UInt8]
  let scores: [Int]

  /// Reads one that ends on `line`, which ends in a colon; it may have begun on `previous`.
  init?(_ text: ForwardText, endingOn line: ForwardLine, after previous: ForwardLine?, lexicon: ForwardLexicon) {
    guard line.end - line.content <= 1024, text.bytes[line.end - 1] == UInt8(ascii: ":") else { return nil }
    let one = ForwardText.singleSpaced(text.bytes[line.content..<line.end])
    var match = one.contains(UInt8(ascii: "@")) ? Self.match(one, lexicon) : nil
    var start = line.start
    if match == nil, let previous, !previous.isBlank, previous.depth == line.depth,
      previous.end - previous.content <= 1024
    {
      let two = ForwardText.singleSpaced(
        text.bytes[previous.content..<previous.end] + [0x20] + text.bytes[line.content..<line.end])
      guard two.contains(UInt8(ascii: "@")) else { return nil }
      match = Self.match(two, lexicon)
      start = previous.start
    }
    guard let match else { return nil }
    self.start = start
    bodyStart = line.next
    depth = line.depth
    sender = match.sender
    date = match.date
    scores = lexicon.languages.indices.map {
      match.languages >> ForwardLexicon.Languages($0) & 1 == 1 ? ForwardHeader.senderScore : 0
    }
  }

  private static func match(
    _ line: [UInt8], _ lexicon: ForwardLexicon
  ) -> (sender: [UInt8], date: [UInt8], languages: ForwardLexicon.Languages)? {
    for form in lexicon.attributions
    where line.count > form.before.count + form.after.count && line.starts(with: form.before) {
      guard line.suffix(form.after.count).elementsEqual(form.after) else { continue }
      let inner = line[form.before.count..<(line.count - form.after.count)]
      guard let (first, second) = split(inner, form, lexicon) else { continue }
      let (date, sender) = form.dateFirst ? (first, second) : (second, first)
      guard sender.contains(UInt8(ascii: "@")), !date.contains(UInt8(ascii: "@")),
        date.contains(where: { $0 >= 0x30 && $0 <= 0x39 })
      else { continue }
      return (Array(sender), Array(date), form.languages)
    }
    return nil
  }

  private static func split(
    _ inner: ArraySlice<UInt8>, _ form: ForwardLexicon.Attribution, _ lexicon: ForwardLexicon
  ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    let hasWord = form.between.contains { $0 != 0x20 && $0 != UInt8(ascii: ",") }
    if hasWord || !form.dateFirst {
      // Behind a sender the last place, behind a date the first: a name may hold anything.
      let starts = inner.indices.filter { inner[$0...].starts(with: form.between) }
      guard let at = form.dateFirst ? starts.first : starts.last else { return nil }
      return (inner[..<at], inner[(at + form.between.count)...])
    }
    // Only a comma or a space between: the sender begins with a quote, or after what belongs to the time.
    let bracket =
      inner.firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }
      ?? inner.endIndex
    if let quote = inner[..<bracket].firstIndex(where: { $0 == UInt8(ascii: "\"") }) {
      return (inner[..<quote], inner[quote...])
    }
    for open in ["«", "„", "“"] {
      if let quote = inner[..<bracket].indices.first(where: { inner[$0...].starts(with: open.utf8) }) {
        return (inner[..<quote], inner[quote...])
      }
    }
    guard let digit = inner[..<bracket].lastIndex(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    var at = digit + 1
    while at < bracket {
      if inner[at] == UInt8(ascii: ",") { return (inner[..<at], inner[(at + 1)...]) }
      guard inner[at] == 0x20 else {
        at += 1
        continue
      }
      let word = inner[(at + 1)..<bracket].prefix { $0 != 0x20 && $0 != UInt8(ascii: ",") }
      let text = String(decoding: word, as: UTF8.self).lowercased()
      let plain = text.filter { $0 != "." }
      guard
        lexicon.words[plain] != nil || lexicon.zones[plain] != nil
          || ["uhr", "h", "г", "р", "m", "a", "p"].contains(plain)
      else {
        return (inner[..<at], inner[(at + 1)...])
      }
      at += 1 + word.count
    }
    return (inner[..<at], inner[at...])
  }
}
