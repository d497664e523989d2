import Attribution
import Casework
import Foundation
import Operations
import Store
import Testing
import Vocabulary

/// The lists of who was in which store: taken in whole, loaded the same, taken out without a trace.
@Suite struct MembersTests {
  private func source(_ folder: Folder, _ text: String, _ name: String = "list.csv") throws -> MembersSource {
    let path = folder.path + "/" + name
    try Data(text.utf8).write(to: URL(filePath: path))
    return MembersSource(path: path, name: name)
  }

  private func files(_ folder: Folder) -> [String] {
    (FileManager.default.enumerator(atPath: folder.path + "/stores")?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".part") }.sorted()
  }

  private static func trouble(_ work: () async throws -> Void) async -> StoreTrouble? {
    do { try await work() } catch { return error as? StoreTrouble }
    return nil
  }

  private let crm = StoreDescription(id: "crm", name: "CRM", custodian: "Ledgerloft", fields: ["email", "name"])

  @Test func `what is taken in is loaded as it was, odd addresses and days with it`() async throws {
    try await Folder.with { folder in
      let text = """
        email,created,removed
        Jane@Customer.example,2013-01-02,
        "odd,one"@customer.example,,
        jane+tag@customer.example,,2014-03-04
        bob@other.example,2012-12-31,2013-06-30

        """
      let result = try await folder.desk.members.add(crm, source(folder, text))
      #expect(result.rows + result.skippedCount == 4)
      let more = try await folder.desk.members.add(crm, source(folder, "email\nnew@other.example\n", "more.csv"))
      #expect(more.batch == 2)
      let loaded = try await folder.desk.members.load()
      let store = try #require(loaded.stores.first)
      #expect(loaded.stores.count == 1 && store.name == "CRM" && store.custodian == "Ledgerloft")
      let people = Set(store.customers.members.map { loaded.book.text(of: $0) })
      #expect(people.isSuperset(of: ["jane@customer.example", "bob@other.example", "new@other.example"]))
      #expect(store.customers.count == result.rows + 1)
      let bob = try #require(store.customers.members.firstIndex { loaded.book.text(of: $0) == "bob@other.example" })
      #expect(CalendarDate(days: store.customers.created[bob]).description == "2012-12-31")
      #expect(CalendarDate(days: store.customers.removed[bob]).description == "2013-06-30")
      let records = try await folder.desk.members.stores()
      #expect(records.first?.batches.map(\.name) == ["list.csv", "more.csv"] && records.first?.rows == result.rows + 1)
    }
  }

  @Test func `the number of a batch is never given twice`() async throws {
    try await Folder.with { folder in
      let list = try source(folder, "email\na@b.example\n")
      #expect(try await folder.desk.members.add(crm, list).batch == 1)
      #expect(try await folder.desk.members.undo("crm", 1, Actor.candor))
      #expect(try await folder.desk.members.add(crm, list).batch == 2)
      #expect(try await folder.desk.members.add(StoreDescription(id: "app", name: "App"), list).batch == 3)
      #expect(files(folder) == ["app/3.csv", "crm/2.csv"])
    }
  }

  @Test func `lists that come at the same time are all taken in`() async throws {
    try await Folder.with { folder in
      let lists = try (0..<12).map {
        try source(folder, "email\na@b.example\nc\($0)@d.example\n", "list\($0).csv")
      }
      let batches = try await withThrowingTaskGroup(of: Int64.self) { group in
        for index in 0..<12 {
          group.addTask {
            try await folder.desk.members.add(StoreDescription(id: "s\(index % 3)", name: "S"), lists[index]).batch
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(batches.sorted() == Array(1...12))
      #expect(try await folder.desk.members.load().stores.map(\.people) == [5, 5, 5])
    }
  }

  private func erase(_ folder: Folder) async throws -> Traces {
    try await Erasing(desk: folder.desk).erase(try #require(EmailAddress("ann@c.example")), by: Actor.candor)
  }

  @Test func `who is taken out is in no file any more, and only they are`() async throws {
    try await Folder.with { folder in
      let text = "email\nann@c.example\nann@c.example.org\nxann@c.example\nAnn@C.example\nbob@c.example\n"
      _ = try await folder.desk.members.add(crm, source(folder, text))
      _ = try await folder.desk.members.add(StoreDescription(id: "app", name: "App"), source(folder, text))
      #expect(try await erase(folder).rows == ["app": 2, "crm": 2])
      for file in files(folder) {
        let left = try String(contentsOfFile: folder.path + "/stores/" + file, encoding: .utf8).split(separator: "\n")
        #expect(left.dropFirst().map(String.init) == ["ann@c.example.org,,", "xann@c.example,,", "bob@c.example,,"])
      }
      #expect(try await folder.desk.members.stores().allSatisfy { $0.rows == 3 })
      #expect(try await erase(folder).isEmpty)
    }
  }

  @Test func `that a person was taken out stands in the record, without a name`() async throws {
    try await Folder.with { folder in
      _ = try await folder.desk.members.add(crm, source(folder, "email\nann@c.example\nbob@c.example\n"))
      _ = try await erase(folder)
      let last = try #require(try await folder.desk.ledger.newest(nil, 1, nil).first)
      guard case .personErased(let rows, _, _, _) = last.event else {
        Issue.record("\(last.event)")
        return
      }
      #expect(rows == 1 && last.personal == nil)
    }
  }

  @Test(arguments: ["../x", "", "a/b", ".hidden", "a b", "ä", String(repeating: "x", count: 65)])
  func `a store's name that could lead out of the folder is refused`(id: String) async throws {
    try await Folder.with { folder in
      let list = try source(folder, "email\na@b.example\n")
      let error = await Self.trouble {
        _ = try await folder.desk.members.add(StoreDescription(id: id, name: "x"), list)
      }
      #expect(error?.reason == .conflict && error?.description.contains("letters, digits") == true)
      #expect(files(folder).isEmpty)
      #expect(try await folder.desk.members.stores().isEmpty)
    }
  }

  @Test(arguments: [("", "list.csv"), ("name\nJane\n", "list.csv"), ("\u{0}\u{1}\u{2}", "list.csv")])
  func `a list that is none says which file and why, and nothing is kept`(text: String, says: String) async throws {
    try await Folder.with { folder in
      let list = try source(folder, text)
      let error = await Self.trouble { _ = try await folder.desk.members.add(crm, list) }
      #expect(
        error?.reason == .conflict && error?.description.hasPrefix(says + ": ") == true, "\(String(describing: error))")
      #expect(files(folder).isEmpty)
      #expect(try await folder.desk.ledger.lines(0, 10, nil).isEmpty)
    }
  }

  @Test func `taking a batch out takes its file, and only its own store's`() async throws {
    try await Folder.with { folder in
      for text in ["email\na@b.example\n", "email\nc@d.example\n"] {
        _ = try await folder.desk.members.add(crm, try source(folder, text))
      }
      #expect(try await !folder.desk.members.undo("app", 1, Actor.candor))
      #expect(try await folder.desk.members.undo("crm", 1, Actor.candor))
      #expect(files(folder) == ["crm/2.csv"])
      let kinds = try await folder.desk.ledger.lines(0, 10, "store:crm").map(\.event.kind)
      #expect(kinds == ["store-imported", "store-imported", "import-undone"])
    }
  }
}
