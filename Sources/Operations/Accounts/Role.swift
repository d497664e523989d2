/// What a person may do here, from looking to running the place. Each role may all that the one before it may.
package enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
  case viewer, responder, approver, admin

  package var rights: Set<Right> {
    switch self {
    case .viewer: [.look]
    case .responder: [.look, .record]
    case .approver: [.look, .record, .approve]
    case .admin: [.look, .record, .approve, .administer]
    }
  }

  package func may(_ right: Right) -> Bool { rights.contains(right) }

  package static func < (left: Role, right: Role) -> Bool { left.rights.count < right.rights.count }
}

/// One thing that a page or a call asks of whoever uses it.
package enum Right: String, Sendable, Hashable, CaseIterable {
  /// Read cases, reports and the log.
  case look
  /// Take in reports, import lists, write down answers.
  case record
  /// Let a letter go out in the company's name.
  case approve
  /// People and settings.
  case administer
}
