import Vocabulary

/// The date form of mail headers (RFC 5322 section 3.3, obsolete forms of 4.3 included).
package enum MailDate {
  /// Reads `Tue, 11 Nov 2014 14:22:01 +0000 (UTC)` and its relatives: no weekday, no seconds, two-digit years, named
  /// zones,
  /// `Nov 11 2014`, `11-Nov-2014`, RFC 3339. nil where no day or no time can be made out. At most 200 bytes are
  /// looked at.
  package static func parse(_ text: some StringProtocol) -> Timestamp? { parse(Array(text.utf8.prefix(200))) }

  package static func parse(_ bytes: [UInt8]) -> Timestamp? {
    let words = words(bytes)
    if let first = words.first, first.count >= 10, first[first.startIndex + 4] == 0x2D {
      let whole = words.prefix(2).map { String(decoding: $0, as: UTF8.self) }
      return whole.count == 2
        ? Timestamp(rfc3339: whole.joined(separator: " ")) ?? Timestamp(rfc3339: whole[0])
        : Timestamp(rfc3339: whole[0])
    }
    var reading = Reading()
    for word in words { reading.take(word) }
    return reading.timestamp
  }

  /// Words between blanks, commas and quotes; comments dropped; at most 24.
  private static func words(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var out: [ArraySlice<UInt8>] = []
    var start: Int?
    var depth = 0
    for index in 0...min(bytes.count, 200) {
      let byte = index < min(bytes.count, 200) ? bytes[index] : 0
      let ends = byte <= 0x20 || byte == UInt8(ascii: ",") || byte == 0x22 || byte == 0x28 || byte == 0x29 || depth > 0
      if ends, let from = start {
        if out.count < 24 { out.append(bytes[from..<index]) }
        start = nil
      } else if !ends, start == nil {
        start = index
      }
      if byte == 0x28 { depth += 1 } else if byte == 0x29 { depth = max(0, depth - 1) }
    }
    return out
  }

  private struct Reading {
    private var day: Int?
    private var month: Int?
    private var year: Int?
    private var clock: [Int] = []
    private var clockOpen = false
    private var offset: Int?
    private var shift = 0

    var timestamp: Timestamp? {
      guard let day, let month, let year, clock.count >= 2 else { return nil }
      return Timestamp(
        CalendarDate(year: year, month: month, day: day), hour: clock[0] + shift, minute: clock[1],
        second: clock.count > 2 ? clock[2] : 0, offset: offset)
    }

    /// A word may hold several pieces: `11-Nov-2014`, `2:22PM`, `GMT+0100`.
    mutating func take(_ word: ArraySlice<UInt8>) {
      var rest = word
      while let first = rest.first {
        if MailDate.isDigit(first) {
          rest = number(rest)
        } else if MailDate.isLetter(first) {
          let name = rest.prefix { MailDate.isLetter($0) }
          rest = rest.dropFirst(name.count)
          letters(name)
        } else if first == 0x2B || first == 0x2D, clock.count >= 2, word.startIndex == rest.startIndex || offset == 0,
          let (minutes, behind) = MailDate.zone(rest)
        {
          offset = abs(minutes) < 1440 ? minutes : nil
          rest = behind
        } else {
          if first == UInt8(ascii: ":"), clock.count == 1 || clock.count == 2 { clockOpen = true }
          rest = rest.dropFirst()
        }
      }
    }

    private mutating func number(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      let digits = word.prefix { MailDate.isDigit($0) }
      let rest = word.dropFirst(digits.count)
      guard digits.count <= 4 else { return rest }
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      // "14:22:01", and "14.22.01" as some programs write it; blanks around the colons are an obsolete form.
      if clockOpen, clock.count < 3 {
        clock.append(value)
        clockOpen = rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: ".")
        return clockOpen ? rest.dropFirst() : rest
      }
      if clock.isEmpty, digits.count <= 2, let mark = rest.first,
        mark == UInt8(ascii: ":") || (mark == UInt8(ascii: ".") && day != nil && year != nil)
      {
        clock = [value]
        clockOpen = true
        return rest.dropFirst()
      }
      if day == nil, (1...31).contains(value), digits.count <= 2 {
        day = value
      } else if year == nil {
        // RFC 5322 section 4.3: two digits below 50 are this century's; three digits count from 1900.
        year = digits.count <= 2 ? value + (value < 50 ? 2000 : 1900) : digits.count == 3 ? value + 1900 : value
      } else if clock.isEmpty, digits.count <= 2 {
        clock = [value]
      }
      return rest
    }

    private mutating func letters(_ name: ArraySlice<UInt8>) {
      let lower = String(decoding: name.prefix(10).map { $0 | 0x20 }, as: UTF8.self)
      if month == nil, let value = MailDate.months.firstIndex(of: String(lower.prefix(3))), name.count >= 3 {
        month = value + 1
      } else if lower == "pm", let hour = clock.first, hour < 12 {
        shift = 12
      } else if lower == "am", clock.first == 12 {
        shift = -12
      } else if clock.count >= 2, offset == nil {
        offset = MailDate.zones[lower]
      }
    }
  }

  /// Minutes east of UTC for `+hhmm`, `+hh:mm` or `+hh`.
  private static func zone(_ word: ArraySlice<UInt8>) -> (minutes: Int, rest: ArraySlice<UInt8>)? {
    let sign = word.first == 0x2D ? -1 : 1
    let hours = word.dropFirst().prefix(4).prefix { isDigit($0) }
    var rest = word.dropFirst(1 + hours.count)
    guard hours.count >= 2 else { return nil }
    var value = hours.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    if hours.count == 2 {
      value *= 100
      let minutes = rest.dropFirst().prefix(2)
      if rest.first == UInt8(ascii: ":"), minutes.count == 2, minutes.allSatisfy(isDigit) {
        value += minutes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        rest = rest.dropFirst(3)
      }
    }
    return (sign * (value / 100 * 60 + value % 100), rest)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  private static let zones: [String: Int] = [
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "bst": 60, "wet": 0, "west": 60, "eet": 120, "eest": 180,
    "msk": 180, "jst": 540, "ist": 330,
  ]
}
