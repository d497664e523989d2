import Vocabulary

/// What the fake mails themselves say about where their list came from.
package struct LeakEvidence: Sendable {
  /// Addresses that the fake mail was sent to; repeats do not count.
  package var recipients: [EmailAddress]
  /// Customers who said that it did not come to them; whoever is among the recipients as well got it.
  package var denied: [EmailAddress]
  /// The day of the first fake mail: no leak is later.
  package var firstSeen: CalendarDate?
  /// What the fake mail shows of its reader, in the words of `DataStore.fields`.
  package var lureFields: Set<String>

  package init(
    recipients: [EmailAddress], firstSeen: CalendarDate?, lureFields: Set<String> = [], denied: [EmailAddress] = []
  ) {
    self.recipients = recipients
    self.firstSeen = firstSeen
    self.lureFields = lureFields
    self.denied = denied
  }
}
