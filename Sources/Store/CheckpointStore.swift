import Casework
import Evidence
import Foundation
import GRDB
import Operations
import Vocabulary

extension CaseDatabase {
  /// `keyFile` holds the 32 bytes of the signing key's seed; it is made at the first need. `name` stands in every note.
  package func checkpoints(keyFile: String, name: String) -> CheckpointArchive {
    let pool = pool
    return CheckpointArchive(
      notes: { () throws(StoreTrouble) in
        try await attempt("read the checkpoints") {
          try await pool.read { database in
            try Row.fetchAll(database, sql: "SELECT size, note FROM checkpoint ORDER BY size").map {
              (size: $0["size"], note: $0["note"])
            }
          }
        }
      },
      newest: { () throws(StoreTrouble) in
        try await attempt("read the checkpoints") {
          try await pool.read { database in
            try Row.fetchOne(database, sql: "SELECT size, time, note FROM checkpoint ORDER BY size DESC LIMIT 1").map {
              KeptCheckpoint(size: $0["size"], time: Timestamp(seconds: $0["time"]), note: $0["note"])
            }
          }
        }
      },
      save: { size, note, now throws(StoreTrouble) in
        try await attempt("save the checkpoint") {
          try await pool.write { database in
            try database.execute(
              sql: "INSERT INTO checkpoint (size, time, note) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
              arguments: [size, now.seconds, note])
          }
        }
      },
      signer: { () throws(StoreTrouble) in
        guard let signer = NoteSigner(name: name, seed: try seed(keyFile)) else {
          throw StoreTrouble(.damaged, "\(keyFile) does not hold a key of 32 bytes")
        }
        return signer
      })
  }
}

/// Two processes may look at the record at the same time: the first to make the key makes it for both.
private func seed(_ path: String) throws(StoreTrouble) -> [UInt8] {
  if let known = FileManager.default.contents(atPath: path) { return Array(known) }
  var system = SystemRandomNumberGenerator()
  let fresh = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &system) }
  do {
    if try OwnerFile.make(path, fresh) { return fresh }
  } catch { throw StoreTrouble(error, doing: "make \(path)") }
  guard let known = FileManager.default.contents(atPath: path) else {
    throw StoreTrouble(.unreachable, "\(path) cannot be read")
  }
  return Array(known)
}
