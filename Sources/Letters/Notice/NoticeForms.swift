/// How one language writes what is filled into a notice: days, hours, numbers, lists, names.
package struct NoticeForms: Sendable, Hashable {
  package enum Slot: String, Sendable, CaseIterable {
    case day, month, year, weekday, hour, minute, half, time, zone, from, to, text, count
    /// The day with the ending that says "on it": `3-án`.
    case dayOn = "day_on"
    /// Without the year.
    case fromDay = "from_day"
    case toDay = "to_day"
  }

  package typealias Pattern = PlacedText<Slot>

  /// `a, b and c`; the word between the last two may depend on what the last begins with (`y`, but `e Ionos`).
  package struct Joint: Sendable, Hashable {
    package let usual: String
    /// By beginnings in small letters; the longest that fits counts.
    package let before: [String: String]

    package init(usual: String, before: [String: String] = [:]) {
      self.usual = usual
      self.before = before
    }

    func joined(_ items: [String]) -> String {
      guard let last = items.last, items.count > 1 else { return items.first ?? "" }
      let small = last.lowercased()
      let beginning = before.keys.filter { small.hasPrefix($0) }.max { $0.count < $1.count }
      return items.dropLast().joined(separator: ", ") + (beginning.flatMap { before[$0] } ?? usual) + last
    }
  }

  package struct Calendar: Sendable, Hashable {
    /// January first.
    package let months: [String]
    /// Monday first.
    package let weekdays: [String]
    /// From the 1st to the 31st; empty where `{day_on}` is not used.
    package let daysOn: [String]
    /// `3 March 2014`
    package let date: Pattern
    /// `3 March`
    package let day: Pattern
    /// `on 3 March 2014`
    package let on: Pattern
    /// `between {from} and {to}`
    package let period: Pattern
    package let periodInOneYear: Pattern

    package init(
      months: [String], weekdays: [String], daysOn: [String], date: Pattern, day: Pattern, on: Pattern, period: Pattern,
      periodInOneYear: Pattern
    ) {
      self.months = months
      self.weekdays = weekdays
      self.daysOn = daysOn
      self.date = date
      self.day = day
      self.on = on
      self.period = period
      self.periodInOneYear = periodInOneYear
    }
  }

  package struct Clock: Sendable, Hashable {
    /// 12 or 24.
    package let hours: Int
    /// Before and after noon; empty for 24 hours.
    package let halves: [String]
    package let time: Pattern
    package let fullHour: Pattern
    /// Where one o'clock is said otherwise (`a la 1:00`).
    package let atOne: Pattern?
    package let noon: String?
    /// Where a language has a word for it that is clearer than its number (`12 am`).
    package let midnight: String?
    package let moment: Pattern
    package let momentInZone: Pattern

    package init(
      hours: Int, halves: [String], time: Pattern, fullHour: Pattern, atOne: Pattern?, noon: String?,
      midnight: String? = nil, moment: Pattern, momentInZone: Pattern
    ) {
      self.hours = hours
      self.halves = halves
      self.time = time
      self.fullHour = fullHour
      self.atOne = atOne
      self.noon = noon
      self.midnight = midnight
      self.moment = moment
      self.momentInZone = momentInZone
    }
  }

  package let calendar: Calendar
  package let clock: Clock
  /// Small numbers in words, from one; those behind the last are written in digits.
  package let numbers: [String]
  /// Between groups of three digits.
  package let group: String
  /// Numbers under this are written without groups.
  package let groupsFrom: Int
  package let and: Joint
  package let or: Joint
  /// `“{text}”`
  package let quoted: Pattern
  /// `{count} more`, as the last of a list that is too long.
  package let more: Pattern
  /// What a list holds of a customer, by the name that `candor.yaml` has for it.
  package let fields: [String: String]

  package init(
    calendar: Calendar, clock: Clock, numbers: [String], group: String, groupsFrom: Int, and: Joint, or: Joint,
    quoted: Pattern, more: Pattern, fields: [String: String]
  ) {
    self.calendar = calendar
    self.clock = clock
    self.numbers = numbers
    self.group = group
    self.groupsFrom = groupsFrom
    self.and = and
    self.or = or
    self.quoted = quoted
    self.more = more
    self.fields = fields
  }
}
