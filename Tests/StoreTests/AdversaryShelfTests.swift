import Casework
import GRDB
import Synchronization
import Testing
import Vocabulary

@testable import Store

/// What is kept in memory of the adversary is what the table holds, however many read, write and forget at once.
@Suite struct AdversaryShelfTests {
  @Test(.timeLimit(.minutes(2)))
  func `readers at once, with rows that come and a shelf that is emptied, leave no name out`() async throws {
    try await Folder.with { folder in
      let database = try CaseDatabase(path: folder.path + "/race.sqlite")
      let shelf = AdversaryShelf()
      let (pool, rounds) = (database.pool, 150)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for round in 0..<rounds {
            try await pool.write { database in
              try database.execute(
                sql: "INSERT INTO adversary (kind, name, report) VALUES ('host', ?, 1)",
                arguments: ["h\(round).example"])
            }
          }
        }
        group.addTask {
          for _ in 0..<rounds {
            shelf.forget()
            await Task.yield()
          }
        }
        for _ in 0..<3 {
          group.addTask {
            var known = 0
            for _ in 0..<rounds {
              let (found, rows) = try await pool.read { database in
                (try shelf.load(database), try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM adversary") ?? 0)
              }
              // At least what this reader's snapshot holds: others may have read newer rows into the shelf.
              #expect(found.names.count >= rows && rows >= known)
              known = rows
            }
          }
        }
        try await group.waitForAll()
      }
      let last = try await pool.read { try shelf.load($0) }
      #expect(last.names.count == rounds)
    }
  }
}
