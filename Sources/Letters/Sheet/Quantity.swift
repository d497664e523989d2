import Vocabulary

/// Numbers, dates and probabilities as people say them in English.
package enum Quantity {
  /// `12,345`
  package static func grouped(_ number: Int) -> String { Decimal.grouped(number) }

  package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// `99%`; never 0% or 100%, since nothing here is that sure.
  package static func percent(_ probability: Double) -> String {
    guard probability.isFinite else { return "unknown" }
    if probability > 0.99 { return "over 99%" }
    if probability < 0.01 { return "under 1%" }
    return "\(Int((probability * 100).rounded()))%"
  }

  /// `almost certain (99%)`
  package static func likelihood(_ probability: Double) -> String {
    "\(likelihoodWord(probability)) (\(percent(probability)))"
  }

  package static func likelihoodWord(_ probability: Double) -> String {
    switch probability {
    case 0.98...: "almost certain"
    case 0.90..<0.98: "very likely"
    case 0.70..<0.90: "likely"
    case 0.55..<0.70: "more likely than not"
    case 0.45..<0.55: "about as likely as not"
    case 0.25..<0.45: "possible"
    case 0.10..<0.25: "unlikely"
    case 0.02..<0.10: "very unlikely"
    default: "almost ruled out"
    }
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

  /// `Mar 2013`
  package static func month(_ date: CalendarDate) -> String {
    let (year, month, _) = date.civil
    return "\(months[min(max(month, 1), 12) - 1].prefix(3)) \(year)"
  }

  /// `2 Mar`
  package static func shortDay(_ date: CalendarDate) -> String {
    let (_, month, day) = date.civil
    return "\(day) \(months[min(max(month, 1), 12) - 1].prefix(3))"
  }

  /// `11 November 2014, 14:52 UTC`
  package static func moment(_ time: Timestamp) -> String {
    let clock = Int(time.seconds - Int64(time.date.days) * 86_400)
    let hour = Decimal.padded(clock / 3600, to: 2)
    let minute = Decimal.padded(clock / 60 % 60, to: 2)
    return "\(day(time.date)), \(hour):\(minute) UTC\(time.zoneAssumed ? " (time zone assumed)" : "")"
  }

  private static let small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

  /// `two`, `12`
  package static func spelled(_ number: Int) -> String {
    small.indices.contains(number) ? small[number] : grouped(number)
  }
}
