import Vocabulary

/// Reads who was in a data store from the bytes of a CSV export, and says of each row that it can't read what is wrong with it.
///
/// Separated by `,`, `;` or tab (whichever the header has most of), UTF-8 with or without byte order mark, LF or CRLF.
package struct MembersTable: Sendable {
  /// The CSV's own names of its columns, compared without case. nil: the usual name, which for the two dates
  /// may then be absent. Empty: there is no such date.
  package struct Columns: Sendable, Hashable {
    package var email: String?
    package var created: String?
    package var removed: String?
    package init(email: String? = nil, created: String? = nil, removed: String? = nil) {
      self.email = email
      self.created = created
      self.removed = removed
    }
  }

  package let holdings: Holdings
  /// By row of `holdings`; empty where the list says no languages.
  package let languages: [LanguageMark]
  /// The columns of the header, and which of them were read as what.
  package let names: [String]
  package let columns: Columns
  /// Rows below the header, empty lines left out.
  package let rows: Int
  /// The first thousand; `skippedCount` has them all.
  package let skipped: [SkippedRow]
  package let skippedCount: Int

  package static let reportedRows = 1000
  private static let rowsBetweenProgress = 1 << 16

  /// `progress` is told what share of the bytes has been read, now and then.
  /// - Throws: `UnreadableTable` where nothing can be read: no header, no column of addresses, another encoding.
  package init(
    _ bytes: UnsafeRawBufferPointer, columns: Columns = Columns(), book: inout AddressBook,
    progress: ((Double) -> Void)? = nil
  ) throws(UnreadableTable) {
    let header = try TableHeader(bytes, columns)
    var rows = SeparatedRows(
      bytes, from: header.end, line: header.nextLine, separator: header.separator, wanted: header.wanted)
    var batch = MembersBatch()
    var count = 0
    var reader = MembersRow(header: header)
    let saysLanguage = header.wanted.contains(TableHeader.language)
    while rows.next() {
      if rows.fieldCount == 0, rows.trouble == nil { continue }
      count += 1
      if count.isMultiple(of: Self.rowsBetweenProgress) { progress?(Double(rows.position) / Double(bytes.count)) }
      do throws(SkippedRow.Reason) {
        let period = try reader.read(rows)
        batch.append(
          reader.address, period, language: saysLanguage ? reader.language : nil, line: rows.line, book: &book)
      } catch {
        batch.skip(rows.line, error)
      }
    }
    batch.flush(into: &book)
    holdings = batch.holdings
    languages = batch.languages
    names = header.names
    self.columns = header.read
    self.rows = count
    skipped = batch.skipped.sorted { $0.line < $1.line }
    skippedCount = batch.skippedCount
  }

  /// The same over bytes in memory.
  package init(_ bytes: [UInt8], columns: Columns = Columns(), book: inout AddressBook) throws(UnreadableTable) {
    let result: Result<MembersTable, UnreadableTable> = bytes.withUnsafeBytes { buffer in
      do throws(UnreadableTable) { return .success(try MembersTable(buffer, columns: columns, book: &book)) } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}

/// Why a whole member list is of no use.
package enum UnreadableTable: Error, Sendable, Hashable, CustomStringConvertible {
  case empty
  case utf16
  case brokenHeader
  /// The first line holds this address, and so no names of columns.
  case noHeader(String)
  /// The column that was looked for, and those that the file has.
  case missingColumn(String, present: [String])

  package var description: String {
    switch self {
    case .empty: "the file is empty: a header line with the names of the columns is needed"
    case .utf16: "the file is UTF-16: save it again as CSV in UTF-8"
    case .noHeader(let person):
      "the first line is a customer (\(person)) and not the names of columns; put a line above it, such as: email"
    case .brokenHeader:
      "the header line has a quote that is not closed, or a NUL byte; if this is an Excel file, save it as \"CSV UTF-8\" first"
    case .missingColumn(let name, let present):
      "no column is called \"\(name)\"; the file's columns are \(present.map { "\"\($0)\"" }.joined(separator: ", "))"
    }
  }
}

/// A row that could not be read, and why.
package struct SkippedRow: Sendable, Hashable {
  /// From 1, the header's line included.
  package let line: Int
  package let reason: Reason

  package init(
    line: Int, reason: Reason
  ) {
    self.line = line
    self.reason = reason
  }

  package enum Reason: Error, Sendable, Hashable {
    case noAddress
    /// What stands in the column, shortened.
    case badAddress(String)
    /// What stands in the column with marks for what could not be read.
    case notUTF8(String)
    case badDate(column: String, text: String)
    case removedBeforeCreated
    case tooFewColumns(Int, of: Int)
    case tooManyColumns(of: Int)
    case unclosedQuote
    case textAfterQuote
    case nul
    case bookIsFull
  }

  package var why: String {
    switch reason {
    case .noAddress: "the row has no e-mail address"
    case .badAddress(let text): "\"\(text)\" is not an e-mail address"
    case .notUTF8(let text):
      "\"\(text)\" is not UTF-8: save the list once more with that encoding (in Excel: CSV UTF-8)"
    case .badDate(let column, let text): "\(column): \"\(text)\" is not a date that can be read; write it as 2013-06-30"
    case .removedBeforeCreated: "the date of removal is before the date of creation"
    case .tooFewColumns(let count, let all): "the row has \(count) of the \(all) columns"
    case .tooManyColumns(let all):
      "the row has more than the \(all) columns of the header: perhaps a separator inside a field without quotes"
    case .unclosedQuote: "a quote (\") is opened and not closed; reading went on at the next line"
    case .textAfterQuote:
      "text follows a closing quote (\") before the next separator; reading went on at the next line"
    case .nul: "the row holds a NUL byte: the file may be damaged"
    case .bookIsFull: "there are more addresses than this program can hold"
    }
  }
}
