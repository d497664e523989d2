/// A moment, to the second, and whether its source said in which zone.
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let seconds: Int64
  /// The source gave no zone; UTC was taken. Printed as `"zone": "assumed"`.
  package let zoneAssumed: Bool

  package init(seconds: Int64, zoneAssumed: Bool = false) {
    self.seconds = seconds
    self.zoneAssumed = zoneAssumed
  }

  /// nil where the day or the time does not exist. `offset` is in minutes east of UTC; nil means that the source
  /// named none.
  /// Second 60 (a leap second, RFC 5322 section 3.3) is taken as 59.
  package init?(_ day: CalendarDate?, hour: Int, minute: Int, second: Int, offset: Int?) {
    guard let day, (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else { return nil }
    guard (-1439...1439).contains(offset ?? 0) else { return nil }
    let time = Int64(hour) * 3600 + Int64(minute) * 60 + Int64(min(second, 59))
    self.init(seconds: Int64(day.days) * 86_400 + time - Int64(offset ?? 0) * 60, zoneAssumed: offset == nil)
  }

  /// Reads RFC 3339 (`2014-11-11T14:52:00Z`, `…+01:00`, a space for the `T`, fractions dropped) or a plain date
  /// (midnight, zone assumed).
  package init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(64))
    guard let day = CalendarDate(iso: bytes.prefix(11)) else { return nil }
    if bytes.count == 10 {
      self.init(day, hour: 0, minute: 0, second: 0, offset: nil)
      return
    }
    func number(_ start: Int) -> Int? {
      guard start + 1 < bytes.count, (0x30...0x39).contains(bytes[start]), (0x30...0x39).contains(bytes[start + 1])
      else {
        return nil
      }
      return Int(bytes[start] - 0x30) * 10 + Int(bytes[start + 1] - 0x30)
    }
    guard let hour = number(11), bytes.count >= 16, bytes[13] == UInt8(ascii: ":"), let minute = number(14) else {
      return nil
    }
    var position = 16
    var second = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
      guard let value = number(position + 1) else { return nil }
      second = value
      position += 3
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    }
    var offset: Int?
    if position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "Z"), UInt8(ascii: "z"):
        guard position + 1 == bytes.count else { return nil }
        offset = 0
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        guard bytes.count >= position + 5, let hours = number(position + 1) else { return nil }
        let colon = bytes[position + 3] == UInt8(ascii: ":") ? 1 : 0
        guard let minutes = number(position + 3 + colon), position + 5 + colon == bytes.count else { return nil }
        offset = (hours * 60 + minutes) * (bytes[position] == UInt8(ascii: "-") ? -1 : 1)
      default: return nil
      }
    }
    self.init(day, hour: hour, minute: minute, second: second, offset: offset)
  }

  private var day: Int64 { seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0) }

  /// The day in UTC.
  package var date: CalendarDate {
    CalendarDate(days: Int32(clamping: day))
  }

  /// RFC 3339 in UTC, to the second.
  package var rfc3339: String {
    let time = Int(((seconds % 86_400) + 86_400) % 86_400)
    return
      "\(date)T\(Decimal.padded(time / 3600, to: 2)):\(Decimal.padded(time / 60 % 60, to: 2)):\(Decimal.padded(time % 60, to: 2))Z"
  }

  /// Stops at the ends of what a number of seconds can hold.
  package func adding(seconds count: Int64) -> Timestamp {
    let (sum, overflow) = seconds.addingReportingOverflow(count)
    return Timestamp(seconds: overflow ? (count > 0 ? .max : .min) : sum, zoneAssumed: zoneAssumed)
  }

  package var description: String { rfc3339 }
  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}
