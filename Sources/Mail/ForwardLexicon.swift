import Vocabulary

/// The forward phrases of all languages, laid out once so that a line of text is looked up in constant time.
///
/// A class, since it never changes and a copy of its many tables would cost more than a line does.
package final class ForwardLexicon: Sendable {
  /// Bit n stands for the nth locale.
  typealias Languages = UInt64

  enum Role: UInt8, Sendable, CaseIterable { case from, to, cc, bcc, subject, date, replyTo, other }

  enum Banner: Sendable { case forwarded, original }

  struct Label: Sendable {
    let role: Role
    var languages: Languages
  }

  struct Word: Sendable {
    enum Meaning: Sendable, Hashable { case month(Int), weekday, morning, afternoon }
    let meaning: Meaning
    var languages: Languages
  }

  /// `before`, slot, `between`, slot, `after`, white space single.
  struct Attribution: Sendable {
    let before: [UInt8]
    let between: [UInt8]
    let after: [UInt8]
    let dateFirst: Bool
    let languages: Languages
  }

  let languages: [Language]
  /// The locales that write the month before the day.
  let monthFirst: Languages
  /// By `ForwardKey`.
  let labels: [UInt64: [Label]]
  /// Bytes that a label can begin with.
  let labelStarts: [Bool]
  /// Labels as printed, for headers without line breaks.
  let gluedLabels: [(text: [UInt8], label: Label)]
  let banners: [UInt64: Banner]
  let attributions: [Attribution]
  let forwardPrefixes: [UInt64: Bool]
  let replyPrefixes: Set<UInt64>
  let words: [String: [Word]]
  let zones: [String: Int]
  let wrappers: LinkWrappers

  package init(_ phrases: ForwardPhrases, wrappers: LinkWrappers = .none) {
    self.wrappers = wrappers
    let locales = phrases.locales.prefix(64)
    languages = locales.map(\.language)
    var monthFirst: Languages = 0
    var labels: [UInt64: [Label]] = [:]
    var starts = [Bool](repeating: false, count: 256)
    var glued: [(text: [UInt8], label: Label)] = []
    var banners: [UInt64: Banner] = [:]
    var attributions: [Attribution] = []
    var forwardPrefixes: [UInt64: Bool] = [:]
    var replyPrefixes: Set<UInt64> = []
    var words: [String: [Word]] = [:]
    for (index, locale) in locales.enumerated() {
      let bit: Languages = 1 << Languages(index)
      if locale.monthFirst { monthFirst |= bit }
      for role in Role.allCases {
        for text in locale.labels[role] {
          let bytes = Array(text.utf8)
          if let known = glued.firstIndex(where: { $0.text == bytes && $0.label.role == role }) {
            glued[known].label.languages |= bit
          } else {
            glued.append((bytes, Label(role: role, languages: bit)))
          }
          for variant in Self.variants(text) {
            if let first = variant.utf8.first { starts[Int(first)] = true }
            Self.add(Label(role: role, languages: bit), to: &labels[ForwardKey.of(variant.utf8), default: []])
          }
        }
      }
      for text in locale.forwarded {
        for variant in Self.variants(text) { banners[ForwardKey.of(variant.utf8)] = .forwarded }
      }
      for text in locale.original {
        for variant in Self.variants(text) where banners[ForwardKey.of(variant.utf8)] == nil {
          banners[ForwardKey.of(variant.utf8)] = .original
        }
      }
      attributions += locale.attributions.compactMap { Self.attribution($0, languages: bit) }
      for text in locale.forwardPrefixes { Self.add(prefix: text) { forwardPrefixes[$0] = true } }
      for text in locale.replyPrefixes { Self.add(prefix: text) { replyPrefixes.insert($0) } }
      for (month, names) in locale.months.enumerated() {
        for name in names { Self.add(.month(month + 1), bit, to: &words[name.lowercased(), default: []]) }
      }
      for name in locale.weekdays { Self.add(.weekday, bit, to: &words[name.lowercased(), default: []]) }
      for name in locale.morning { Self.add(.morning, bit, to: &words[name.lowercased(), default: []]) }
      for name in locale.afternoon { Self.add(.afternoon, bit, to: &words[name.lowercased(), default: []]) }
    }
    // A star stands before a label that was bold.
    starts[Int(UInt8(ascii: "*"))] = true
    self.monthFirst = monthFirst
    self.labels = labels
    labelStarts = starts
    gluedLabels = glued.sorted { $0.text.count > $1.text.count }
    self.banners = banners
    self.attributions = attributions
    self.forwardPrefixes = forwardPrefixes
    self.replyPrefixes = replyPrefixes
    self.words = words
    zones = Dictionary(phrases.zones.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private static func add(_ label: Label, to list: inout [Label]) {
    if let index = list.firstIndex(where: { $0.role == label.role }) {
      list[index].languages |= label.languages
    } else {
      list.append(label)
    }
  }

  private static func add(_ meaning: Word.Meaning, _ bit: Languages, to list: inout [Word]) {
    if let index = list.firstIndex(where: { $0.meaning == meaning }) {
      list[index].languages |= bit
    } else {
      list.append(Word(meaning: meaning, languages: bit))
    }
  }

  private static func add(prefix text: String, _ keep: (UInt64) -> Void) {
    if text.unicodeScalars.count == 1 {
      keep(ForwardKey.exact(text.utf8))
    } else {
      for variant in variants(text) { keep(ForwardKey.of(variant.utf8)) }
    }
  }

  /// ASCII case is folded by the key; of the other letters the usual ways to write a word.
  private static func variants(_ text: String) -> Set<String> {
    let lower = text.lowercased()
    guard lower.utf8.contains(where: { $0 >= 0x80 }) else { return [text] }
    return [text, lower, text.uppercased(), String(lower.prefix(1)).uppercased() + lower.dropFirst()]
  }

  private static func attribution(_ template: String, languages: Languages) -> Attribution? {
    guard let date = template.range(of: "{date}"), let sender = template.range(of: "{sender}") else { return nil }
    let dateFirst = date.lowerBound < sender.lowerBound
    let (first, second) = dateFirst ? (date, sender) : (sender, date)
    return Attribution(
      before: ForwardText.singleSpaced(template[..<first.lowerBound].utf8, trimming: false),
      between: ForwardText.singleSpaced(template[first.upperBound..<second.lowerBound].utf8, trimming: false),
      after: ForwardText.singleSpaced(template[second.upperBound...].utf8, trimming: false), dateFirst: dateFirst,
      languages: languages)
  }
}

extension ForwardPhrases.Labels {
  fileprivate subscript(role: ForwardLexicon.Role) -> [String] {
    switch role {
    case .from: from
    case .to: to
    case .cc: cc
    case .bcc: bcc
    case .subject: subject
    case .date: date
    case .replyTo: replyTo
    case .other: other
    }
  }
}

extension String {
  /// The first place of `needle`; both are a few words long.
  fileprivate func range(of needle: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
      start = index(after: start)
    }
    return nil
  }
}

/// A hash of a short phrase (FNV-1a, 64 bits) with ASCII case folded.
enum ForwardKey {
  static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always) static func add(_ byte: UInt8, to key: UInt64) -> UInt64 {
    (key ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var key = start
    for byte in bytes { key = add(byte, to: key) }
    return key
  }

  /// Case kept, and no phrase of the folding kind has the same key.
  static func exact(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var key = ~start
    for byte in bytes { key = (key ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return key
  }
}
