import Vocabulary

/// What a case is called that opened by itself; the record keeps it in English.
package struct CaseTitle: Sendable, Hashable {
  package let organization: String
  package let day: CalendarDate

  private static let opening = "Fake mail in the name of "
  private static let comma = ", "

  package init(organization: String, day: CalendarDate) {
    self.organization = organization
    self.day = day
  }

  /// Reads it from what is kept; nil for a title that somebody chose.
  package init?(_ kept: String) {
    let parts = kept.split(separator: Self.comma, omittingEmptySubsequences: false)
    guard kept.hasPrefix(Self.opening), parts.count > 1, let last = parts.last, let day = CalendarDate(last),
      day.description == last
    else { return nil }
    self.day = day
    organization = String(kept.dropFirst(Self.opening.count).dropLast(Self.comma.count + last.count))
  }

  package var text: String { "\(Self.opening)\(organization)\(Self.comma)\(day)" }
}
