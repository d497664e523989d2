import Casework
import Vocabulary

/// Whether a sentence that was true when it was approved still is.
package enum NoticeStanding: Sendable, Hashable {
  case stands
  /// What it shows is another thing now.
  case changed([Change])
  /// Nobody knows these any more.
  case withdrawn([NoticeFact])
  /// It said that these are not known, and now they are.
  case overtaken([NoticeFact])

  /// Whether it may not be said like that any more. A number that has grown since was true when it was written; one that is a
  /// tenth smaller by now was not.
  package var forbids: Bool {
    switch self {
    case .stands: false
    case .withdrawn, .overtaken: true
    case .changed(let changes):
      changes.contains { change in
        if case .number(let was) = change.was, case .number(let now) = change.is { return now * 10 < was * 9 }
        return true
      }
    }
  }

  package struct Change: Sendable, Hashable {
    package let fact: NoticeFact
    package let was: NoticeFacts.Value
    package let `is`: NoticeFacts.Value
  }
}

extension NoticeSentence {
  /// What is withdrawn counts most, then what has become known, then what has changed.
  package func standing(in facts: NoticeFacts) -> NoticeStanding {
    let withdrawn = basis.map(\.fact).filter { facts[$0] == nil }
    if !withdrawn.isEmpty { return .withdrawn(withdrawn) }
    let overtaken = absent.filter { facts[$0] != nil }
    if !overtaken.isEmpty { return .overtaken(overtaken) }
    let changes = basis.compactMap { base -> NoticeStanding.Change? in
      guard base.isShown, let now = facts[base.fact]?.value, !Self.isSame(base.known.value, now) else { return nil }
      return NoticeStanding.Change(fact: base.fact, was: base.known.value, is: now)
    }
    return changes.isEmpty ? .stands : .changed(changes)
  }

  /// By so much a window may move before what was said of it is another thing.
  private static let fewDays = 3

  /// Names in another order are the same names.
  private static func isSame(_ left: NoticeFacts.Value, _ right: NoticeFacts.Value) -> Bool {
    if case .names(let left) = left, case .names(let right) = right { return left.sorted() == right.sorted() }
    // A window of dates is an estimate, and moves by a day with each report.
    if case .period(let from, let to) = left, case .period(let start, let end) = right {
      return abs(from.days - start.days) <= fewDays && abs(to.days - end.days) <= fewDays
    }
    return left == right
  }
}
