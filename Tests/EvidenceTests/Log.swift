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
}
