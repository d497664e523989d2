import Vocabulary

/// The header line of a member list: which separator, and which column holds what.
struct TableHeader {
  /// Positions of the wanted fields in `SeparatedRows.fields`.
  static let email = 0
  static let created = 1
  static let removed = 2
  static let language = 3

  let separator: UInt8
  let names: [String]
  /// The names of those columns that are read.
  let read: MembersTable.Columns
  /// For each column the wanted field that it is, or -1.
  let wanted: [Int]
  /// The columns that a row must have: up to the last wanted one.
  let needed: Int
  let end: Int
  let nextLine: Int

  /// Columns beyond this are not looked at.
  private static let mostColumns = 1000

  init(_ bytes: UnsafeRawBufferPointer, _ columns: MembersTable.Columns) throws(UnreadableTable) {
    var start = 0
    if bytes.count >= 2, bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF { throw .utf16 }
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
    var line = 1
    while start < bytes.count, bytes[start] == 0x0A || bytes[start] == 0x0D {
      if bytes[start] == 0x0A { line += 1 }
      start += 1
    }
    guard start < bytes.count else { throw .empty }
    separator = Self.separator(bytes, from: start)
    var rows = SeparatedRows(
      bytes, from: start, line: line, separator: separator, wanted: Array(0..<Self.mostColumns))
    guard rows.next(), rows.trouble == nil else { throw .brokenHeader }
    let names = rows.fields.prefix(rows.fieldCount).map { field in
      Self.trimmed(String(decoding: rows.text(field).prefix(200), as: UTF8.self))
    }
    // A first customer must not be taken for the names of columns, and lost.
    if let person = names.first(where: { EmailAddress($0) != nil }) { throw .noHeader(person) }
    end = rows.position
    nextLine = line + bytes[start..<rows.position].count { $0 == 0x0A }
    self.names = names
    var wanted = [Int](repeating: -1, count: names.count)
    func find(_ given: String?, _ usual: String, needed: Bool) throws(UnreadableTable) -> Int? {
      if given == "", !needed { return nil }
      let name = Self.trimmed(given ?? usual).lowercased()
      if let column = names.firstIndex(where: { $0.lowercased() == name }) { return column }
      if needed || given != nil { throw .missingColumn(given ?? usual, present: names) }
      return nil
    }
    let found = [
      try find(columns.email, "email", needed: true), try find(columns.created, "created", needed: false),
      try find(columns.removed, "removed", needed: false),
    ]
    let spoken = names.firstIndex { Self.languageNames.contains($0.lowercased()) }
    for (field, column) in (found + [spoken]).enumerated() {
      if let column { wanted[column] = field }
    }
    self.wanted = wanted
    func name(_ column: Int?) -> String? { column.map { names[$0] } }
    read = MembersTable.Columns(email: name(found[0]), created: name(found[1]), removed: name(found[2]))
    needed = (found.compactMap { $0 }.max() ?? 0) + 1
  }

  /// What programs call the language that a customer reads; where there is none, nobody misses it.
  private static let languageNames: Set<String> = ["language", "lang", "locale", "idioma", "lengua", "nyelv"]

  private static func separator(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt8 {
    var counts: (comma: Int, semicolon: Int, tab: Int) = (0, 0, 0)
    var quoted = false
    for at in start..<min(bytes.count, start + SeparatedRows.longestRow) {
      switch bytes[at] {
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: ",") where !quoted: counts.comma += 1
      case UInt8(ascii: ";") where !quoted: counts.semicolon += 1
      case 0x09 where !quoted: counts.tab += 1
      case 0x0A where !quoted: return best(counts)
      default: break
      }
    }
    return best(counts)
  }

  private static func best(_ counts: (comma: Int, semicolon: Int, tab: Int)) -> UInt8 {
    if counts.semicolon > counts.comma, counts.semicolon >= counts.tab { return UInt8(ascii: ";") }
    return counts.tab > counts.comma ? 0x09 : UInt8(ascii: ",")
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.utf8.first, first <= 0x20 { text.removeFirst() }
    while let last = text.utf8.last, last <= 0x20 { text.removeLast() }
    return String(text)
  }
}
