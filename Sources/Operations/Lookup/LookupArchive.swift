import Domains
import Vocabulary

/// What waits to be asked of the DNS, and every answer that ever came. Both are written with the rest of a `LedgerTransaction`.
package struct LookupArchive: Sendable {
  /// Questions whose time has come, those that most people's reports wait for first.
  package let due: @Sendable (_ now: Timestamp, _ limit: Int) async throws(StoreTrouble) -> [DNSQuestion]
  /// How many answers, good or bad, are from that time or later.
  package let asked: @Sendable (_ since: Timestamp) async throws(StoreTrouble) -> Int
  /// Every answer that holds records of signers' keys, oldest first.
  package let keys: @Sendable () async throws(StoreTrouble) -> [DNSObservation]
  /// The answers to these questions, each question's newest 50, oldest first, at most 200 in all.
  package let answers: @Sendable ([DNSQuestion]) async throws(StoreTrouble) -> [DNSObservation]

  package init(
    due: @escaping @Sendable (Timestamp, Int) async throws(StoreTrouble) -> [DNSQuestion],
    asked: @escaping @Sendable (Timestamp) async throws(StoreTrouble) -> Int,
    keys: @escaping @Sendable () async throws(StoreTrouble) -> [DNSObservation],
    answers: @escaping @Sendable ([DNSQuestion]) async throws(StoreTrouble) -> [DNSObservation]
  ) {
    self.due = due
    self.asked = asked
    self.keys = keys
    self.answers = answers
  }

  /// Where nothing is looked up.
  package static let none = LookupArchive(
    due: { _, _ throws(StoreTrouble) in [] }, asked: { _ throws(StoreTrouble) in 0 },
    keys: { () throws(StoreTrouble) in [] },
    answers: { _ throws(StoreTrouble) in [] })
}

/// A question that a report needs the answer of.
package struct LookupWant: Sendable, Hashable {
  package let report: ReportNumber
  /// Whom the report counts for.
  package let person: String?
  package let question: DNSQuestion
  /// Not asked before two people's reports hold the same name: one that a single mail has may have been made for its recipient.
  package let needsTwo: Bool
  /// The examination had the signer's key at hand.
  package let isKnown: Bool

  package init(report: ReportNumber, person: String?, question: DNSQuestion, needsTwo: Bool, isKnown: Bool) {
    self.report = report
    self.person = person
    self.question = question
    self.needsTwo = needsTwo
    self.isKnown = isKnown
  }
}

/// When a question is asked again. All in seconds.
package enum LookupPatience {
  /// How long an answer stands before a new report may ask again.
  package static func validity(of answer: DNSObservation) -> Int64 {
    switch answer.outcome {
    case .records, .nonexistent, .empty: min(max(Int64(answer.ttl), 3600), 86_400)
    case .failed, .oversized: 86_400
    }
  }

  /// After so many failures in a row; nil gives up until a new report asks.
  package static func pause(after failures: Int) -> Int64? {
    let pauses: [Int64] = [60, 300, 1800, 7200, 43_200]
    return (1...pauses.count).contains(failures) ? pauses[failures - 1] : nil
  }
}
