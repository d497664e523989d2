/// A place in a text where a forwarded message begins.
struct ForwardPlace {
  enum Content {
    case header(ForwardHeader)
    case attribution(ForwardAttribution)
  }

  let marker: InlineForward.Marker
  /// Start of the line that announces it.
  let start: Int
  let bodyStart: Int
  let depth: Int
  let content: Content
}

/// One pass over a text that finds each place where a forward begins, and follows them inwards.
struct ForwardSearch {
  let text: ForwardText
  let lexicon: ForwardLexicon
  /// nil where the carrying message's subject is not known.
  let carrier: ForwardSubject?
  private let labelStarts: [Bool]

  init(text: ForwardText, lexicon: ForwardLexicon, carrier: ForwardSubject?) {
    self.text = text
    self.lexicon = lexicon
    self.carrier = carrier
    labelStarts = lexicon.labelStarts
  }

  /// Lines with a final colon that are compared with the forms of "On … wrote:".
  private static let attributionsTried = 64

  /// The places from the outermost forward to the innermost, at most `Bounds.depth`.
  ///
  /// A place inside a forward is a forward of its own where words say so, or where the message around it has a forward's subject;
  /// else it is the conversation that the original quotes.
  mutating func chain() -> [ForwardPlace] {
    var chain: [ForwardPlace] = []
    var at = 0
    while chain.count < Bounds.depth, let place = next(from: &at, inside: chain.last) {
      guard let outer = chain.last else {
        if place.marker == .banner || carrier?.isReply != true || carrier?.isForward == true { chain.append(place) }
        continue
      }
      guard place.marker == .banner || isForward(outer) else { break }
      chain.append(place)
    }
    return chain
  }

  /// Whether the message at `place` is a forward by its subject: its own, or the carrying message's less one prefix where only an "On … wrote:" stands.
  private func isForward(_ place: ForwardPlace) -> Bool {
    guard case .header(let header) = place.content else { return carrier.map { $0.forwards > 1 } ?? false }
    return header.subject.map { ForwardSubject($0, lexicon: lexicon).isForward } ?? false
  }

  /// The next place at or after `at`, which moves behind it.
  private func next(from at: inout Int, inside outer: ForwardPlace?) -> ForwardPlace? {
    let attributionsCount = outer == nil && carrier?.isForward == true
    // The two filled lines before this one: a banner, or the first half of an attribution.
    var previous: ForwardLine?
    var earlier: ForwardLine?
    var attempts = attributionsCount ? Self.attributionsTried : 0
    while let line = text.line(at: at) {
      at = line.next
      guard !line.isBlank else { continue }
      if let place = glued(on: line) {
        at = place.bodyStart
        return place
      }
      if mayBeginHeader(line), let header = ForwardHeader(text, at: line, lexicon: lexicon) {
        // Lines of what is no header are not read again.
        at = header.bodyStart
        if let place = place(header, previous: previous, earlier: earlier) { return place }
        (earlier, previous) = (nil, nil)
        continue
      }
      if attempts > 0, text.bytes[line.end - 1] == UInt8(ascii: ":") {
        attempts -= 1
        let before = previous?.next == line.start ? previous : nil
        if let attribution = ForwardAttribution(text, endingOn: line, after: before, lexicon: lexicon) {
          return ForwardPlace(
            marker: .attribution, start: attribution.start, bodyStart: attribution.bodyStart, depth: attribution.depth,
            content: .attribution(attribution))
        }
      }
      (earlier, previous) = (previous, line)
    }
    return nil
  }

  private func mayBeginHeader(_ line: ForwardLine) -> Bool {
    labelStarts[Int(text.bytes[line.content])] && text.mayHoldLabel(line)
  }

  private func place(_ header: ForwardHeader, previous: ForwardLine?, earlier: ForwardLine?) -> ForwardPlace? {
    guard header[.from] != nil else { return nil }
    var marker: InlineForward.Marker = .header
    var start = header.start
    for before in [previous, earlier] {
      guard let before else { break }
      if let (banner, rest) = lexicon.banner(on: before, of: text), rest >= before.end {
        if banner == .forwarded || marker == .header || marker == .rule {
          marker = banner == .forwarded ? .banner : .original
        }
        start = before.start
      } else if lexicon.isRule(before, of: text) {
        if marker == .header { marker = .rule }
        start = before.start
      } else {
        break
      }
    }
    guard header.weight >= (marker == .banner || marker == .original ? 2 : 3) else { return nil }
    return ForwardPlace(
      marker: marker, start: start, bodyStart: header.bodyStart, depth: header.depth, content: .header(header))
  }

  /// A banner with the header on the same line.
  private func glued(on line: ForwardLine) -> ForwardPlace? {
    guard line.end - line.content > 12, text.bytes[line.content] == UInt8(ascii: "-"),
      text.bytes[line.content + 1] == UInt8(ascii: "-"),
      let (banner, rest) = lexicon.banner(on: line, of: text), rest < line.end,
      let header = ForwardHeader(glued: rest..<line.end, of: text, line: line, lexicon: lexicon)
    else { return nil }
    return ForwardPlace(
      marker: banner == .forwarded ? .banner : .original, start: line.start, bodyStart: header.bodyStart,
      depth: header.depth,
      content: .header(header))
  }
}

extension ForwardText {
  static func trimmed(_ bytes: [UInt8]) -> [UInt8] { Array(ForwardText(bytes: bytes).trimmed(0..<bytes.count).utf8) }

  /// The original's text from `start` on, and what stands below it as the forwarder's own words.
  ///
  /// Where the header was quoted `depth` times, or where all lines are quoted though the header was not, as many quote marks are removed; lines
  /// without any inside such a text are overlong lines that were broken. Where `indented`, four spaces before each line are removed.
  func unquoted(from start: Int, depth: Int, indented: Bool) -> (body: String, below: String) {
    var quotes = Int.max
    var lastQuoted = start
    var allIndented = indented
    var filled = 0
    var quoted = 0
    var at = start
    while let line = line(at: at) {
      at = line.next
      guard !line.isBlank else { continue }
      filled += 1
      if line.depth > 0 {
        quoted += 1
        quotes = min(quotes, line.depth)
        lastQuoted = line.next
      }
      if allIndented, !bytes[line.start...].starts(with: [0x20, 0x20, 0x20, 0x20]) { allIndented = false }
    }
    guard quoted > 0, depth > 0 || quoted == filled else {
      return (allIndented ? unindented(from: start) : trimmed(start..<bytes.count), "")
    }
    var end = bytes.count
    if let after = line(at: lastQuoted), after.isBlank, after.depth == 0 { end = lastQuoted }
    let marks = depth > 0 ? depth : quotes
    var out: [UInt8] = []
    out.reserveCapacity(end - start)
    at = start
    while at < end, let line = line(at: at) {
      var content = line.start
      var left = marks
      while left > 0, content < line.next {
        if bytes[content] == UInt8(ascii: ">") {
          left -= 1
          content += 1
        } else if bytes[content] == 0x20, content + 1 < line.next, bytes[content + 1] == UInt8(ascii: ">") {
          content += 1
        } else {
          break
        }
      }
      if left < marks, content < line.next, bytes[content] == 0x20 { content += 1 }
      if !line.isBlank { out += bytes[content..<max(content, line.end)] }
      if line.next > line.end { out.append(0x0A) }
      at = line.next
    }
    return (String(decoding: Self.trimmed(out), as: UTF8.self), trimmed(end..<bytes.count))
  }

  private func unindented(from start: Int) -> String {
    var out: [UInt8] = []
    var at = start
    while let line = line(at: at) {
      if !line.isBlank { out += bytes[min(line.start + 4, line.end)..<line.end] }
      out.append(0x0A)
      at = line.next
    }
    return String(decoding: Self.trimmed(out), as: UTF8.self)
  }
}
