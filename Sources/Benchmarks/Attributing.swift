import ArgumentParser
import Attribution
import Vocabulary

/// The inference over 20 stores, 10 million holdings and 200 recipients, after reading.
struct Attributing: AsyncParsableCommand {
  @Option var stores = 20
  @Option var holdings = 10_000_000
  @Option var recipients = 200

  func run() async throws {
    var random = Sequence64(7)
    var book = AddressBook()
    let people = holdings / 4
    var numbers: [Int32] = []
    numbers.reserveCapacity(people)
    for index in 0..<people {
      let text = "customer\(index)@mail\(index % 977).example"
      guard let number = text.utf8.withContiguousStorageIfAvailable({ book.intern(UnsafeRawBufferPointer($0)) }) ?? nil
      else {
        throw ValidationError("the address book is full")
      }
      numbers.append(number)
    }
    guard let first = CalendarDate("2010-01-01") else { return }
    var made: [DataStore] = []
    var seen: [EmailAddress] = []
    for store in 0..<stores {
      var rows = Holdings()
      for _ in 0..<holdings / stores {
        let member = Int(random.next() % UInt64(people))
        let created = first.days + Int32(random.next() % 1700)
        let removed = random.next() % 10 == 0 ? created + 1 + Int32(random.next() % 400) : Holdings.stillThere
        rows.append(numbers[member], created: created, removed: removed)
        if store == 3, seen.count < recipients, created < first.days + 1200, removed == Holdings.stillThere,
          let address = EmailAddress("customer\(member)@mail\(member % 977).example")
        {
          seen.append(address)
        }
      }
      made.append(DataStore(id: "s\(store)", holdings: rows, book: &book))
    }
    let inference = LeakInference(stores: made, book: book)
    let clock = ContinuousClock()
    let start = clock.now
    let suspicion = inference.infer(from: LeakEvidence(recipients: seen, firstSeen: first.adding(days: 1800)))
    let time = seconds(clock.now - start)
    guard suspicion.stores.first?.store == "s3" else { throw ValidationError("the wrong store was named") }
    report("attribution-seconds", unit: "s", time)
  }
}

/// Reading a member list from memory: rows a second.
struct Rows: AsyncParsableCommand {
  @Option var rows = 2_000_000

  func run() async throws {
    var random = Sequence64(11)
    var csv = Array("email,name,created,removed\n".utf8)
    csv.reserveCapacity(rows * 64)
    for index in 0..<rows {
      let year = 2010 + random.next() % 5
      let month = 1 + random.next() % 9
      let day = 10 + random.next() % 18
      csv += "customer\(index)@mail\(index % 977).example,\"Customer, \(index)\",\(year)-0\(month)-\(day),\n".utf8
    }
    var book = AddressBook()
    let clock = ContinuousClock()
    let start = clock.now
    let table = try MembersTable(csv, book: &book)
    let time = seconds(clock.now - start)
    guard table.holdings.count == rows else { throw ValidationError("\(table.skippedCount) rows were skipped") }
    report("csv-rows", unit: "rows/s", Double(rows) / time)
  }
}
