import Domains
import Mail
import Vocabulary

/// One fake mail, however many customers reported it.
package struct Campaign: Sendable {
  /// `c1`, `c2` … in the order of first sight.
  package let id: String
  /// Indexes into the findings that the campaign was made of.
  package let members: [Int]
  package let files: [String]
  /// Distinct, sorted.
  package let recipients: [EmailAddress]
  package let firstSeen: Timestamp?
  package let lastSeen: Timestamp?
  package let lookAlikes: [LookAlike]
  package let links: [CountedLink]
  package let service: ProvenService?
  package let claimedServices: [String]
  package let subjects: [String]
  package let lureFields: Set<String>
  package let testAccounts: [EmailAddress]

  package struct CountedLink: Sendable, Hashable {
    package let url: HostileURL
    package let count: Int

    package init(url: HostileURL, count: Int) {
      self.url = url
      self.count = count
    }
  }

  package init(
    id: String, members: [Int], files: [String], recipients: [EmailAddress], firstSeen: Timestamp?,
    lastSeen: Timestamp?,
    lookAlikes: [LookAlike], links: [CountedLink], service: ProvenService?,
    claimedServices: [String],
    subjects: [String],
    lureFields: Set<String>, testAccounts: [EmailAddress]
  ) {
    self.id = id
    self.members = members
    self.files = files
    self.recipients = recipients
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.lookAlikes = lookAlikes
    self.links = links
    self.service = service
    self.claimedServices = claimedServices
    self.subjects = subjects
    self.lureFields = lureFields
    self.testAccounts = testAccounts
  }
}

/// A campaign's sending service and what the reports together prove of it.
package struct ProvenService: Sendable {
  package let service: SendingService
  /// Distinct reporters whose headers say so.
  package let independentReports: Int
  /// Two independent reporters, a test account of ours, or a signature verified here.
  package let proven: Bool

  package init(service: SendingService, independentReports: Int, proven: Bool) {
    self.service = service
    self.independentReports = independentReports
    self.proven = proven
  }
}
