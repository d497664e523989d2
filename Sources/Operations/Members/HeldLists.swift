import Attribution
import Vocabulary

/// CSV files that came by a page, and wait until somebody has said what their columns are.
package struct HeldLists: Sendable {
  /// Takes the file over, for an hour at most; what it returns is all that finds it again.
  package let hold: @Sendable (Upload) async throws(StoreTrouble) -> Secret
  /// Where they lie; nil for what was never held, or is held no longer.
  package let path: @Sendable (Secret) -> String?
  /// What taking them in would bring; nil where they are no longer held.
  package let preview:
    @Sendable (Secret, MembersTable.Columns) async throws(StoreTrouble) -> Result<MembersPreview, UnreadableTable>?
  package let drop: @Sendable (Secret) -> Void

  package init(
    hold: @escaping @Sendable (Upload) async throws(StoreTrouble) -> Secret,
    path: @escaping @Sendable (Secret) -> String?,
    preview:
      @escaping @Sendable (Secret, MembersTable.Columns) async throws(StoreTrouble) ->
      Result<MembersPreview, UnreadableTable>?,
    drop: @escaping @Sendable (Secret) -> Void
  ) {
    self.hold = hold
    self.path = path
    self.preview = preview
    self.drop = drop
  }
}

/// What a CSV would bring, before it is taken in.
package struct MembersPreview: Sendable, Hashable {
  package let names: [String]
  package let columns: MembersTable.Columns
  /// The first members, as they were read.
  package let first: [Member]
  package let members: Int
  package let skipped: [SkippedRow]
  package let skippedCount: Int

  package struct Member: Sendable, Hashable {
    package let address: String
    package let created: CalendarDate?
    package let removed: CalendarDate?
  }

  private static let shown = 5

  /// The same over bytes in memory.
  package init(_ bytes: [UInt8], columns: MembersTable.Columns) throws(UnreadableTable) {
    let result: Result<MembersPreview, UnreadableTable> = bytes.withUnsafeBytes { buffer in
      do throws(UnreadableTable) { return .success(try MembersPreview(buffer, columns: columns)) } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }

  /// Columns that were not named are guessed (`Columns.guessed`), where that makes no row unreadable that was readable.
  package init(_ bytes: UnsafeRawBufferPointer, columns: MembersTable.Columns) throws(UnreadableTable) {
    var book = AddressBook()
    var table: MembersTable
    do throws(UnreadableTable) {
      table = try MembersTable(bytes, columns: columns, book: &book)
      let guess = columns.guessed(from: table.names)
      if guess != columns {
        var guessedBook = AddressBook()
        let guessed = try MembersTable(bytes, columns: guess, book: &guessedBook)
        if guessed.skippedCount <= table.skippedCount { (table, book) = (guessed, guessedBook) }
      }
    } catch {
      guard case .missingColumn(_, let present) = error, columns.email == nil else { throw error }
      let guess = columns.guessed(from: present)
      guard guess.email != nil else { throw error }
      book = AddressBook()
      table = try MembersTable(bytes, columns: guess, book: &book)
    }
    names = table.names
    self.columns = table.columns
    let holdings = table.holdings
    members = holdings.count
    first = (0..<min(Self.shown, holdings.count)).map { row in
      Member(
        address: book.text(of: holdings.members[row]),
        created: holdings.created[row] == Holdings.unknownCreated ? nil : CalendarDate(days: holdings.created[row]),
        removed: holdings.removed[row] == Holdings.stillThere ? nil : CalendarDate(days: holdings.removed[row]))
    }
    skipped = table.skipped
    skippedCount = table.skippedCount
  }
}
