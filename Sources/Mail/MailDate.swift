import Vocabulary

/// The date form of mail headers (RFC 5322 section 3.3, obsolete forms of 4.3 included).
package enum MailDate {
  /// Reads `Tue, 11 Nov 2014 14:22:01 +0000 (UTC)` and its relatives: no weekday, no seconds, two-digit years, named
  /// zones,
  /// `Nov 11 2014`, `11-Nov-2014`, RFC 3339. nil where no day or no time can be made out. At most 200 bytes are
  /// looked at.
  package static func parse(_ text: some StringProtocol) -> Timestamp? { parse(Array(text.utf8.prefix(200))) }

  package static func parse(_ bytes: [UInt8]) -> Timestamp? { bytes.withUnsafeBufferPointer { parse($0) } }

  static func parse(_ whole: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    let bytes = UnsafeBufferPointer(rebasing: whole.prefix(200))
    if let time = plain(bytes) { return time }
    var reading = Reading(bytes)
    var iso: [Range<Int>] = []
    var count = 0
    // Words between blanks, commas and quotes; comments dropped; at most 24.
    var start: Int?
    var depth = 0
    for index in 0...bytes.count {
      let byte = index < bytes.count ? bytes[index] : 0
      let ends = byte <= 0x20 || byte == UInt8(ascii: ",") || byte == 0x22 || byte == 0x28 || byte == 0x29 || depth > 0
      if ends, let from = start {
        if count == 0 ? from + 10 <= index && bytes[from + 4] == 0x2D : count == 1 && !iso.isEmpty {
          iso.append(from..<index)
        } else if count < 24, iso.isEmpty {
          reading.take(from..<index)
        }
        count += 1
        start = nil
      } else if !ends, start == nil {
        start = index
      }
      if byte == 0x28 { depth += 1 } else if byte == 0x29 { depth = max(0, depth - 1) }
    }
    guard let first = iso.first else { return reading.timestamp }
    let words = iso.map { String(decoding: bytes[$0], as: UTF8.self) }
    return (iso.count > 1 ? Timestamp(rfc3339: words.joined(separator: " ")) : nil)
      ?? Timestamp(rfc3339: String(decoding: bytes[first], as: UTF8.self))
  }

  /// `Tue, 11 Nov 2014 14:22:01 +0000 (UTC)`, weekday and comment or not, as nearly all programs write it; nil for any other form.
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    var at = 0
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    // From here on `11 Nov 2014 14:22:01 +0000` has 26 bytes, 25 where the day has one digit.
    if at + 5 < bytes.count, bytes[at + 3] == UInt8(ascii: ","), weekdays.contains(letters(bytes, at)) {
      at += 4
      while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    }
    guard at + 25 <= bytes.count, isDigit(bytes[at]) else { return nil }
    var day = Int(bytes[at] & 15)
    at += 1
    if isDigit(bytes[at]) {
      day = day * 10 + Int(bytes[at] & 15)
      at += 1
    }
    guard (1...31).contains(day), at + 24 <= bytes.count, bytes[at] == 0x20,
      let month = months.firstIndex(of: letters(bytes, at + 1)), bytes[at + 4] == 0x20,
      let century = two(bytes, at + 5), let year = two(bytes, at + 7), bytes[at + 9] == 0x20,
      let hour = two(bytes, at + 10), bytes[at + 12] == UInt8(ascii: ":"),
      let minute = two(bytes, at + 13), bytes[at + 15] == UInt8(ascii: ":"),
      let second = two(bytes, at + 16), bytes[at + 18] == 0x20,
      bytes[at + 19] == UInt8(ascii: "+") || bytes[at + 19] == UInt8(ascii: "-"),
      let hours = two(bytes, at + 20), let minutes = two(bytes, at + 22), hours < 24, minutes < 60
    else { return nil }
    let west = bytes[at + 19] == UInt8(ascii: "-")
    at += 24
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    if at < bytes.count {
      guard bytes[at] == UInt8(ascii: "("), bytes[bytes.count - 1] == UInt8(ascii: ")") else { return nil }
      for byte in bytes[(at + 1)..<(bytes.count - 1)] where byte == 0x28 || byte == 0x29 { return nil }
    }
    let offset = hours * 60 + minutes
    return Timestamp(
      CalendarDate(year: century * 100 + year, month: month + 1, day: day), hour: hour, minute: minute,
      second: second, offset: west ? -offset : offset)
  }

  private static func two(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard isDigit(bytes[at]), isDigit(bytes[at + 1]) else { return nil }
    return Int(bytes[at] & 15) * 10 + Int(bytes[at + 1] & 15)
  }

  /// Three of them in lower case, as `key` has them.
  private static func letters(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt64 {
    UInt64(bytes[at] | 0x20) << 16 | UInt64(bytes[at + 1] | 0x20) << 8 | UInt64(bytes[at + 2] | 0x20)
  }

  /// Steps through the words of a date, each a range of `bytes`.
  private struct Reading {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var day: Int?
    private var month: Int?
    private var year: Int?
    private var clock = SIMD4<Int>()
    /// Parts of `clock` that were read: hour, minute, second.
    private var parts = 0
    private var clockOpen = false
    private var offset: Int?
    private var shift = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var timestamp: Timestamp? {
      guard let day, let month, let year, parts >= 2 else { return nil }
      return Timestamp(
        CalendarDate(year: year, month: month, day: day), hour: clock[0] + shift, minute: clock[1],
        second: parts > 2 ? clock[2] : 0, offset: offset)
    }

    /// A word may hold several pieces: `11-Nov-2014`, `2:22PM`, `GMT+0100`.
    mutating func take(_ word: Range<Int>) {
      var at = word.lowerBound
      while at < word.upperBound {
        let first = bytes[at]
        if MailDate.isDigit(first) {
          at = number(at..<word.upperBound)
        } else if MailDate.isLetter(first) {
          let start = at
          while at < word.upperBound, MailDate.isLetter(bytes[at]) { at += 1 }
          letters(start..<at)
        } else if first == 0x2B || first == 0x2D, parts >= 2, word.lowerBound == at || offset == 0,
          let (minutes, behind) = zone(at..<word.upperBound)
        {
          offset = abs(minutes) < 1440 ? minutes : nil
          at = behind
        } else {
          if first == UInt8(ascii: ":"), parts == 1 || parts == 2 { clockOpen = true }
          at += 1
        }
      }
    }

    private mutating func number(_ word: Range<Int>) -> Int {
      let (value, end) = digits(word, most: 5)
      let count = end - word.lowerBound
      var next = end
      while next < word.upperBound, MailDate.isDigit(bytes[next]) { next += 1 }
      guard count <= 4 else { return next }
      let mark = next < word.upperBound ? bytes[next] : 0
      // "14:22:01", and "14.22.01" as some programs write it; blanks around the colons are an obsolete form.
      if clockOpen, parts < 3 {
        clock[parts] = value
        parts += 1
        clockOpen = mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".")
        return clockOpen ? next + 1 : next
      }
      if parts == 0, count <= 2,
        mark == UInt8(ascii: ":") || (mark == UInt8(ascii: ".") && day != nil && year != nil)
      {
        (clock[0], parts, clockOpen) = (value, 1, true)
        return next + 1
      }
      if day == nil, (1...31).contains(value), count <= 2 {
        day = value
      } else if year == nil {
        // RFC 5322 section 4.3: two digits below 50 are this century's; three digits count from 1900.
        year = count <= 2 ? value + (value < 50 ? 2000 : 1900) : count == 3 ? value + 1900 : value
      } else if parts == 0, count <= 2 {
        (clock[0], parts) = (value, 1)
      }
      return next
    }

    /// The number at the start of `word`, of at most so many digits, and where these end.
    private func digits(_ word: Range<Int>, most: Int) -> (value: Int, end: Int) {
      var (value, at) = (0, word.lowerBound)
      while at < word.upperBound, at - word.lowerBound < most, MailDate.isDigit(bytes[at]) {
        value = value * 10 + Int(bytes[at] - 0x30)
        at += 1
      }
      return (value, at)
    }

    private mutating func letters(_ name: Range<Int>) {
      var key: UInt64 = 0
      for byte in bytes[name].prefix(8) { key = key << 8 | UInt64(byte | 0x20) }
      if month == nil, name.count >= 3,
        let value = MailDate.months.firstIndex(of: key >> UInt64(8 * (min(name.count, 8) - 3)))
      {
        month = value + 1
      } else if key == MailDate.pm, parts > 0, clock[0] < 12 {
        shift = 12
      } else if key == MailDate.am, parts > 0, clock[0] == 12 {
        shift = -12
      } else if parts >= 2, offset == nil {
        offset = MailDate.zones.first { $0.key == key }?.minutes
      }
    }

    /// Minutes east of UTC for `+hhmm`, `+hh:mm` or `+hh`, and where they end.
    private func zone(_ word: Range<Int>) -> (minutes: Int, end: Int)? {
      let sign = bytes[word.lowerBound] == 0x2D ? -1 : 1
      var (value, end) = digits(word.lowerBound + 1..<word.upperBound, most: 4)
      let count = end - word.lowerBound - 1
      guard count >= 2 else { return nil }
      if count == 2 {
        value *= 100
        if end < word.upperBound, bytes[end] == UInt8(ascii: ":") {
          let (minutes, behind) = digits(end + 1..<word.upperBound, most: 2)
          if behind == end + 3 {
            value += minutes
            end = behind
          }
        }
      }
      return (sign * (value / 100 * 60 + value % 100), end)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  /// A name's letters in lower case, one a byte.
  private static func key(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

  private static let pm = key("pm")
  private static let am = key("am")
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map { key($0) }
  private static let months =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map { key($0) }

  private static let zones: [(key: UInt64, minutes: Int)] = [
    ("ut", 0), ("utc", 0), ("gmt", 0), ("z", 0), ("est", -300), ("edt", -240), ("cst", -360), ("cdt", -300),
    ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420), ("cet", 60), ("cest", 120), ("bst", 60), ("wet", 0),
    ("west", 60), ("eet", 120), ("eest", 180), ("msk", 180), ("jst", 540), ("ist", 330),
  ].map { (key($0.0), $0.1) }
}
