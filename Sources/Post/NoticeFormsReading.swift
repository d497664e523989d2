import Letters
import Yams

/// Reads the `values` of a notice's file: how its language writes days, hours, numbers and lists.
enum NoticeFormsReading {
  static func forms(_ value: YAMLValue) throws(FileTrouble) -> NoticeForms {
    let map = try value.mapping([
      "months", "weekdays", "days_on", "date", "day", "on_day", "period", "period_in_one_year", "clock", "halves",
      "noon", "midnight", "time", "full_hour", "at_one", "moment", "moment_in_zone", "numbers", "group",
      "groups_from", "and", "or", "quoted", "more", "fields",
    ])
    var fields: [String: String] = [:]
    for (key, value) in try map.required("fields").entries() { fields[key] = try filled(value) }
    return NoticeForms(
      calendar: try calendar(map), clock: try clock(map), numbers: try numbers(map), group: try map.string("group"),
      groupsFrom: try map.required("groups_from").int(), and: try joint(try map.required("and")),
      or: try joint(try map.required("or")), quoted: try pattern(map, "quoted", [.text], wanted: [.text]),
      more: try pattern(map, "more", [.count], wanted: [.count]), fields: fields)
  }

  private static func calendar(_ map: YAMLMapping) throws(FileTrouble) -> NoticeForms.Calendar {
    let days: Set<NoticeForms.Slot> = [.day, .dayOn, .month, .year]
    let on = try pattern(map, "on_day", days, wanted: [.month, .year])
    let moment = try pattern(map, "moment", days.union([.weekday, .time]), wanted: [.time, .month])
    let isEnded = on.slots.contains(.dayOn) || moment.slots.contains(.dayOn)
    return NoticeForms.Calendar(
      months: try names(map, "months", count: 12), weekdays: try names(map, "weekdays", count: 7),
      daysOn: isEnded ? try names(map, "days_on", count: 31) : [],
      date: try pattern(map, "date", days, wanted: [.month, .year]),
      day: try pattern(map, "day", days, wanted: [.month]), on: on,
      period: try pattern(map, "period", [.from, .to], wanted: [.from, .to]),
      periodInOneYear: try pattern(map, "period_in_one_year", [.from, .to, .fromDay, .toDay]))
  }

  private static func clock(_ map: YAMLMapping) throws(FileTrouble) -> NoticeForms.Clock {
    let hours = try map.required("clock").int()
    guard hours == 12 || hours == 24 else { throw try map.required("clock").trouble("12 or 24 is wanted") }
    let times: Set<NoticeForms.Slot> = [.hour, .minute, .half]
    let moments: Set<NoticeForms.Slot> = [.day, .dayOn, .month, .year, .weekday, .time]
    let atOne: NoticeForms.Pattern? =
      map["at_one"] == nil ? nil : try pattern(map, "at_one", times, wanted: [.hour, .minute])
    return NoticeForms.Clock(
      hours: hours, halves: hours == 12 ? try names(map, "halves", count: 2) : [],
      time: try pattern(map, "time", times, wanted: [.hour, .minute]),
      fullHour: try pattern(map, "full_hour", times, wanted: [.hour]), atOne: atOne,
      noon: map["noon"] == nil ? nil : try map.string("noon"),
      midnight: map["midnight"] == nil ? nil : try map.string("midnight"),
      moment: try pattern(map, "moment", moments, wanted: [.time, .month]),
      momentInZone: try pattern(map, "moment_in_zone", moments.union([.zone]), wanted: [.time, .month, .zone]))
  }

  private static func names(_ map: YAMLMapping, _ key: String, count: Int) throws(FileTrouble) -> [String] {
    let value = try map.required(key)
    var names: [String] = []
    for element in try value.list() { names.append(try filled(element)) }
    guard names.count == count else { throw value.trouble("\(count) are wanted, and there are \(names.count)") }
    return names
  }

  /// None where the key is missing.
  private static func numbers(_ map: YAMLMapping) throws(FileTrouble) -> [String] {
    try map.each("numbers") { value throws(FileTrouble) in try filled(value) }
  }

  private static func joint(_ value: YAMLValue) throws(FileTrouble) -> NoticeForms.Joint {
    let map = try value.mapping(["usual", "before"])
    var before: [String: String] = [:]
    if let table = map["before"] {
      for (key, value) in try table.entries() { before[key] = try filled(value) }
    }
    return NoticeForms.Joint(usual: try filled(try map.required("usual")), before: before)
  }

  private static func filled(_ value: YAMLValue) throws(FileTrouble) -> String {
    let text = try value.string()
    guard text.contains(where: { !$0.isWhitespace }), !text.contains(where: \.isNewline) else {
      throw value.trouble("one line of text is wanted")
    }
    return text
  }

  private static func pattern(
    _ map: YAMLMapping, _ key: String, _ allowed: Set<NoticeForms.Slot>, wanted: Set<NoticeForms.Slot> = []
  ) throws(FileTrouble) -> NoticeForms.Pattern {
    let value = try map.required(key)
    let source = try value.string()
    do throws(NoticeForms.Pattern.Trouble) {
      return try NoticeForms.Pattern(source, allowed: allowed, wanted: wanted)
    } catch {
      throw value.trouble(error.why)
    }
  }
}
