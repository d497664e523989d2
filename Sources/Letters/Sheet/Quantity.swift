import Vocabulary

/// Numbers and dates as people say them in English, for documents that speak no other language.
package enum Quantity {
  /// `12,345`
  package static func grouped(_ number: Int) -> String { Decimal.grouped(number) }

  package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// `2 March 2013`
  package static func day(_ date: CalendarDate) -> String {
    let (year, month, day) = date.civil
    return "\(day) \(months[min(max(month, 1), 12) - 1]) \(year)"
  }

  /// `11 November 2014, 14:52 UTC`
  package static func moment(_ time: Timestamp) -> String {
    let clock = Int(time.seconds - Int64(time.date.days) * 86_400)
    let hour = Decimal.padded(clock / 3600, to: 2)
    let minute = Decimal.padded(clock / 60 % 60, to: 2)
    return "\(day(time.date)), \(hour):\(minute) UTC\(time.zoneAssumed ? " (time zone assumed)" : "")"
  }
}
