import Domains
import Mail
import Vocabulary

/// What was found out about one suspicious mail (or that there was none): small enough to keep for every report of an incident.
/// Never changes, and is by reference, since it is handed on far more often than made.
package final class Finding: Sendable {
  /// The report's file, with `#n` where a file holds several.
  package let file: String
  package let digest: Digest
  package let reporter: EmailAddress?
  /// The receiver that took the report in says that it does not come from the reporter's domain: anybody can have written it, in any name.
  package let isReporterForged: Bool
  package let carrier: Carrier
  package let judgement: Judgement
  package let original: Summary?
  package let grade: EvidenceGrade
  package let defects: [String]
  /// When the report arrived, nil for a file that is itself the message.
  package let arrived: Timestamp?
  /// When the suspicious mail was first seen: the earliest believed Received time, else the report's arrival, else the Date header.
  package let seen: Timestamp?
  package let lookAlikes: [LookAlike]
  package let links: [Link]
  package let service: SendingService?
  /// Provider ids that only headers name which the sender could have written.
  package let claimedServices: [String]
  /// A DKIM signature of the sending service was verified here, with a key at hand; any other's says nothing of the service.
  package let verifiedHere: Bool
  /// A signature of the organization over the whole mail was verified here: no word of a receiver's, which a file may hold by anybody's hand.
  package let isSignedByUs: Bool
  package let sentToTestAccount: Bool
  /// Contract field words that the text shows.
  package let lureFields: Set<String>
  package let fingerprint: Fingerprint

  /// The suspicious mail in a few fields.
  package struct Summary: Sendable {
    package let from: EmailAddress?
    package let fromName: String?
    package let subject: String?
    package let date: Timestamp?
    /// The address that it was sent to, which often is not the reporter's.
    package let recipient: EmailAddress?
    /// The recipient is only taken to be the reporter, since nothing names another.
    package let recipientAssumed: Bool
    package let messageID: String?

    package init(
      from: EmailAddress?, fromName: String?, subject: String?, date: Timestamp?,
      recipient: EmailAddress?,
      recipientAssumed: Bool,
      messageID: String?
    ) {
      self.from = from
      self.fromName = fromName
      self.subject = subject
      self.date = date
      self.recipient = recipient
      self.recipientAssumed = recipientAssumed
      self.messageID = messageID
    }
  }

  package init(
    file: String, digest: Digest, reporter: EmailAddress?, isReporterForged: Bool = false, carrier: Carrier,
    judgement: Judgement, original: Summary?,
    grade: EvidenceGrade, defects: [String], arrived: Timestamp?, seen: Timestamp?,
    lookAlikes: [LookAlike],
    links: [Link],
    service: SendingService?, claimedServices: [String], verifiedHere: Bool,
    isSignedByUs: Bool = false, sentToTestAccount: Bool,
    lureFields: Set<String>,
    fingerprint: Fingerprint
  ) {
    self.file = file
    self.digest = digest
    self.reporter = reporter
    self.isReporterForged = isReporterForged
    self.carrier = carrier
    self.judgement = judgement
    self.original = original
    self.grade = grade
    self.defects = defects
    self.arrived = arrived
    self.seen = seen
    self.lookAlikes = lookAlikes
    self.links = links
    self.service = service
    self.claimedServices = claimedServices
    self.verifiedHere = verifiedHere
    self.isSignedByUs = isSignedByUs
    self.sentToTestAccount = sentToTestAccount
    self.lureFields = lureFields
    self.fingerprint = fingerprint
  }
}

/// How much the evidence of a report can bear.
package enum EvidenceGrade: String, Sendable, CaseIterable {
  /// A DKIM pass seen by a trusted receiver, or verified here.
  case signed
  /// Original headers.
  case headers
  /// Text that a person passed on.
  case text
}

extension Finding {
  /// The same, taken to have been sent to whoever reports it: nothing that it shows says to whom it really went.
  package var sentToReporter: Finding {
    guard let original, let reporter else { return self }
    return Finding(
      file: file, digest: digest, reporter: reporter, isReporterForged: isReporterForged, carrier: carrier,
      judgement: judgement,
      original: Summary(
        from: original.from, fromName: original.fromName, subject: original.subject, date: original.date,
        recipient: reporter, recipientAssumed: true, messageID: original.messageID),
      grade: grade, defects: defects, arrived: arrived, seen: seen, lookAlikes: lookAlikes, links: links,
      service: service,
      claimedServices: claimedServices, verifiedHere: verifiedHere, isSignedByUs: isSignedByUs,
      sentToTestAccount: sentToTestAccount, lureFields: lureFields, fingerprint: fingerprint)
  }

  /// A file in which no mail could be made out, or that carries a mail which could not be read: no question, for all that is known.
  package var isUnreadable: Bool {
    guard judgement.verdict == .noMessage, carrier == .none else { return false }
    let signs = [Defect.Kind.attachmentUnreadable, .noHeader].map(\.rawValue)
    return defects.contains { defect in signs.contains(where: defect.hasPrefix) }
  }
}
