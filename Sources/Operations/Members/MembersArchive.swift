import Casework
import Attribution
import Vocabulary

/// The company's lists of who was in which data store: descriptions in the database, members in files of our own beside it.
package struct MembersArchive: Sendable {
  package let stores: @Sendable () async throws(StoreTrouble) -> [StoreRecord]
  /// Every member of every store, for attribution. Large: ten million rows take some hundred megabytes.
  package let load: @Sendable () async throws(StoreTrouble) -> LoadedMembers
  /// Reads a CSV and keeps its members as a new batch of the store, which is made or described anew.
  package let add:
    @Sendable (_ store: StoreDescription, _ file: MembersSource) async throws(StoreTrouble) -> MembersBatchResult
  /// Takes a batch out again; false where there was none.
  package let undo: @Sendable (_ store: String, _ batch: Int64, _ actor: String) async throws(StoreTrouble) -> Bool
  package let held: HeldLists

  package init(
    stores: @escaping @Sendable () async throws(StoreTrouble) -> [StoreRecord],
    load: @escaping @Sendable () async throws(StoreTrouble) -> LoadedMembers,
    add: @escaping @Sendable (StoreDescription, MembersSource) async throws(StoreTrouble) -> MembersBatchResult,
    undo: @escaping @Sendable (String, Int64, String) async throws(StoreTrouble) -> Bool, held: HeldLists
  ) {
    self.stores = stores
    self.load = load
    self.add = add
    self.undo = undo
    self.held = held
  }
}

/// All lists in memory.
package struct LoadedMembers: Sendable {
  package let stores: [DataStore]
  package let book: AddressBook
  /// By member number as far as a list says one, the newest list's where two do; may be shorter than the book.
  package let languages: [LanguageMark]

  package init(stores: [DataStore], book: AddressBook, languages: [LanguageMark]) {
    self.stores = stores
    self.book = book
    self.languages = languages
  }
}

/// What a person says of a store.
package struct StoreDescription: Sendable, Hashable, Codable {
  package let id: String
  package let name: String
  package let custodian: String
  package let isRetired: Bool
  /// As `2013-06-30`.
  package let retiredOn: String?
  /// Empty where nobody said what it holds of each customer.
  package let fields: [String]
  package let testAccounts: [String]

  package init(
    id: String, name: String, custodian: String = "", isRetired: Bool = false, retiredOn: String? = nil,
    fields: [String] = [], testAccounts: [String] = []
  ) {
    self.id = id
    self.name = name
    self.custodian = custodian
    self.isRetired = isRetired
    self.retiredOn = retiredOn
    self.fields = fields
    self.testAccounts = testAccounts
  }

  package func holding(_ fields: [String]) -> StoreDescription {
    StoreDescription(
      id: id, name: name, custodian: custodian, isRetired: isRetired, retiredOn: retiredOn, fields: fields,
      testAccounts: testAccounts)
  }

  /// What is said otherwise in `later`, as a person at a terminal reads it.
  package func changes(in later: StoreDescription) -> [String] {
    func shown(_ text: String) -> String { text.isEmpty ? "nothing" : "\"\(text)\"" }
    let pairs = [
      ("name", name, later.name), ("custodian", custodian, later.custodian),
      ("status", isRetired ? "retired" : "active", later.isRetired ? "retired" : "active"),
      ("retired on", retiredOn ?? "", later.retiredOn ?? ""),
      ("fields", fields.joined(separator: ","), later.fields.joined(separator: ",")),
      ("test accounts", testAccounts.joined(separator: ","), later.testAccounts.joined(separator: ",")),
    ]
    return pairs.filter { $0.1 != $0.2 }.map { "\($0.0) was \(shown($0.1)), is now \(shown($0.2))" }
  }

  /// Letters, digits, hyphen, dot and underscore: it names a folder too.
  package static func isID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: ".")
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
          || $0 == 0x5F || $0 == 0x2E
      }
  }
}

/// A store and the batches that make up its list.
package struct StoreRecord: Sendable, Hashable {
  package let description: StoreDescription
  package let batches: [Batch]

  package struct Batch: Sendable, Hashable {
    package let id: Int64
    package let name: String
    package let rows: Int
    package let skipped: Int
    package let added: Timestamp

    package init(id: Int64, name: String, rows: Int, skipped: Int, added: Timestamp) {
      self.id = id
      self.name = name
      self.rows = rows
      self.skipped = skipped
      self.added = added
    }
  }

  package init(description: StoreDescription, batches: [Batch]) {
    self.description = description
    self.batches = batches
  }

  package var rows: Int { batches.reduce(0) { $0 + $1.rows } }
}

/// A CSV to be taken in: a file where it lies, and what its columns are called.
package struct MembersSource: Sendable {
  package let path: String
  /// As the person knows the file.
  package let name: String
  package let columns: MembersTable.Columns
  /// Who takes it in, for the record.
  package let actor: String
  /// Told how much of it is done, from 0 to 1, now and then.
  package var progress: @Sendable (Double) -> Void = { _ in }

  package init(
    path: String, name: String, columns: MembersTable.Columns = MembersTable.Columns(), actor: String = Actor.candor
  ) {
    self.path = path
    self.name = name
    self.columns = columns
    self.actor = actor
  }
}

package struct MembersBatchResult: Sendable, Hashable {
  package let batch: Int64
  package let rows: Int
  package let skippedCount: Int
  package let skipped: [SkippedRow]
  package let digest: String
  /// `batch` is an older one that holds just these members; only what is said of the store is new.
  package let wasKnown: Bool

  package init(
    batch: Int64, rows: Int, skippedCount: Int, skipped: [SkippedRow], digest: String, wasKnown: Bool = false
  ) {
    self.wasKnown = wasKnown
    self.batch = batch
    self.rows = rows
    self.skippedCount = skippedCount
    self.skipped = skipped
    self.digest = digest
  }
}
