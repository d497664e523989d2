import Vocabulary

/// A place that holds customers' data, and who was in it: a suspect.
package struct DataStore: Sendable {
  package enum Status: String, Sendable { case active, retired }

  package let id: String
  package let name: String
  package let custodian: String
  package let status: Status
  package let retiredOn: CalendarDate?
  /// What it holds of each customer: `email`, `name`, `first_name`, `plan`, `card_last4` …
  package let fields: Set<String>
  /// Test accounts left out.
  package let customers: Holdings
  /// Addresses that exist only here. One that the list does not name has been there since ever.
  package let testAccounts: Holdings
  /// How many addresses, test accounts among them.
  package var people: Int { customers.people + testAccounts.people }
  /// Rows whose first day the list does not say.
  package let unknownCreated: Int
  /// Rows that begin after `retiredOn`: the list contradicts the retirement, and they never count.
  package let createdAfterRetirement: Int
  /// The first and the last day on which the list is known to have changed; nil where no row has a date.
  package let firstCreated: Int32?
  package let lastChange: Int32?

  package init(
    id: String, name: String? = nil, custodian: String = "", status: Status = .active, retiredOn: CalendarDate? = nil,
    fields: Set<String> = ["email"], holdings: Holdings, testAccounts: [EmailAddress] = [], book: inout AddressBook
  ) {
    self.id = id
    self.name = name ?? id
    self.custodian = custodian
    self.status = status
    self.retiredOn = retiredOn
    self.fields = fields
    let tests = Set(testAccounts.compactMap { book.intern($0) })
    let normalized = holdings.normalized()
    var unknown = 0
    var late = 0
    var first = Int32.max
    var last = Int32.min
    let frozen = retiredOn?.days ?? Int32.max
    for row in 0..<normalized.count {
      let created = normalized.created[row]
      let removed = normalized.removed[row]
      if created == Holdings.unknownCreated {
        unknown += 1
      } else if created > frozen {
        late += 1
        continue
      } else {
        first = min(first, created)
        last = max(last, created)
      }
      if removed <= frozen, removed != Holdings.stillThere { last = max(last, removed) }
    }
    unknownCreated = unknown
    createdAfterRetirement = late
    firstCreated = first == Int32.max ? nil : first
    lastChange = last == Int32.min ? nil : last
    (customers, self.testAccounts) = Self.split(normalized, tests: tests)
  }

  private static func split(_ holdings: Holdings, tests: Set<Int32>) -> (customers: Holdings, tests: Holdings) {
    guard !tests.isEmpty else { return (holdings, Holdings()) }
    var customers = Holdings()
    var accounts = Holdings()
    let bounds = (tests.min() ?? 0)...(tests.max() ?? 0)
    for row in 0..<holdings.count {
      let member = holdings.members[row]
      if bounds.contains(member), tests.contains(member) {
        accounts.append(member, created: holdings.created[row], removed: holdings.removed[row])
      } else {
        customers.append(member, created: holdings.created[row], removed: holdings.removed[row])
      }
    }
    let listed = Set(accounts.members)
    for member in tests where !listed.contains(member) { accounts.append(member) }
    return (customers, accounts.normalized())
  }
}
