import Casework
import Forensics
import Mail
import Vocabulary

/// Where reports are kept: sealed bytes first, then what was found in them.
package struct ReportArchive: Sendable {
  /// Seals all in one synced transaction, in order.
  package let seal: @Sendable (_ deliveries: [Delivery], _ now: Timestamp) async throws(StoreTrouble) -> [Reception]
  /// Those not examined yet, oldest first; where there are none, those to be examined again.
  package let waiting: @Sendable (_ after: ReportNumber, _ limit: Int) async throws(StoreTrouble) -> [SealedReport]
  /// The mails as they came, nil where one has been deleted: of the first reports that are named, as many as make a few megabytes, one at least.
  package let mails: @Sendable (ArraySlice<ReportNumber>) async throws(StoreTrouble) -> [[UInt8]?]
  package let list: @Sendable (ReportQuery) async throws(StoreTrouble) -> [ReportLine]
  package let count: @Sendable (ReportQuery) async throws(StoreTrouble) -> Int
  package let line: @Sendable (ReportNumber) async throws(StoreTrouble) -> ReportLine?
  package let tally: @Sendable () async throws(StoreTrouble) -> ReportTally
  /// Fakes that are filed in no case, oldest first, at most ten thousand.
  package let loose: @Sendable () async throws(StoreTrouble) -> [Escalation.LooseReport]
  /// Deletes the mail and the addresses of reports from before a time, at most 500; how many those were. The record of them stays.
  package let expire: @Sendable (_ before: Timestamp, _ now: Timestamp) async throws(StoreTrouble) -> Int
  /// What is kept, and what has gone.
  package let retention: @Sendable () async throws(StoreTrouble) -> Retention
  /// Whoever wrote the fakes of all reports that were ever examined.
  package let adversary: @Sendable () async throws(StoreTrouble) -> Adversary
  /// Whether of the fake with this tie a report has come that holds the fake's own header.
  package let hasOriginal: @Sendable (_ tie: String) async throws(StoreTrouble) -> Bool
  /// Every report with its mail, in order; nil where the mail has been deleted.
  package let walk:
    @Sendable (_ body: (ReportNumber, UnsafeRawBufferPointer?) -> Void) async throws(StoreTrouble) -> Void

  package init(
    seal: @escaping @Sendable ([Delivery], Timestamp) async throws(StoreTrouble) -> [Reception],
    waiting: @escaping @Sendable (ReportNumber, Int) async throws(StoreTrouble) -> [SealedReport],
    mails: @escaping @Sendable (ArraySlice<ReportNumber>) async throws(StoreTrouble) -> [[UInt8]?],
    list: @escaping @Sendable (ReportQuery) async throws(StoreTrouble) -> [ReportLine],
    count: @escaping @Sendable (ReportQuery) async throws(StoreTrouble) -> Int,
    line: @escaping @Sendable (ReportNumber) async throws(StoreTrouble) -> ReportLine?,
    tally: @escaping @Sendable () async throws(StoreTrouble) -> ReportTally,
    loose: @escaping @Sendable () async throws(StoreTrouble) -> [Escalation.LooseReport],
    expire: @escaping @Sendable (Timestamp, Timestamp) async throws(StoreTrouble) -> Int,
    retention: @escaping @Sendable () async throws(StoreTrouble) -> Retention,
    adversary: @escaping @Sendable () async throws(StoreTrouble) -> Adversary,
    hasOriginal: @escaping @Sendable (String) async throws(StoreTrouble) -> Bool,
    walk:
      @escaping @Sendable (_ body: (ReportNumber, UnsafeRawBufferPointer?) -> Void) async throws(StoreTrouble) ->
      Void
  ) {
    self.seal = seal
    self.waiting = waiting
    self.mails = mails
    self.list = list
    self.count = count
    self.line = line
    self.tally = tally
    self.loose = loose
    self.expire = expire
    self.retention = retention
    self.adversary = adversary
    self.hasOriginal = hasOriginal
    self.walk = walk
  }
}

extension ReportArchive {
  /// The mail as it came; nil where it has been deleted.
  package func bytes(_ number: ReportNumber) async throws(StoreTrouble) -> [UInt8]? {
    try await mails([number]).first ?? nil
  }
}

/// A report on disk, before it is examined.
package struct SealedReport: Sendable {
  package let number: ReportNumber
  package let bytes: [UInt8]
  package let received: Timestamp
  package let sender: Delivery.EnvelopeSender?
  package let door: Delivery.Door
  /// It was examined and answered before; since then more is known.
  package let isAgain: Bool

  package init(
    number: ReportNumber, bytes: [UInt8], received: Timestamp, sender: Delivery.EnvelopeSender?,
    door: Delivery.Door, isAgain: Bool = false
  ) {
    self.door = door
    self.number = number
    self.bytes = bytes
    self.received = received
    self.sender = sender
    self.isAgain = isAgain
  }

  /// As the mail server named it, where it did and it can be read.
  var envelope: AutomaticMail.EnvelopeSender? {
    switch sender {
    case .none: nil
    case .null: .null
    case .address(let text): EmailAddress(text).map { .address($0) }
    }
  }
}

/// What the examination of a report found, as lists show it; everything else is found again from the bytes.
package struct ExaminedReport: Sendable, Hashable {
  package let number: ReportNumber
  package let verdict: Verdict
  package let confidence: Double
  package let carrier: Carrier
  package let grade: EvidenceGrade
  package let reporter: EmailAddress?
  /// Whom it counts for (`Escalation.person`).
  package let person: String?
  package let recipient: EmailAddress?
  package let subject: String?
  package let from: String?
  package let seen: Timestamp?
  package let tie: String
  package let originals: Int
  /// Whoever wrote it, where it is a fake; known at its examination only.
  package let adversary: Adversary

  package init(
    number: ReportNumber, verdict: Verdict, confidence: Double, carrier: Carrier, grade: EvidenceGrade,
    reporter: EmailAddress?, person: String?, recipient: EmailAddress?, subject: String?, from: String?,
    seen: Timestamp?, tie: String, originals: Int, adversary: Adversary = .unknown
  ) {
    self.number = number
    self.verdict = verdict
    self.confidence = confidence
    self.carrier = carrier
    self.grade = grade
    self.reporter = reporter
    self.person = person
    self.recipient = recipient
    self.subject = subject
    self.from = from
    self.seen = seen
    self.tie = tie
    self.originals = originals
    self.adversary = adversary
  }
}

/// A report in a list.
package struct ReportLine: Sendable, Hashable {
  package let number: ReportNumber
  package let received: Timestamp
  package let door: Delivery.Door
  package let size: Int
  /// SHA-256 of its bytes, in hexadecimal.
  package let artifact: String
  /// nil until it is examined.
  package let examined: ExaminedReport?
  package let caseID: Int64?
  /// Its mail has been deleted: only the record of it is left.
  package let isDeleted: Bool

  package init(
    number: ReportNumber, received: Timestamp, door: Delivery.Door, size: Int, artifact: String,
    examined: ExaminedReport?, caseID: Int64?, isDeleted: Bool
  ) {
    self.number = number
    self.received = received
    self.door = door
    self.size = size
    self.artifact = artifact
    self.examined = examined
    self.caseID = caseID
    self.isDeleted = isDeleted
  }
}

/// Which reports a list shows: newest first, from before a number on.
package struct ReportQuery: Sendable, Hashable {
  package var before: ReportNumber?
  package var caseID: Int64?
  package var verdict: Verdict?
  /// Part of the subject, sender, reporter or recipient, or a report's number.
  package var words: String?
  package var limit = 50

  package init(caseID: Int64? = nil, verdict: Verdict? = nil) {
    self.caseID = caseID
    self.verdict = verdict
  }
}

package struct ReportTally: Sendable, Hashable {
  package let all: Int
  package let waiting: Int
  /// Those whose mail is gone: kept long enough, or a person asked for it.
  package let deleted: Int
  package let byVerdict: [Verdict: Int]

  package init(all: Int, waiting: Int, deleted: Int, byVerdict: [Verdict: Int]) {
    self.all = all
    self.waiting = waiting
    self.deleted = deleted
    self.byVerdict = byVerdict
  }
}
