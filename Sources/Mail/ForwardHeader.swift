/// The header lines that a mail program prints above the message it forwards, found in a text.
struct ForwardHeader {
  /// Start of its first line.
  let start: Int
  /// Start of the first line after it.
  let bodyStart: Int
  /// Quote marks before its first line.
  let depth: Int
  /// Values by `ForwardLexicon.Role`, unfolded.
  private(set) var values = [[UInt8]?](repeating: nil, count: ForwardLexicon.Role.allCases.count)
  /// How many of its labels belong to each locale; the sender's counts more, since some programs translate nothing else.
  private(set) var scores: [Int]

  subscript(role: ForwardLexicon.Role) -> [UInt8]? { values[Int(role.rawValue)] }

  /// Distinct lines of those that say who, when and what.
  var weight: Int {
    [.from, .to, .cc, .subject, .date].count { self[$0] != nil }
  }

  private init(start: Int, bodyStart: Int, depth: Int, fields: [ForwardField], locales: Int) {
    self.start = start
    self.bodyStart = bodyStart
    self.depth = depth
    scores = [Int](repeating: 0, count: locales)
    for field in fields {
      let index = Int(field.role.rawValue)
      if let before = values[index] {
        if field.role == .to || field.role == .cc { values[index] = before + [UInt8(ascii: ",")] + field.value }
      } else {
        values[index] = field.value
      }
      var bits = field.languages
      while bits != 0 {
        scores[bits.trailingZeroBitCount] += field.role == .from ? Self.senderScore : 1
        bits &= bits - 1
      }
    }
  }
}

/// One header line, its folded lines joined.
private struct ForwardField {
  let role: ForwardLexicon.Role
  let languages: ForwardLexicon.Languages
  var value: [UInt8]
}

extension ForwardHeader {
  /// Lines that are read of one header at most.
  static let longest = 48
  static let senderScore = 4

  /// Reads a header whose first label stands on `first`.
  init?(_ text: ForwardText, at first: ForwardLine, lexicon: ForwardLexicon) {
    guard let label = lexicon.label(on: first, of: text) else { return nil }
    var fields: [ForwardField] = []
    var seen: Set<ForwardLexicon.Role> = []
    var languages: ForwardLexicon.Languages = ~0
    func add(_ line: ForwardLine, _ labels: [ForwardLexicon.Label], _ value: Int) {
      let label = labels.first { $0.languages & languages != 0 } ?? labels[0]
      if label.languages & languages != 0 { languages &= label.languages }
      fields.append(
        ForwardField(
          role: label.role, languages: label.languages, value: Array(text.bytes[value..<max(value, line.end)])))
      seen.insert(label.role)
    }
    add(first, label.labels, label.value)
    var at = first.next
    reading: for _ in 0..<Self.longest {
      guard let line = text.line(at: at) else { break }
      let complete = seen.contains(.from) && seen.contains(.subject) && seen.contains(.date)
      if line.isBlank {
        // HTML turned into text may put an empty line between two labels.
        guard !complete, let next = text.filledLine(at: line.next, skipping: 1), next.depth == first.depth,
          let label = lexicon.label(on: next, of: text), !label.labels.contains(where: { seen.contains($0.role) })
        else { break reading }
        at = next.start
        continue
      }
      if line.depth == first.depth, let label = lexicon.label(on: line, of: text) {
        let role = (label.labels.first { $0.languages & languages != 0 } ?? label.labels[0]).role
        guard !seen.contains(role) || role == .to || role == .cc || role == .other else { break }
        add(line, label.labels, label.value)
        at = line.next
        continue
      }
      guard Self.continues(fields[fields.count - 1], on: line, of: text, seen: seen, lexicon: lexicon) else { break }
      if fields[fields.count - 1].value.count < Bounds.fieldBytes {
        fields[fields.count - 1].value.append(0x20)
        fields[fields.count - 1].value += text.bytes[line.content..<line.end]
      }
      at = line.next
    }
    self.init(start: first.start, bodyStart: at, depth: first.depth, fields: fields, locales: lexicon.languages.count)
  }

  /// Whether a line without label belongs to the field before it.
  private static func continues(
    _ field: ForwardField, on line: ForwardLine, of text: ForwardText, seen: Set<ForwardLexicon.Role>,
    lexicon: ForwardLexicon
  ) -> Bool {
    switch field.role {
    case .from, .to, .cc, .bcc, .replyTo:
      if let last = field.value.last, last == UInt8(ascii: ",") || last == UInt8(ascii: ";") { return true }
      if field.value.lastIndex(of: UInt8(ascii: "<")) ?? -1 > field.value.lastIndex(of: UInt8(ascii: ">")) ?? -1 {
        return true
      }
      if text.bytes[line.content] == UInt8(ascii: "<") && !field.value.contains(UInt8(ascii: "@")) { return true }
    default: break
    }
    // A line between two labels cannot be the body.
    var at = line.next
    for _ in 0..<2 {
      guard let next = text.line(at: at), !next.isBlank, next.depth == line.depth else { return false }
      if let label = lexicon.label(on: next, of: text) {
        return label.labels.contains { !seen.contains($0.role) && $0.role != .other }
      }
      at = next.next
    }
    return false
  }

  /// Reads a header that stands on one line without breaks, `From: … <…>To: …Subject: …`; `range` begins after the banner.
  init?(glued range: Range<Int>, of text: ForwardText, line: ForwardLine, lexicon: ForwardLexicon) {
    let bytes = text.bytes
    let end = min(range.upperBound, range.lowerBound + Bounds.fieldBytes)
    var fields: [ForwardField] = []
    var seen: Set<ForwardLexicon.Role> = []
    var languages: ForwardLexicon.Languages = ~0
    var at = range.lowerBound
    var valueStart = at
    while at < end {
      let previous: UInt8 = at > range.lowerBound ? bytes[at - 1] : UInt8(ascii: ">")
      guard lexicon.labelStarts[Int(bytes[at])], fields.last?.role != .subject,
        let match = Self.gluedLabel(
          at: at, end: end, previous: previous, of: bytes, seen: seen, languages: languages, lexicon: lexicon)
      else {
        at += 1
        continue
      }
      if !fields.isEmpty { fields[fields.count - 1].value = Self.trimmed(bytes[valueStart..<at]) }
      guard !fields.isEmpty || match.label.role == .from else { return nil }
      if match.label.languages & languages != 0 { languages &= match.label.languages }
      fields.append(ForwardField(role: match.label.role, languages: match.label.languages, value: []))
      seen.insert(match.label.role)
      at = match.end
      valueStart = at
    }
    guard !fields.isEmpty else { return nil }
    fields[fields.count - 1].value = Self.trimmed(bytes[valueStart..<max(valueStart, end)])
    self.init(
      start: line.start, bodyStart: line.next, depth: line.depth, fields: fields, locales: lexicon.languages.count)
    guard self[.from] != nil, weight >= 3 else { return nil }
  }

  private static func gluedLabel(
    at: Int, end: Int, previous: UInt8, of bytes: [UInt8], seen: Set<ForwardLexicon.Role>,
    languages: ForwardLexicon.Languages, lexicon: ForwardLexicon
  ) -> (label: ForwardLexicon.Label, end: Int)? {
    for (label, entry) in lexicon.gluedLabels where label.count < end - at && label[0] == bytes[at] {
      guard !seen.contains(entry.role), entry.role != .other, entry.languages & languages != 0 || entry.role == .cc,
        bytes[at..<(at + label.count)].elementsEqual(label)
      else { continue }
      // Short words need the end of an address before them: "A:" may stand in a name.
      guard label.count > 2 || previous == UInt8(ascii: ">") || previous == 0x20 else { continue }
      var after = at + label.count
      while after < end, bytes[after] == 0x20 || bytes[after] == 0xC2 || bytes[after] == 0xA0 { after += 1 }
      if after < end, bytes[after] == UInt8(ascii: ":") { return (entry, after + 1) }
      // Yahoo's Polish copy line has no colon.
      if entry.role == .cc, previous == UInt8(ascii: ">"), after > at + label.count { return (entry, after) }
    }
    return nil
  }

  private static func trimmed(_ slice: ArraySlice<UInt8>) -> [UInt8] { ForwardText.singleSpaced(slice) }
}
