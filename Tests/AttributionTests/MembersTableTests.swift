import Attribution
import Testing
import Vocabulary

@Suite struct MembersTableTests {
  private func read(_ text: String, _ columns: MembersTable.Columns = .init()) throws -> (MembersTable, AddressBook) {
    var book = AddressBook()
    let table = try MembersTable(Array(text.utf8), columns: columns, book: &book)
    return (table, book)
  }

  /// `address created removed` of each row, `-` for what is not known.
  private func rows(_ table: MembersTable, _ book: AddressBook) -> [String] {
    (0..<table.holdings.count).map { row in
      let created = table.holdings.created[row]
      let removed = table.holdings.removed[row]
      return book.text(of: table.holdings.members[row])
        + " \(created == Holdings.unknownCreated ? "-" : "\(CalendarDate(days: created))")"
        + " \(removed == Holdings.stillThere ? "-" : "\(CalendarDate(days: removed))")"
    }
  }

  @Test(arguments: [
    "email,created,removed\na@b.co,2012-01-02,2013-04-05\n",
    "\u{FEFF}email;created;removed\r\nA@B.co;2012-01-02;2013-04-05\r\n",
    "Email\tCREATED\tremoved\na@b.co\t2012-01-02T10:00:00Z\t2013-04-05 23:59:59",
    "name,Removed,E-Mail,created,email\n\"Doe, \"\"J\"\"\",2013-04-05,x,2012-01-02,\"a@b.co\"\n",
    "name,email,created,removed\n\"two\nlines\",a@b.co,2012-01-02,2013-04-05\n",
    "\n\nemail,created,removed,,\n\n a@b.co , 2012-01-02 ,2013-04-05,,,,\n\n",
  ])
  func `a list is read however it is written`(text: String) throws {
    let (table, book) = try read(text)
    #expect(rows(table, book) == ["a@b.co 2012-01-02 2013-04-05"])
    #expect(table.skippedCount == 0)
  }

  @Test func `columns go by the names that were given`() throws {
    let columns = MembersTable.Columns(email: "Correo", created: "Alta", removed: "Baja")
    let (table, book) = try read("correo;alta;baja;created\na@b.co;2012-01-02;;x\n", columns)
    #expect(rows(table, book) == ["a@b.co 2012-01-02 -"])
  }

  @Test(arguments: [
    "a@b.co,,", "a@b.co,0000-00-00,0000-00-00 00:00:00", "a@b.co,1900-01-01,", "a@b.co,1970-01-01T00:00:00Z,",
    "a@b.co,,9999-12-31",
  ])
  func `empty dates and their stand-ins are unknown, and still there`(row: String) throws {
    let (table, book) = try read("email,created,removed\n\(row)")
    #expect(rows(table, book) == ["a@b.co - -"])
  }

  @Test(arguments: [
    (",2012-01-01,", SkippedRow.Reason.noAddress),
    ("nobody,2012-01-01,", .badAddress("nobody")),
    ("a@b@,2012-01-01,", .badAddress("a@b@")),
    ("j\u{FFFD}rgen@b.co,2012-01-01,", .notUTF8("j\u{FFFD}rgen@b.co")),
    ("a@b.co,01/02/2012,", .badDate(column: "created", text: "01/02/2012")),
    ("a@b.co,2012-02-30,", .badDate(column: "created", text: "2012-02-30")),
    ("a@b.co,,2012-01-01x", .badDate(column: "removed", text: "2012-01-01x")),
    ("a@b.co,2012-01-02,2012-01-01", .removedBeforeCreated),
    ("a@b.co,2012-01-01", .tooFewColumns(2, of: 3)),
    ("a@b.co,2012-01-01,,more", .tooManyColumns(of: 3)),
    ("\"a@b.co,2012-01-01,", .textAfterQuote),
    ("\"a\"@b.co,2012-01-01,", .textAfterQuote),
    ("a@b.co,2012\u{0}-01-01,", .nul),
  ])
  func `a row that can't be read is named and skipped`(row: String, reason: SkippedRow.Reason) throws {
    let (table, book) = try read("email,created,removed\nfirst@b.co,,\n\(row)\n\"last@b.co\",,\n")
    #expect(rows(table, book) == ["first@b.co - -", "last@b.co - -"])
    #expect(table.skipped == [SkippedRow(line: 3, reason: reason)])
    #expect(table.rows == 3)
  }

  @Test func `a quote left open costs its own line only`() throws {
    let people = (0..<5000).map { "person\($0)@b.co,\n" }.joined()
    let (table, _) = try read("email,name\n\"open@b.co,x\n\(people)")
    #expect(table.skipped == [SkippedRow(line: 2, reason: .unclosedQuote)])
    #expect(table.holdings.count == 5000)
    let (short, _) = try read("email,name\nfirst@b.co,\n\"open@b.co,x\nlast@b.co,y")
    #expect(short.skipped == [SkippedRow(line: 3, reason: .unclosedQuote)])
    #expect(short.holdings.count == 2)
  }

  @Test func `lines are counted over quoted line breaks`() throws {
    let (table, _) = try read("email,name\na@b.co,\"1\n2\n3\"\nbroken,x\n")
    #expect(table.skipped.map(\.line) == [5])
  }

  @Test func `the count of skipped rows is exact and their list bounded`() throws {
    let (table, _) = try read("email\n" + String(repeating: "nobody\n", count: 2500))
    #expect(table.skipped.count == MembersTable.reportedRows)
    #expect(table.skippedCount == 2500)
  }

  @Test(arguments: ["bob@x.example\ncarol@y.example\n", "Bob;bob@x.example\nCarol;carol@y.example\n"])
  func `a first line that holds a customer is no header, and the customer is not lost`(csv: String) {
    #expect(throws: UnreadableTable.noHeader("bob@x.example")) { try read(csv) }
    #expect(throws: UnreadableTable.noHeader("bob@x.example")) { try read(csv, .init(email: "bob@x.example")) }
  }

  @Test func `a list without addresses names the columns that it has`() throws {
    #expect(throws: UnreadableTable.missingColumn("email", present: ["mail", "created"])) {
      try read("mail,created\na@b.co,\n")
    }
    #expect(throws: UnreadableTable.missingColumn("since", present: ["email"])) {
      try read("email\n", .init(created: "since"))
    }
    #expect(UnreadableTable.missingColumn("email", present: ["mail"]).description.contains("\"mail\""))
    #expect(throws: UnreadableTable.empty) { try read("\u{FEFF}\n\n") }
    #expect(throws: UnreadableTable.brokenHeader) { try read("\"email,created\na@b.co") }
    var book = AddressBook()
    #expect(throws: UnreadableTable.utf16) { try MembersTable([0xFF, 0xFE, 0x65, 0], book: &book) }
  }

  @Test(arguments: [
    "Jane@Example.ORG", "ÁGNES@példa.hu", "a@b", "a@b.", "a b@c.org", "\"a b\"@c.org", "a,b@c.org", "a<b@c.org",
    "@c.org", "a@", "a@@b",
    "jane+x@c.org", "a@b,c", String(repeating: "l", count: 65) + "@c.org", "x@" + String(repeating: "d", count: 256),
    "a\u{7F}@c.org",
  ])
  func `an address is valid here where EmailAddress takes it, and has the same form`(text: String) throws {
    let quoted = "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    let (table, book) = try read("email\n\(quoted)\n")
    #expect(EmailAddress(text)?.text == (table.holdings.count == 1 ? book.text(of: 0) : nil))
  }

  @Test func `no damage to a file makes a row vanish uncounted`() throws {
    let good = Array(
      "email,name,created,removed\r\n\"a@b.co\",\"x, \"\"y\"\"\",2012-01-01,\r\nc@d.co,z,2012-01-02,2013-01-01\r\n".utf8
    )
    var numbers = Numbers(7)
    for round in 0..<4000 {
      var bytes = Array(good.prefix(round < good.count ? round : good.count))
      for _ in 0..<numbers.below(4) where !bytes.isEmpty {
        let mark: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0, 0xFF, 0x40, UInt8(numbers.below(256))]
        bytes[numbers.below(bytes.count)] = mark[numbers.below(mark.count)]
      }
      var book = AddressBook()
      guard let table = try? MembersTable(bytes, book: &book) else { continue }
      #expect(table.holdings.count + table.skippedCount == table.rows)
      #expect(table.rows <= bytes.count { $0 == 0x0A } + 1)
    }
  }
}
