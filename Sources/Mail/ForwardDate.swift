import Vocabulary

/// Dates as mail programs print them for readers, in the order, names and punctuation of their language.
struct ForwardDate {
  private let lexicon: ForwardLexicon
  private let scores: [Int]
  /// When the report was written, which settles `05/11/2014` in English.
  private let reference: Timestamp?
  private var day: Int?
  private var month: Int?
  private var year: Int?
  private var time: (hour: Int, minute: Int, second: Int)?
  private var offset: Int?
  private var afternoon: Bool?
  /// Day and month of `05/11/2014` where either may be either.
  private var ambiguous = false
  /// Numbers of one or two digits that stand alone, in order.
  private var plain: [Int] = []
  private var yearFirst = false
  private var words: [String] = []

  /// Reads the first 160 bytes of `bytes`. `scores` say how much speaks for each locale. nil where no day can be made out; without a time it is midnight.
  static func read(_ bytes: [UInt8], lexicon: ForwardLexicon, scores: [Int], reference: Timestamp?) -> Timestamp? {
    var date = ForwardDate(lexicon: lexicon, scores: scores, reference: reference)
    date.scan(Array(String(decoding: bytes.prefix(160), as: UTF8.self).lowercased().unicodeScalars))
    return date.result()
  }

  private init(lexicon: ForwardLexicon, scores: [Int], reference: Timestamp?) {
    self.lexicon = lexicon
    self.scores = scores
    self.reference = reference
  }

  private mutating func scan(_ scalars: [Unicode.Scalar]) {
    var at = 0
    while at < scalars.count {
      if Self.digit(scalars[at]) != nil {
        at = number(scalars, at)
      } else if scalars[at].properties.isAlphabetic {
        var end = at
        while end < scalars.count, scalars[end].properties.isAlphabetic || scalars[end] == "'" || scalars[end] == "’" {
          end += 1
        }
        word(String(String.UnicodeScalarView(scalars[at..<end])))
        at = end
      } else {
        at += 1
      }
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    scalar.value >= 0x30 && scalar.value <= 0x39 ? Int(scalar.value) - 0x30 : nil
  }

  /// Reads the numbers that begin at `start`, joined by `:` `.` `/` or `-`; where they end.
  private mutating func number(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var parts: [(value: Int, digits: Int)] = []
    var separator: Unicode.Scalar = " "
    var at = start
    while at < scalars.count, parts.count < 4 {
      var value = 0
      var digits = 0
      while at < scalars.count, let digit = Self.digit(scalars[at]) {
        value = min(value * 10 + digit, 1_000_000)
        digits += 1
        at += 1
      }
      parts.append((value, digits))
      guard at + 1 < scalars.count, Self.digit(scalars[at + 1]) != nil, [":", ".", "/", "-", "h"].contains(scalars[at])
      else { break }
      if parts.count == 1 { separator = scalars[at] }
      // "14:02.123": fractions end the time; "2014-11-11.": another mark ends the day.
      guard scalars[at] == separator else { break }
      at += 1
    }
    if let sign = start > 0 ? scalars[start - 1] : nil, time != nil, sign == "+" || sign == "-" || sign == "−" {
      zone(parts, east: sign == "+")
      return at
    }
    if at < scalars.count, parts.count == 1, let next = asian(parts[0].value, scalars[at]) { return at + next }
    take(parts, separator: separator)
    return at
  }

  private mutating func zone(_ parts: [(value: Int, digits: Int)], east: Bool) {
    guard offset == nil || offset == 0 else { return }
    let minutes =
      parts.count > 1
      ? parts[0].value * 60 + parts[1].value
      : parts[0].digits > 2 ? parts[0].value / 100 * 60 + parts[0].value % 100 : parts[0].value * 60
    guard minutes < 1440 else { return }
    offset = east ? minutes : -minutes
  }

  /// `2014年11月11日 14時02分`.
  private mutating func asian(_ value: Int, _ mark: Unicode.Scalar) -> Int? {
    switch mark {
    case "年": year = value
    case "月": month = value
    case "日": day = value
    case "時": time = (value, 0, 0)
    case "分": time?.minute = value
    case "秒": time?.second = value
    default: return nil
    }
    return 1
  }

  private mutating func take(_ parts: [(value: Int, digits: Int)], separator: Unicode.Scalar) {
    let dated = day != nil || !plain.isEmpty
    if separator == ":" || separator == "h"
      || (separator == "." && dated && parts.count > 1 && (year != nil || parts.count == 2))
    {
      if time == nil { time = (parts[0].value, parts[1].value, parts.count > 2 ? parts[2].value : 0) }
      return
    }
    switch parts.count {
    case 1:
      let (value, digits) = parts[0]
      if digits == 4, year == nil {
        year = value
        yearFirst = plain.isEmpty
      }
      if digits <= 2, plain.count < 4 { plain.append(value) }
    case 2 where separator == "." || separator == "/":
      if day == nil { (day, month) = (parts[0].value, parts[1].value) }
    case 3:
      guard day == nil else { return }
      triple(
        parts.map(\.value), yearFirst: parts[0].digits == 4, shortYear: parts[2].digits == 2, slashes: separator == "/")
    default: break
    }
  }

  private mutating func triple(_ values: [Int], yearFirst: Bool, shortYear: Bool, slashes: Bool) {
    if yearFirst {
      (year, month, day) = (values[0], values[1], values[2])
      return
    }
    year = shortYear ? 2000 + values[2] : values[2]
    if values[0] <= 12, values[1] > 12 {
      (month, day) = (values[0], values[1])
    } else {
      (day, month) = (values[0], values[1])
      ambiguous = slashes && values[0] <= 12 && values[0] != values[1]
    }
  }

  private mutating func word(_ word: String) {
    // "p. m." is read as two words.
    if word == "m", let last = words.last, last == "a" || last == "p" {
      afternoon = last == "p"
      return
    }
    if let meanings = lexicon.words[word] {
      for meaning in meanings where meaning.meaning == .morning || meaning.meaning == .afternoon {
        if meaning.languages & speaking != 0 { afternoon = meaning.meaning == .afternoon }
      }
    }
    if time != nil, offset == nil, let minutes = lexicon.zones[word] {
      offset = minutes
      return
    }
    if words.count < 16 { words.append(word) }
  }

  /// Locales whose word for the sender was there, and the one whose forms all programs fall back on.
  private var speaking: ForwardLexicon.Languages {
    var bits: ForwardLexicon.Languages = 0
    for (index, score) in scores.enumerated() where score >= ForwardHeader.senderScore {
      bits |= 1 << ForwardLexicon.Languages(index)
    }
    return bits == 0 ? ~0 : bits | lexicon.monthFirst
  }

  /// The month that the words name in the locale that the words and the labels speak for most.
  private func namedMonth() -> (month: Int, locale: Int)? {
    let known = words.compactMap { lexicon.words[$0] }
    guard !known.isEmpty else { return stemmedMonth() }
    var best: (month: Int, locale: Int, score: Int)?
    for locale in lexicon.languages.indices {
      let bit: ForwardLexicon.Languages = 1 << ForwardLexicon.Languages(locale)
      var months: [(month: Int, weekdayToo: Bool)] = []
      var understood = 0
      for meanings in known {
        let mine = meanings.filter { $0.languages & bit != 0 }
        guard !mine.isEmpty else { continue }
        understood += 1
        let weekday = mine.contains { $0.meaning == .weekday }
        for case .month(let month) in mine.map(\.meaning) { months.append((month, weekday)) }
      }
      // Two months in one date: the words are another language's.
      let certain = months.filter { !$0.weekdayToo }
      if certain.count > 1 { understood -= certain.count - 1 }
      guard let month = certain.first ?? months.first else { continue }
      let score = (scores.indices.contains(locale) ? scores[locale] : 0) + 2 * understood
      if let found = best, found.score > score || found.score == score && age(found.month) <= age(month.month) {
        continue
      }
      best = (month.month, locale, score)
    }
    return best.map { ($0.month, $0.locale) } ?? stemmedMonth()
  }

  /// Months from one named to the reference's. Where languages that fit alike mean two months by one word ("listopad"), the later past one is meant.
  private func age(_ month: Int) -> Int {
    reference.map { ($0.date.civil.month - month + 12) % 12 } ?? 0
  }

  /// A month by the beginning of a form that no list has.
  private func stemmedMonth() -> (month: Int, locale: Int)? {
    for word in words where word.utf8.count > 3 {
      var stem = word[...]
      while stem.count > 3 {
        stem = stem.dropLast()
        for meaning in lexicon.words[String(stem)] ?? [] where meaning.languages & speaking != 0 {
          if case .month(let month) = meaning.meaning { return (month, meaning.languages.trailingZeroBitCount) }
        }
      }
    }
    return nil
  }

  private mutating func result() -> Timestamp? {
    settlePlain()
    guard let day, let month, let year, (1970...2199).contains(year) else { return nil }
    var (hour, minute, second) = time ?? (0, 0, 0)
    if let afternoon, hour <= 12 { hour = hour % 12 + (afternoon ? 12 : 0) }
    func stamp(_ month: Int, _ day: Int) -> Timestamp? {
      Timestamp(
        CalendarDate(year: year, month: month, day: day), hour: hour, minute: minute, second: second, offset: offset)
    }
    guard ambiguous, monthFirstPossible else { return stamp(month, day) }
    let candidates = [stamp(day, month), stamp(month, day)].compactMap { $0 }
    if let reference {
      // Mail is forwarded within days: the nearer of the two that are not in the future.
      let past = candidates.filter { $0.seconds <= reference.seconds + 86_400 }
      if let nearest = past.max() { return nearest }
    }
    return candidates.first
  }

  /// Gives the numbers that stood alone their meaning: "11. 11. 2014", "11 Nov 14", "Nov 11, 2014, 2 PM".
  private mutating func settlePlain() {
    var left = plain[...]
    if month == nil { month = namedMonth()?.month }
    if month == nil, yearFirst { month = left.popFirst() }
    if day == nil { day = left.popFirst() }
    if month == nil { month = left.popFirst() }
    if year == nil, let short = left.popFirst() { year = 2000 + short }
    if time == nil, afternoon != nil, let hour = left.popFirst() { time = (hour, 0, 0) }
  }

  /// Whether the locale that most speaks for writes the month first.
  private var monthFirstPossible: Bool {
    guard let best = scores.max(), best > 0 else { return true }
    return scores.indices.contains { scores[$0] == best && lexicon.monthFirst >> ForwardLexicon.Languages($0) & 1 == 1 }
  }
}
