import Casework
import Vocabulary

/// How long reporters' mail and addresses are kept: what goes next and when, and what has gone.
package struct Retention: Sendable, Hashable {
  /// When the oldest mail that is still kept came; nil where none is.
  package let oldest: Timestamp?
  /// Entries of the record that say what was deleted, newest first, at most `mostDeletions`.
  package let deletions: [RecordLine]

  package static let mostDeletions = 20

  package init(oldest: Timestamp?, deletions: [RecordLine]) {
    self.oldest = oldest
    self.deletions = deletions
  }

  /// When the next mail is deleted; in the past where it is due.
  package func next(keepDays: Int?) -> Timestamp? {
    guard let keepDays, let oldest else { return nil }
    return oldest.adding(seconds: Int64(keepDays) * 86_400)
  }
}

extension CaseDesk {
  /// Deletes all mail that has been kept for long enough; how many reports' that was.
  package func expire() async throws(StoreTrouble) -> Int {
    guard let days = settings.keepMailDays else { return 0 }
    var count = 0
    while true {
      let now = now()
      let gone = try await archive.expire(now.adding(seconds: -Int64(days) * 86_400), now)
      guard gone > 0 else { break }
      count += gone
    }
    if count > 0 { await mailDeleted() }
    return count
  }
}
