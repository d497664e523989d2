import Vocabulary

/// A sentence of a sheet: our own words, with what comes from elsewhere made safe as it is put in. Nothing else can be printed.
package struct Words: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// `isolated` holds letters that are written from right to left, which must not reorder what stands beside them.
  package enum Style: Sendable { case plain, strong, literal, isolated }

  package struct Run: Sendable, Hashable {
    package let text: String
    package let style: Style
    /// What shows that it is so.
    package var evidence: Evidence?
  }

  /// Where a figure's evidence is, as far as a sheet knows: a page makes a link of it, paper does not.
  package enum Evidence: Sendable, Hashable {
    /// The report of one finding, by its place in the investigation.
    case finding(Int)
    /// All reports, or those of one campaign.
    case reports(campaign: String?)
    /// A section of the sheet.
    case section(String)
    /// The customers' lists.
    case lists
  }

  package private(set) var runs: [Run] = []

  package init() {}
  package init(stringLiteral text: String) { add(text, .plain) }
  package init(stringInterpolation parts: StringInterpolation) { self = parts.words }

  package var text: String { runs.reduce(into: "") { $0 += $1.text } }
  package var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }

  package static func + (left: Words, right: Words) -> Words {
    var sum = left
    for run in right.runs { sum.add(run.text, run.style, run.evidence) }
    return sum
  }

  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ items: [Words], last: Words = " and ") -> Words {
    guard let end = items.last, items.count > 1 else { return items.first ?? Words() }
    return items.dropLast().dropFirst().reduce(items[0]) { $0 + ", " + $1 } + last + end
  }

  /// The same sentence with a capital first letter.
  package var capitalized: Words {
    guard let first = runs.first, let letter = first.text.first, first.style != .literal else { return self }
    var copy = self
    copy.runs[0] = Run(
      text: letter.uppercased() + first.text.dropFirst(), style: first.style, evidence: first.evidence)
    return copy
  }

  /// The same words, and where one can see that they are true.
  func shown(by evidence: Evidence?) -> Words {
    guard let evidence else { return self }
    var copy = self
    for index in copy.runs.indices { copy.runs[index].evidence = evidence }
    return copy
  }

  fileprivate mutating func add(_ text: String, _ style: Style, _ evidence: Evidence? = nil) {
    guard !text.isEmpty else { return }
    if let last = runs.last, last.style == style, last.evidence == evidence {
      runs[runs.count - 1] = Run(text: last.text + text, style: style, evidence: evidence)
    } else {
      runs.append(Run(text: text, style: style, evidence: evidence))
    }
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var words = Words()

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ text: String) { words.add(text, .plain) }

    package mutating func appendInterpolation(_ more: Words) { words = words + more }
    package mutating func appendInterpolation(_ text: some StringProtocol, width: Int = PlainText.width) {
      let clean = PlainText.clean(text, width: width)
      // A blank that parts it from its neighbours stays.
      let text = clean.isEmpty ? clean : (text.first == " " ? " " : "") + clean + (text.last == " " ? " " : "")
      words.add(text, PlainText.runsBackward(text) ? .isolated : .plain)
    }
    package mutating func appendInterpolation(strong text: some StringProtocol) {
      words.add(PlainText.clean(text), .strong)
    }
    /// Letter for letter as it was found: names, addresses, files.
    package mutating func appendInterpolation(literal text: some StringProtocol, width: Int = 120) {
      words.add(PlainText.clean(text, width: width), .literal)
    }
    package mutating func appendInterpolation(_ count: Int) { words.add(Quantity.grouped(count), .plain) }
    /// `1 report`, `12 reports`.
    package mutating func appendInterpolation(_ count: Int, _ noun: String, _ plural: String? = nil) {
      words.add(Quantity.count(count, noun, plural), .plain)
    }
    package mutating func appendInterpolation(_ day: CalendarDate) { words.add(Quantity.day(day), .plain) }
    package mutating func appendInterpolation(_ time: Timestamp) { words.add(Quantity.moment(time), .plain) }
  }
}
