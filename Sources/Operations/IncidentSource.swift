import Attribution
import Casework
import Forensics
import Vocabulary

/// Where an investigation takes its input from: a folder now, a running case later. A struct of closures, so that tests need no files.
package struct IncidentSource: Sendable {
  package let organization: Organization
  package let stores: [DataStore]
  package let book: AddressBook
  /// Every report, in the order in which the result lists them.
  package let items: [ReportItem]
  package let skipped: [Skipped]
  package let read: @Sendable (ReportItem) -> ReportRead

  package init(
    organization: Organization, stores: [DataStore], book: AddressBook, items: [ReportItem], skipped: [Skipped],
    read: @escaping @Sendable (ReportItem) -> ReportRead
  ) {
    self.organization = organization
    self.stores = stores
    self.book = book
    self.items = items
    self.skipped = skipped
    self.read = read
  }
}

/// One report that can be read: a file, or one message of a mailbox file.
package struct ReportItem: Sendable, Hashable {
  /// `reports/001.eml`, `reports/box.mbox#3`.
  package let name: String
  /// The file below the folder.
  package let file: String
  /// Of the message within the file; nil for the whole.
  package let range: Range<Int>?

  package init(name: String, file: String, range: Range<Int>? = nil) {
    self.name = name
    self.file = file
    self.range = range
  }
}

package enum ReportRead: Sendable {
  case bytes([UInt8])
  case skipped(Skipped)
}
