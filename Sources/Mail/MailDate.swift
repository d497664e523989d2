import Vocabulary

/// The date form of mail headers (RFC 5322 section 3.3, obsolete forms of 4.3 included).
package enum MailDate {
  /// Reads `Tue, 11 Nov 2014 14:22:01 +0000 (UTC)` and its relatives: no weekday, no seconds, two-digit years, named zones,
  /// `Nov 11 2014`, `11-Nov-2014`, RFC 3339. nil where no day or no time can be made out.
  package static func parse(_ text: some StringProtocol) -> Timestamp? {
    if let stamp = Timestamp(rfc3339: text.prefix(40)), text.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true,
      text.utf8.dropFirst(4).first == UInt8(ascii: "-")
    {
      return stamp
    }
    var day: Int?
    var month: Int?
    var year: Int?
    var time: (hour: Int, minute: Int, second: Int)?
    var offset: Int?
    var shift = 0
    for token in tokens(text) {
      if token.contains(":") {
        guard time == nil else { continue }
        let parts = token.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1] else { return nil }
        time = (hour, minute, parts.count > 2 ? parts[2] ?? 0 : 0)
      } else if let sign = token.utf8.first, sign == 0x2B || sign == 0x2D, token.utf8.count >= 4,
        let value = Int(token.dropFirst().prefix(4))
      {
        guard time != nil, offset == nil else { continue }
        offset = (value / 100 * 60 + value % 100) * (sign == 0x2D ? -1 : 1)
      } else if let number = Int(token) {
        if day == nil, (1...31).contains(number), token.utf8.count <= 2 {
          day = number
        } else if year == nil {
          year =
            token.utf8.count <= 2
            ? (number < 50 ? 2000 + number : 1900 + number) : token.utf8.count == 3 ? 1900 + number : number
        }
      } else if month == nil, let value = monthNumber(token) {
        month = value
      } else if time != nil, offset == nil, let value = zones[token.uppercased()] {
        offset = value
      } else if token.lowercased() == "pm", let hour = time?.hour, hour < 12 {
        shift = 12
      } else if token.lowercased() == "am", time?.hour == 12 {
        shift = -12
      }
    }
    guard let day, let month, let year, let time else { return nil }
    return Timestamp(
      CalendarDate(year: year, month: month, day: day), hour: time.hour + shift, minute: time.minute,
      second: time.second,
      offset: offset)
  }

  /// Words between blanks, commas and hyphens inside dates; comments dropped; at most 16.
  private static func tokens(_ text: some StringProtocol) -> [String] {
    var out: [String] = []
    var current: [UInt8] = []
    var depth = 0
    func flush() {
      if !current.isEmpty, out.count < 16 { out.append(String(decoding: current, as: UTF8.self)) }
      current.removeAll()
    }
    for byte in text.utf8.prefix(120) {
      switch byte {
      case UInt8(ascii: "("): depth += 1; flush()
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case _ where depth > 0: break
      case 0...0x20, UInt8(ascii: ","): flush()
      case UInt8(ascii: "-") where !current.isEmpty: flush()
      default: current.append(byte)
      }
    }
    flush()
    return out
  }

  private static func monthNumber(_ token: String) -> Int? {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    guard token.utf8.count >= 3 else { return nil }
    return names.firstIndex(of: String(token.lowercased().prefix(3))).map { $0 + 1 }
  }

  private static let zones: [String: Int] = [
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "CET": 60, "CEST": 120, "BST": 60, "WET": 0, "WEST": 60, "EET": 120, "EEST": 180,
    "MSK": 180,
    "JST": 540, "IST": 330,
  ]
}
