import Vocabulary

/// What a notice says of the company itself and of the notice.
package struct NoticeParticulars: Sendable, Hashable {
  package let organization: String
  /// Every one of its own.
  package let domains: [DomainName]
  /// The address that its mails come from.
  package let sender: EmailAddress
  /// Where suspicious mail is to be forwarded.
  package let reportAddress: EmailAddress
  /// The number that the status page confirms.
  package let reference: String
  /// When customers hear from it again.
  package let next: NoticeMoment?
  /// That time is over, or too near to be kept.
  package let isTooLate: Bool
  /// Where the status page is; nil while there is none.
  package let statusDomain: DomainName?

  package init(
    organization: String, domains: [DomainName], sender: EmailAddress, reportAddress: EmailAddress, reference: String,
    next: NoticeMoment? = nil, isTooLate: Bool = false, statusDomain: DomainName? = nil
  ) {
    self.organization = organization
    self.domains = domains
    self.sender = sender
    self.reportAddress = reportAddress
    self.reference = reference
    self.next = next
    self.isTooLate = isTooLate
    self.statusDomain = statusDomain
  }
}

/// A day and a time as the company's own clocks show them.
package struct NoticeMoment: Sendable, Hashable {
  package let date: CalendarDate
  /// 0 to 23.
  package let hour: Int
  package let minute: Int
  /// As people call it: `London time`; nil where there is only one for all customers.
  package let zone: String?

  /// nil for a time that no clock shows.
  package init?(date: CalendarDate, hour: Int, minute: Int, zone: String? = nil) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    self.date = date
    self.hour = hour
    self.minute = minute
    self.zone = zone
  }

  /// `offset` is in minutes east of UTC.
  package init(_ time: Timestamp, offset: Int, zone: String? = nil) {
    let local = time.adding(seconds: Int64(offset) * 60)
    date = local.date
    let clock = Int(((local.seconds % 86_400) + 86_400) % 86_400)
    hour = clock / 3600
    minute = clock / 60 % 60
    self.zone = zone
  }
}
