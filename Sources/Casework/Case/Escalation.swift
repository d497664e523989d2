import Forensics
import Mail
import Vocabulary

/// Decides when single reports become a case: as soon as different people report fakes, it is a list and not one stray address.
package struct Escalation: Sendable {
  /// Different people who must have reported a fake.
  package let threshold: Int
  /// Reports older than this many days no longer count with new ones.
  package let memoryDays: Int

  package init(threshold: Int = 2, memoryDays: Int = 180) {
    self.threshold = max(1, threshold)
    self.memoryDays = memoryDays
  }

  /// A fake that is filed in no case yet.
  package struct LooseReport: Sendable, Hashable {
    package let number: Int64
    /// Whom it counts for; nil counts for nobody.
    package let person: String?
    package let received: Timestamp

    package init(number: Int64, person: String?, received: Timestamp) {
      self.number = number
      self.person = person
      self.received = received
    }
  }

  package enum Outcome: Sendable, Hashable {
    case wait(people: Int)
    case file(case: Int64)
    case start(reports: [Int64], people: Int)
  }

  /// `loose` holds the report itself too. An open case takes every further fake in.
  package func decide(loose: [LooseReport], openCase: Int64?, now: Timestamp) -> Outcome {
    if let openCase { return .file(case: openCase) }
    let recent = loose.filter { now.seconds - $0.received.seconds <= Int64(memoryDays) * 86_400 }
    let people = Set(recent.compactMap(\.person)).count
    return people >= threshold ? .start(reports: recent.map(\.number), people: people) : .wait(people: people)
  }
}

extension Escalation {
  /// Whom a report of a fake counts for. An outside reporter counts once, whatever recipients he shows; what the company's own people
  /// pass on, and a mail that came in raw, counts for the customer that it was sent to.
  package static func person(of finding: Finding, organization: Organization) -> String? {
    if finding.isReporterForged { return nil }
    if let reporter = finding.reporter, !organization.owns(reporter.domain) { return reporter.untagged.text }
    guard let original = finding.original, let recipient = original.recipient, !original.recipientAssumed else {
      return finding.reporter?.untagged.text
    }
    return recipient.untagged.text
  }
}
