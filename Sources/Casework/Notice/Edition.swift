/// The times at which customers hear from the company about one case, in their order.
package enum Edition: String, Sendable, Codable, CaseIterable, Comparable {
  /// Within minutes: what it is, and what not to do.
  case warning
  /// When the source is known: who, why, which data, what was done.
  case update
  /// At the end.
  case closing

  package static func < (left: Edition, right: Edition) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// What a customer is to the stolen list; each is told what is true for it.
package enum Segment: String, Sendable, Codable, CaseIterable {
  /// On it at every date at which it may have been taken.
  case onList = "on-list"
  /// At none of them.
  case notOnList = "not-on-list"
  /// At some, or nobody knows yet which list it was.
  case unknown
}
