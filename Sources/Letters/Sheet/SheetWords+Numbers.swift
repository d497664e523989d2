import Vocabulary

/// Numbers, days and chances as people say them in the sheet's language.
extension SheetWords {
  /// `12,345`
  package func number(_ number: Int) -> Words {
    Words(stringLiteral: Decimal.grouped(number, apart: self("digits_apart").text))
  }

  /// `1.05`
  func decimal(_ number: Double, places: Int) -> Words {
    Words(stringLiteral: JSONText.decimal(number, places: places).replacing(".", with: self("decimal_mark").text))
  }

  /// `two`, `12`
  func spelled(_ number: Int) -> Words { (2...10).contains(number) ? self("number_\(number)") : self.number(number) }

  /// `99%`; never 0% or 100%, since nothing here is that sure.
  package func percent(_ probability: Double) -> Words {
    guard probability.isFinite else { return self("percent_unknown") }
    if probability > 0.99 { return self("percent_over") }
    if probability < 0.01 { return self("percent_under") }
    return self("percent", ["number": "\(Int((probability * 100).rounded()))"])
  }

  /// A share that is set, not found: exact to a tenth of a percent.
  func share(_ share: Double) -> Words { self("percent", ["number": decimal(share * 100, places: 1)]) }

  /// `almost certain (99%)`
  package func likelihood(_ probability: Double) -> Words {
    self("likelihood", ["word": self(Self.likelihoodKey(probability)), "percent": percent(probability)])
  }

  private static func likelihoodKey(_ probability: Double) -> String {
    switch probability {
    case 0.98...: "almost_certain"
    case 0.90..<0.98: "very_likely"
    case 0.70..<0.90: "likely"
    case 0.55..<0.70: "more_likely"
    case 0.45..<0.55: "as_likely"
    case 0.25..<0.45: "possible"
    case 0.10..<0.25: "unlikely"
    case 0.02..<0.10: "very_unlikely"
    default: "almost_ruled_out"
    }
  }

  /// `2 March 2013`
  package func day(_ date: CalendarDate) -> Words {
    let (year, month, day) = date.civil
    return self("day", ["day": "\(day)", "month": self("month_\(month)"), "year": Words(stringLiteral: String(year))])
  }

  /// `Mar 2013`
  func month(_ date: CalendarDate) -> Words {
    let (year, month, _) = date.civil
    return self("month_of_year", ["month": self("short_month_\(month)"), "year": Words(stringLiteral: String(year))])
  }

  /// `2 Mar`
  func shortDay(_ date: CalendarDate) -> Words {
    let (_, month, day) = date.civil
    return self("short_day", ["day": "\(day)", "month": self("short_month_\(month)")])
  }

  /// `11 November 2014, 14:52 UTC`
  package func moment(_ time: Timestamp) -> Words {
    let clock = Int(time.seconds - Int64(time.date.days) * 86_400)
    let hour = Decimal.padded(clock / 3600, to: 2)
    let minute = Decimal.padded(clock / 60 % 60, to: 2)
    return self(
      time.zoneAssumed ? "moment_assumed" : "moment",
      ["day": day(time.date), "time": Words(stringLiteral: "\(hour):\(minute)")])
  }

  /// `a`, `a and b`, `a, b and c`.
  func list(_ items: [Words]) -> Words { list(items, last: self("list_and")) }
  /// `a or b`
  func either(_ items: [Words]) -> Words { list(items, last: self("list_or")) }

  private func list(_ items: [Words], last: Words) -> Words {
    guard let end = items.last, items.count > 1 else { return items.first ?? Words() }
    let comma = self("list_comma")
    return items.dropLast().dropFirst().reduce(items[0]) { $0 + comma + $1 } + last + end
  }

  /// What a store may hold of a customer, by the contract's word for it.
  package func field(_ word: String) -> Words {
    let key = "field_\(word)"
    return has(key) ? self(key) : "\(word.replacing("_", with: " "), width: 40)"
  }
}
