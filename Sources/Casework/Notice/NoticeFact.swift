import Vocabulary

/// What a sentence to customers may rest on.
package enum NoticeFact: String, Sendable, Codable, CaseIterable {
  /// `.number`: different people who reported the fake.
  case fakesReported = "fakes-reported"
  /// `.date`: the day of the first fake that was seen.
  case firstSeen = "first-seen"
  /// `.names`: look-alike domains, not defanged.
  case lookAlikes = "look-alikes"
  /// `.names`: services that sent the fakes, proven; nothing is known of it before they were told.
  case services
  /// They stopped the sender: `Milestone.serviceStopped`.
  case serviceActed = "service-acted"
  /// `Milestone.lookAlikeReported`.
  case lookAlikeReported = "look-alike-reported"
  /// `.names`: one data store, as the company calls it.
  case store
  /// `.names`: whoever keeps that store, where it is not the company.
  case custodian
  /// The store is no longer used.
  case storeRetired = "store-retired"
  /// `.names`: what it holds of each customer, as in the list's description: `email`, `card_last4`.
  case fields
  /// `.period`: between which days the list was taken, with 90 %.
  case leakWindow = "leak-window"
  /// `.number`: customers on the list.
  case exposed
  /// `Milestone.leakClosed`.
  case leakClosed = "leak-closed"
  /// `Milestone.authorityTold`.
  case authorityTold = "authority-told"
  /// `Milestone.siteChecked`.
  case siteChecked = "site-checked"
  case caseClosed = "case-closed"
  /// Customers were written to before in this case.
  case warned
}

/// What is known for a notice at one moment, each fact with the ground that it stands on.
package struct NoticeFacts: Sendable, Hashable, Codable {
  package enum Value: Sendable, Hashable, Codable {
    case plain
    case number(Int)
    case names([String])
    case date(CalendarDate)
    case period(CalendarDate, CalendarDate)
  }

  /// Where a person finds what it rests on.
  package enum Ground: Sendable, Hashable, Codable {
    /// An entry of the record.
    case entry(Int64)
    /// The finding sheet's part: `fake-mails`, `source`, `exposure`.
    case finding(String)
  }

  package struct Known: Sendable, Hashable, Codable {
    package let value: Value
    package let ground: Ground

    package init(_ value: Value, _ ground: Ground) {
      self.value = value
      self.ground = ground
    }
  }

  package private(set) var known: [NoticeFact: Known]

  package init(_ known: [NoticeFact: Known]) { self.known = known }

  package subscript(fact: NoticeFact) -> Known? {
    get { known[fact] }
    set { known[fact] = newValue }
  }
}
