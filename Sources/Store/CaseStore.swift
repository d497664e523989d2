import Casework
import GRDB
import Operations
import Synchronization
import Vocabulary

extension CaseDatabase {
  package var cases: CaseFiles {
    let (pool, shelf) = (pool, shelf)
    return CaseFiles(
      ids: { () throws(StoreTrouble) in
        try await attempt("read the cases") {
          try await pool.read { try Int64.fetchAll($0, sql: "SELECT id FROM incident ORDER BY id") }
        }
      },
      load: { id throws(StoreTrouble) in
        try await attempt("read case \(id)") { try await pool.read { try shelf.load(id, in: $0) } }
      })
  }
}

/// Folded cases, each carried on from the last entry that it has seen: a page of a case of ten thousand reports reads the new
/// entries only.
final class CaseShelf: Sendable {
  private struct Kept {
    var folded: Case
    /// Number of the record's last entry when it was read.
    var through: Int64
  }

  private static let most = 32
  private let kept = Mutex<[Int64: Kept]>([:])

  func load(_ id: Int64, in database: Database) throws -> Case? {
    var current = kept.withLock { $0[id] }
    if let known = current, try Self.forgotSomething(after: known.through, in: database) { current = nil }
    let last = try Int64.fetchOne(database, sql: "SELECT max(number) FROM entry") ?? 0
    if let known = current, known.through == last { return known.folded }
    let lines = try LedgerStore.lines(
      database, where: "e.subject = ? AND e.number > ? ORDER BY e.number", ["case:\(id)", current?.through ?? 0])
    guard var folded = current?.folded ?? lines.first.map({ Case(id: id, opened: $0.time) }) else { return nil }
    for line in lines { folded.apply(line) }
    keep(Kept(folded: folded, through: last), as: id)
    return folded
  }

  /// What was deleted since must be gone from the folded case too.
  private static func forgotSomething(after number: Int64, in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(
        sql:
          "SELECT EXISTS (SELECT 1 FROM entry WHERE number > ? AND kind IN ('person-erased', 'content-deleted'))"),
      arguments: [number]) ?? false
  }

  private func keep(_ new: Kept, as id: Int64) {
    kept.withLock { shelf in
      if let known = shelf[id], known.through > new.through { return }
      if shelf[id] == nil, shelf.count >= Self.most { shelf.removeAll() }
      shelf[id] = new
    }
  }
}
