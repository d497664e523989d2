import Casework
import Domains
import Vocabulary

/// What is filled into a notice, in words of its language; text of unknown origin comes out short and harmless.
package struct NoticeValues: Sendable, Hashable {
  package let forms: NoticeForms

  package init(_ forms: NoticeForms) { self.forms = forms }

  /// Names in one list; the rest are counted.
  static let longestList = 6
  /// Columns of one name.
  static let nameWidth = 80

  /// What stands in a place, and of how many things it tells; nil where it is not known.
  func value(
    of place: NoticePlace, _ facts: NoticeFacts, _ particulars: NoticeParticulars
  ) -> (text: String, count: Int)? {
    let found: (text: String, count: Int)? =
      if let fact = place.fact {
        place.facts.allSatisfy { facts[$0] != nil } ? facts[fact].flatMap { text(of: $0.value, at: place) } : nil
      } else {
        text(of: particulars, at: place)
      }
    return found.flatMap { $0.text.isEmpty ? nil : $0 }
  }

  /// A fact's value as a person reads it, for pages that show what it was and what it is.
  package func text(of value: NoticeFacts.Value, for fact: NoticeFact) -> String {
    guard let place = NoticePlace.allCases.first(where: { $0.fact == fact }) else { return "" }
    return text(of: value, at: place)?.text ?? ""
  }

  private func text(of value: NoticeFacts.Value, at place: NoticePlace) -> (text: String, count: Int)? {
    switch value {
    case .plain: return nil
    case .number(let number): return number > 0 ? (counted(number), number) : nil
    case .date(let date): return (on(date), 1)
    case .period(let from, let to): return (period(from, to), 1)
    case .names(let names):
      let kept = names.map { written($0, at: place) }.filter { !$0.isEmpty }
      let distinct = kept.indices.filter { kept.firstIndex(of: kept[$0]) == $0 }.map { kept[$0] }
      return distinct.isEmpty ? nil : (list(distinct, forms.and), distinct.count)
    }
  }

  private func written(_ name: String, at place: NoticePlace) -> String {
    let clean = PlainText.clean(name, width: Self.nameWidth)
    switch place {
    case .fields where !clean.isEmpty: return forms.fields[name] ?? forms.quoted.filled { _ in clean }
    case .lookAlikes:
      // Under the name that a customer saw, with the one that it has in the DNS.
      let shown = IDNA.toUnicode(clean) ?? clean
      return shown == clean
        ? HostileURL.defang(clean) : "\(HostileURL.defang(shown)) (\(HostileURL.defang(clean)))"
    default: return clean
    }
  }

  private func text(of particulars: NoticeParticulars, at place: NoticePlace) -> (text: String, count: Int)? {
    switch place {
    case .organization: (PlainText.clean(particulars.organization, width: 100), 1)
    case .reference: (PlainText.clean(particulars.reference, width: 40), 1)
    case .sender: (particulars.sender.text, 1)
    case .reportAddress: (particulars.reportAddress.text, 1)
    case .statusDomain: particulars.statusDomain.map { (shown($0), 1) }
    case .nextTime: particulars.next.map { (moment($0), 1) }
    case .domains: (list(particulars.domains.map(shown), forms.or), particulars.domains.count)
    default: nil
    }
  }

  private func shown(_ domain: DomainName) -> String { IDNA.toUnicode(domain.ascii) ?? domain.ascii }

  private func list(_ items: [String], _ joint: NoticeForms.Joint) -> String {
    guard items.count > Self.longestList else { return joint.joined(items) }
    let rest = items.count - Self.longestList + 1
    return joint.joined(items.prefix(Self.longestList - 1) + [forms.more.filled { _ in grouped(rest) }])
  }

  // MARK: numbers and days

  private func counted(_ number: Int) -> String {
    forms.numbers.indices.contains(number - 1) ? forms.numbers[number - 1] : grouped(number)
  }

  package func grouped(_ number: Int) -> String {
    number < forms.groupsFrom ? String(number) : Decimal.grouped(number, apart: forms.group)
  }

  private func date(_ date: CalendarDate, _ pattern: NoticeForms.Pattern, time: String = "", zone: String = "")
    -> String
  {
    let (year, month, day) = date.civil
    // 1 January 1970 was a Thursday.
    let weekday = ((Int(date.days) + 3) % 7 + 7) % 7
    let calendar = forms.calendar
    return pattern.filled { slot in
      switch slot {
      case .day: String(day)
      case .dayOn: calendar.daysOn.indices.contains(day - 1) ? calendar.daysOn[day - 1] : String(day)
      case .month: calendar.months.indices.contains(month - 1) ? calendar.months[month - 1] : String(month)
      case .year: String(year)
      case .weekday: calendar.weekdays.indices.contains(weekday) ? calendar.weekdays[weekday] : ""
      case .time: time
      case .zone: zone
      default: ""
      }
    }
  }

  func on(_ day: CalendarDate) -> String { date(day, forms.calendar.on) }

  func period(_ from: CalendarDate, _ to: CalendarDate) -> String {
    guard from < to else { return on(from) }
    let calendar = forms.calendar
    let pattern = from.civil.year == to.civil.year ? calendar.periodInOneYear : calendar.period
    return pattern.filled { slot in
      switch slot {
      case .from: date(from, calendar.date)
      case .to: date(to, calendar.date)
      case .fromDay: date(from, calendar.day)
      case .toDay: date(to, calendar.day)
      default: ""
      }
    }
  }

  package func moment(_ moment: NoticeMoment) -> String {
    let zone = PlainText.clean(moment.zone ?? "", width: 40)
    let pattern = zone.isEmpty ? forms.clock.moment : forms.clock.momentInZone
    return date(moment.date, pattern, time: time(moment.hour, moment.minute), zone: zone)
  }

  private func time(_ hour: Int, _ minute: Int) -> String {
    let clock = forms.clock
    if hour == 12, minute == 0, let noon = clock.noon { return noon }
    if hour == 0, minute == 0, let midnight = clock.midnight { return midnight }
    let shown = clock.hours == 12 ? (hour + 11) % 12 + 1 : hour
    let half = clock.halves.count == 2 ? clock.halves[hour < 12 ? 0 : 1] : ""
    let usual = minute == 0 ? clock.fullHour : clock.time
    return (shown == 1 ? clock.atOne ?? usual : usual).filled { slot in
      switch slot {
      case .hour: String(shown)
      case .minute: Decimal.padded(minute, to: 2)
      case .half: half
      default: ""
      }
    }
  }
}
