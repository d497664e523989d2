/// Rows on their way from a member list into the address book, some dozens at a time.
struct MembersBatch {
  private(set) var holdings = Holdings()
  /// As many as holdings, or none where the list says no languages.
  private(set) var languages: [LanguageMark] = []
  private(set) var skipped: [SkippedRow] = []
  private(set) var skippedCount = 0

  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var periods: [(created: Int32, removed: Int32, line: Int)] = []
  private var marks: [LanguageMark] = []

  private static let size = 64

  mutating func append(
    _ address: [UInt8], _ period: (created: Int32, removed: Int32), language: LanguageMark? = nil, line: Int,
    book: inout AddressBook
  ) {
    text.append(contentsOf: address)
    ends.append(text.count)
    periods.append((period.created, period.removed, line))
    if let language { marks.append(language) }
    if ends.count == Self.size { flush(into: &book) }
  }

  mutating func skip(_ line: Int, _ reason: SkippedRow.Reason) {
    skippedCount += 1
    if skipped.count < MembersTable.reportedRows { skipped.append(SkippedRow(line: line, reason: reason)) }
  }

  mutating func flush(into book: inout AddressBook) {
    var full: [Int] = []
    text.withUnsafeBytes { bytes in
      book.intern(bytes, ends: ends) { index, number in
        let period = periods[index]
        if let number {
          holdings.append(number, created: period.created, removed: period.removed)
          if !marks.isEmpty { languages.append(marks[index]) }
        } else {
          full.append(period.line)
        }
      }
    }
    for line in full { skip(line, .bookIsFull) }
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    periods.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
  }
}
