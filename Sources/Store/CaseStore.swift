import Casework
import GRDB
import Operations
import Vocabulary

extension CaseDatabase {
  package var cases: CaseFiles {
    let pool = pool
    return CaseFiles(
      ids: { () throws(StoreTrouble) in
        try await attempt("read the cases") {
          try await pool.read { try Int64.fetchAll($0, sql: "SELECT id FROM incident ORDER BY id") }
        }
      },
      load: { id throws(StoreTrouble) in
        try await attempt("read case \(id)") {
          try await pool.read { database in
            let lines = try LedgerStore.lines(database, where: "e.subject = ? ORDER BY e.number", ["case:\(id)"])
            guard let first = lines.first else { return nil }
            var folded = Case(id: id, opened: first.time)
            for line in lines { folded.apply(line) }
            return folded
          }
        }
      })
  }
}
