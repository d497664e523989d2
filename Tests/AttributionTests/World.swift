import Attribution
import Vocabulary

/// A fixed sequence of numbers (SplitMix64), so that a simulation is the same each time.
struct Numbers: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }
}

/// Small invented companies: people by number, days from 2012-01-01.
struct World {
  static let origin: Int32 = 15_340
  var book = AddressBook()
  var stores: [DataStore] = []

  static func date(_ day: Int) -> CalendarDate { CalendarDate(days: origin + Int32(day)) }

  static func address(_ person: Int) -> EmailAddress {
    guard let address = EmailAddress("person\(person)@example.org") else { preconditionFailure("no address") }
    return address
  }

  /// `members`: who, first day or nil, day of removal or nil.
  mutating func add(
    _ id: String, _ members: [(person: Int, created: Int?, removed: Int?)], retired: Int? = nil,
    fields: Set<String> = ["email"], tests: [String] = [], named: [(address: String, created: Int?, removed: Int?)] = []
  ) {
    var holdings = Holdings()
    for member in members {
      guard let number = book.intern(Self.address(member.person)) else { continue }
      holdings.append(number, created: member.created.map(Self.date), removed: member.removed.map(Self.date))
    }
    for member in named {
      guard let address = EmailAddress(member.address), let number = book.intern(address) else { continue }
      holdings.append(number, created: member.created.map(Self.date), removed: member.removed.map(Self.date))
    }
    stores.append(
      DataStore(
        id: id, status: retired == nil ? .active : .retired, retiredOn: retired.map(Self.date), fields: fields,
        holdings: holdings, testAccounts: tests.compactMap { EmailAddress($0) }, book: &book))
  }

  /// Everyone in `people`, joining one a day from `day` on.
  mutating func add(
    _ id: String, people: some Sequence<Int>, from day: Int = 0, fields: Set<String> = ["email"], tests: [String] = []
  ) {
    add(id, people.enumerated().map { ($1, day + $0, nil) }, fields: fields, tests: tests)
  }

  func infer(
    _ people: some Sequence<Int>, and others: [String] = [], seen day: Int? = 400, fields: Set<String> = [],
    denied: [Int] = []
  ) -> Suspicion {
    LeakInference(stores: stores, book: book).infer(
      from: LeakEvidence(
        recipients: people.map(Self.address) + others.compactMap { EmailAddress($0) }, firstSeen: day.map(Self.date),
        lureFields: fields, denied: denied.map(Self.address)))
  }
}

extension Suspicion {
  func probability(of store: String) -> Double { stores.first { $0.store == store }?.probability ?? -1 }
  func suspect(_ store: String) -> Suspect? { stores.first { $0.store == store } }
}
