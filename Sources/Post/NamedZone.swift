import Foundation
import Vocabulary

extension ClockZone {
  /// That of this machine's clock; nil where it says no place, as servers' clocks mostly do.
  package static var ofThisMachine: ClockZone? {
    let name = TimeZone.current.identifier
    return name.hasPrefix("Etc/") ? nil : named(name).flatMap { $0.name == "UTC" ? nil : $0 }
  }

  /// The changes of this century's first half; nil for what the tz database of this machine does not have.
  static func named(_ name: String) -> ClockZone? {
    // Foundation takes abbreviations too, which stand for several zones.
    guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
    var moment = Date(timeIntervalSince1970: 946_684_800)
    let end = Date(timeIntervalSince1970: 2_524_608_000)
    var changes: [Change] = []
    while moment < end, changes.count < 500 {
      changes.append(
        Change(from: Int64(moment.timeIntervalSince1970), minutes: zone.secondsFromGMT(for: moment) / 60))
      guard let next = zone.nextDaylightSavingTimeTransition(after: moment) else { break }
      moment = next
    }
    return ClockZone(name: name, changes: changes)
  }
}
