import Attribution
import Testing
import Vocabulary

/// Who was on the list that was taken, at every possible day, at some, at none.
@Suite struct ListMembershipTests {
  private static func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(days: 0) }

  private struct Scene {
    var book = AddressBook()
    var stores: [DataStore] = []

    mutating func add(
      _ id: String, retired: String? = nil, tests: [String] = [], _ rows: [(String, String?, String?)]
    ) {
      var holdings = Holdings()
      for (address, created, removed) in rows {
        guard let member = EmailAddress(address).flatMap({ book.intern($0) }) else { continue }
        holdings.append(
          member, created: created.map(ListMembershipTests.day), removed: removed.map(ListMembershipTests.day))
      }
      stores.append(
        DataStore(
          id: id, status: retired == nil ? .active : .retired, retiredOn: retired.map(ListMembershipTests.day),
          holdings: holdings, testAccounts: tests.compactMap { EmailAddress($0) }, book: &book))
    }

    func place(_ address: String, _ taken: [String], _ window: (String, String)?) -> ListMembership.Place? {
      let membership = ListMembership(
        stores: stores, people: book.count, taken: taken,
        window: window.map {
          LeakWindow(earliest: ListMembershipTests.day($0.0), latest: ListMembershipTests.day($0.1))
        })
      return EmailAddress(address).flatMap { book.number(of: $0) }.flatMap { membership[$0] }
    }
  }

  static let people: [(String, String?, String?, ListMembership.Place)] = [
    ("always@x.org", "2012-01-01", nil, .always), ("since-ever@x.org", nil, nil, .always),
    ("first-day@x.org", "2013-03-01", nil, .always), ("second-day@x.org", "2013-03-02", nil, .sometimes),
    ("last-day@x.org", "2013-05-31", nil, .sometimes), ("day-after@x.org", "2013-06-01", nil, .never),
    ("left-before@x.org", "2012-01-01", "2013-03-01", .never), ("left-on-second@x.org", nil, "2013-03-02", .sometimes),
    ("left-on-last@x.org", nil, "2013-05-31", .sometimes), ("left-after@x.org", nil, "2013-06-01", .always),
  ]

  @Test func `each day of the window counts, its first and its last too`() {
    var scene = Scene()
    scene.add("shop", Self.people.map { ($0.0, $0.1, $0.2) })
    scene.add("other", [("only-here@x.org", nil, nil)])
    for (address, _, _, place) in Self.people {
      #expect(scene.place(address, ["shop"], ("2013-03-01", "2013-05-31")) == place, "\(address)")
    }
    #expect(scene.place("only-here@x.org", ["shop"], ("2013-03-01", "2013-05-31")) == .never)
  }

  @Test func `of a retired store the list of its last day counts, however late it was taken`() {
    var scene = Scene()
    scene.add(
      "old", retired: "2013-06-30",
      [("in@x.org", "2013-01-01", nil), ("deleted-later@x.org", nil, "2013-09-01"), ("left@x.org", nil, "2013-06-30")])
    for (address, place): (String, ListMembership.Place) in [
      ("in@x.org", .always), ("deleted-later@x.org", .always), ("left@x.org", .never),
    ] {
      #expect(scene.place(address, ["old"], ("2014-01-01", "2014-10-01")) == place, "\(address)")
    }
  }

  @Test func `of two lists that were taken the surer place counts`() {
    var scene = Scene()
    scene.add("a", [("ada@x.org", "2013-04-01", nil)])
    scene.add("b", [("ada@x.org", nil, nil)])
    #expect(scene.place("ada@x.org", ["a"], ("2013-03-01", "2013-05-31")) == .sometimes)
    #expect(scene.place("ada@x.org", ["a", "b"], ("2013-03-01", "2013-05-31")) == .always)
  }

  @Test func `a test account is no customer, whatever another list says, and with nothing known everybody is outside`()
  {
    var scene = Scene()
    scene.add("a", tests: ["qa@x.org"], [("qa@x.org", nil, nil), ("ada@x.org", nil, nil)])
    scene.add("b", [("qa@x.org", nil, nil)])
    #expect(scene.place("qa@x.org", ["b"], nil) == nil)
    #expect(scene.place("ada@x.org", [], nil) == .never)
    #expect(scene.place("ada@x.org", ["a"], nil) == .always)
  }

  @Test func `the three places add up to all customers`() {
    var scene = Scene()
    scene.add("shop", tests: ["qa@x.org"], Self.people.map { ($0.0, $0.1, $0.2) })
    let all = ListMembership(
      stores: scene.stores, people: scene.book.count, taken: ["shop"],
      window: LeakWindow(earliest: Self.day("2013-03-01"), latest: Self.day("2013-05-31")))
    #expect(all.customers == Self.people.count)
    #expect(all.count(.never) + all.count(.sometimes) + all.count(.always) == all.customers)
  }
}
