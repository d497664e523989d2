import Vocabulary

/// Reads one row of a member list: a valid address in lower case, and two dates.
struct MembersRow {
  private let names: [String]
  private let needed: Int
  private let columns: Int
  /// The address of the row just read, in lower case.
  private(set) var address: [UInt8] = []
  private(set) var language = LanguageMark.none
  private let saysLanguage: Bool

  /// No list of customers' e-mail is older than this: 1900-01-01 and the like stand for "unknown" in exports.
  static let oldest: Int32 = 1
  /// 2100-01-01: a removal then or later (9999-12-31) stands for "none".
  static let never: Int32 = 47_482

  init(header: TableHeader) {
    needed = header.needed
    columns = header.names.count
    saysLanguage = header.wanted.contains(TableHeader.language)
    names = (0...2).map { field in header.wanted.firstIndex(of: field).map { header.names[$0] } ?? "" }
  }

  mutating func read(_ rows: borrowing SeparatedRows) throws(SkippedRow.Reason) -> (created: Int32, removed: Int32) {
    switch rows.trouble {
    case .unclosedQuote: throw .unclosedQuote
    case .textAfterQuote: throw .textAfterQuote
    case .nul: throw .nul
    case nil: break
    }
    if rows.fieldCount < needed { throw .tooFewColumns(rows.fieldCount, of: columns) }
    if rows.surplus > 0 { throw .tooManyColumns(of: columns) }
    try readAddress(rows)
    let created = try date(rows, TableHeader.created) ?? Holdings.unknownCreated
    let removed = try date(rows, TableHeader.removed) ?? Holdings.stillThere
    if saysLanguage {
      let field = Self.trimmed(rows.fields[TableHeader.language], rows.bytes)
      language = LanguageMark(rows.bytes[field.start..<max(field.start, field.end)])
    }
    if created != Holdings.unknownCreated, removed < created { throw .removedBeforeCreated }
    return (
      created < Self.oldest ? Holdings.unknownCreated : created, removed >= Self.never ? Holdings.stillThere : removed
    )
  }

  /// The rules of `EmailAddress`, over bytes; what is not plain ASCII goes through `EmailAddress` itself.
  private mutating func readAddress(_ rows: borrowing SeparatedRows) throws(SkippedRow.Reason) {
    let field = Self.trimmed(rows.fields[TableHeader.email], rows.bytes)
    guard field.start < field.end else { throw .noAddress }
    address.removeAll(keepingCapacity: true)
    let length = field.end - field.start
    let plain = !field.escaped && length <= 320
    // One pass: lower case, the last @, and whether anything is out of the ordinary.
    var odd = !plain
    var at = -1
    if plain {
      let source = UnsafeRawBufferPointer(rebasing: rows.bytes[field.start..<field.end])
      address.append(contentsOf: source)
      address.withUnsafeMutableBufferPointer { target in
        for index in 0..<length {
          let byte = target[index]
          odd = odd || Self.isOdd(byte)
          if byte == UInt8(ascii: "@") { at = index }
          target[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        }
      }
    }
    if !odd, at >= 1, at <= 64, address.count - at - 1 >= 1, address.count - at - 1 <= 255,
      address.last != UInt8(ascii: ".")
    {
      return
    }
    let text = String(decoding: rows.text(field).prefix(1000), as: UTF8.self)
    guard !text.unicodeScalars.contains("\u{FFFD}") else { throw .notUTF8(Self.shown(text)) }
    guard let valid = EmailAddress(text) else { throw .badAddress(Self.shown(text)) }
    address = Array(valid.text.utf8)
  }

  /// Whether `EmailAddress` itself has to look at an address with this byte.
  @inline(__always) private static func isOdd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: ",")
  }

  private func date(_ rows: borrowing SeparatedRows, _ column: Int) throws(SkippedRow.Reason) -> Int32? {
    guard column < rows.fields.count else { return nil }
    let field = Self.trimmed(rows.fields[column], rows.bytes)
    guard field.start < field.end else { return nil }
    let bytes = UnsafeRawBufferPointer(rebasing: rows.bytes[field.start..<field.end])
    if let days = Self.days(bytes) { return days }
    // MySQL's "no date".
    if bytes.count >= 10, bytes[..<10].elementsEqual("0000-00-00".utf8) { return nil }
    throw .badDate(column: names[column], text: Self.shown(String(decoding: bytes.prefix(200), as: UTF8.self)))
  }

  /// `YYYY-MM-DD`, alone or before a `T` or a blank and a time, which is dropped.
  private static func days(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    if bytes.count > 10, bytes[10] != UInt8(ascii: "T"), bytes[10] != 0x20 { return nil }
    var number = 0
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = Int(bytes[index]) - 0x30
      guard digit >= 0, digit <= 9 else { return nil }
      number = number * 10 + digit
    }
    return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)?.days
  }

  private static func trimmed(_ field: SeparatedRows.Field, _ bytes: UnsafeRawBufferPointer) -> SeparatedRows.Field {
    var field = field
    while field.start < field.end, bytes[field.start] == 0x20 || bytes[field.start] == 0x09 { field.start += 1 }
    while field.end > field.start, bytes[field.end - 1] == 0x20 || bytes[field.end - 1] == 0x09 { field.end -= 1 }
    return field
  }

  /// Forty characters at most, control characters as `?`.
  private static func shown(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(40) {
      result.append(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "?" : scalar)
    }
    return String(result) + (text.unicodeScalars.count > 40 ? "…" : "")
  }
}
