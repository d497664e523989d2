import Evidence
import Vocabulary

/// Custody logs made up for a test.
enum Log {
  static func entry(
    _ number: Int64, time: Int64 = 0, actor: String = "anna", kind: String = "report.sealed",
    subject: String = "reports/001.eml", body: String = "{}", commitment: Digest? = nil,
    previous: Digest = CustodyEntry.genesis
  ) -> CustodyEntry {
    CustodyEntry(
      number: number, time: Timestamp(seconds: time), actor: actor, kind: kind, subject: subject,
      body: Array(body.utf8), commitment: commitment, previous: previous)
  }

  static func of(_ count: Int) -> [CustodyEntry] {
    chained((0..<count).map { entry(Int64($0) + 1, time: 1_415_700_000 + Int64($0), body: "{\"n\":\($0)}") })
  }

  /// The same entries, numbered and chained anew.
  static func chained(_ entries: [CustodyEntry]) -> [CustodyEntry] {
    var previous = CustodyEntry.genesis
    return entries.enumerated().map { index, entry in
      let made = entry.with(number: Int64(index) + 1, previous: previous)
      previous = made.digest
      return made
    }
  }

  static func numbered(_ entries: [CustodyEntry]) -> [CustodyEntry] {
    entries.enumerated().map { $1.with(number: Int64($0) + 1) }
  }

  static func checkpoint(_ entries: [CustodyEntry], _ size: Int) -> Checkpoint {
    Checkpoint(
      origin: "test.example/log", size: Int64(size), root: MerkleTree.root(of: entries.prefix(size).map(\.digest)))
  }

  static func verify(_ entries: [CustodyEntry], _ checkpoints: [Checkpoint] = []) -> Verification {
    var verifier = CustodyVerifier()
    for entry in entries { verifier.add(entry) }
    return verifier.finish(checkpoints: checkpoints)
  }
}

extension CustodyEntry {
  func with(
    number: Int64? = nil, time: Int64? = nil, actor: String? = nil, kind: String? = nil, subject: String? = nil,
    body: String? = nil, commitment: Digest? = nil, previous: Digest? = nil
  ) -> CustodyEntry {
    CustodyEntry(
      number: number ?? self.number, time: time.map { Timestamp(seconds: $0) } ?? self.time,
      actor: actor ?? self.actor, kind: kind ?? self.kind, subject: subject ?? self.subject,
      body: body.map { Array($0.utf8) } ?? self.body, commitment: commitment ?? self.commitment,
      previous: previous ?? self.previous)
  }
}
