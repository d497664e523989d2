/// A day in the proleptic Gregorian calendar, without a zone: what a customer list knows of a holding.
package struct CalendarDate: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let days: Int32

  package init(days: Int32) { self.days = days }

  /// nil for a day that the calendar does not have. Years 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else {
      return nil
    }
    days = Self.count(year: year, month: month, day: day)
  }

  /// Reads `YYYY-MM-DD`, alone or before a `T` or a space with a time, which is ignored.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(11))
    self.init(iso: bytes[...])
  }

  /// The same over bytes, for long lists.
  package init?(iso bytes: some Collection<UInt8>) {
    var digits: (Int, Int, Int) = (0, 0, 0)
    var position = 0
    for byte in bytes {
      switch position {
      case 0...3, 5, 6, 8, 9:
        guard (0x30...0x39).contains(byte) else { return nil }
        let digit = Int(byte) - 0x30
        if position < 4 {
          digits.0 = digits.0 * 10 + digit
        } else if position < 7 {
          digits.1 = digits.1 * 10 + digit
        } else {
          digits.2 = digits.2 * 10 + digit
        }
      case 4, 7: guard byte == UInt8(ascii: "-") else { return nil }
      default: guard byte == UInt8(ascii: "T") || byte == 0x20 else { return nil }
      }
      position += 1
      if position > 10 { break }
    }
    guard position >= 10 else { return nil }
    self.init(year: digits.0, month: digits.1, day: digits.2)
  }

  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// `YYYY-MM-DD`.
  package var description: String {
    let (year, month, day) = civil
    return Decimal.padded(year, to: 4) + "-" + Decimal.padded(month, to: 2) + "-" + Decimal.padded(day, to: 2)
  }

  /// Stops at the ends of what 32 bits of days can hold.
  package func adding(days count: Int) -> CalendarDate {
    let sum = Int(days).addingReportingOverflow(count)
    return CalendarDate(days: sum.overflow ? (count > 0 ? .max : .min) : Int32(clamping: sum.partialValue))
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.days < right.days }

  /// Days from 1970-01-01, by eras of 400 years that begin in March (H. Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms").
  private static func count(year: Int, month: Int, day: Int) -> Int32 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
