import Domains
import Vocabulary

/// What happened, as the record keeps it: numbers and words that name no customer. What does is `PersonalDetail`, kept apart
/// so that it can be deleted while the record still verifies.
package enum RecordEvent: Sendable, Hashable, Codable {
  case folderMade(organization: String, domains: [String])
  /// `lastEntry`: when the record that was in the backup ends, in seconds since 1970; `held`: letters that wait for a person.
  case folderRestored(lastEntry: Int64, held: Int)
  /// `artifact` is the SHA-256 of the mail's bytes, in hexadecimal.
  case reportSealed(report: Int64, artifact: String, size: Int, door: String)
  case reportExamined(report: Int64, verdict: String, confidence: Double, grade: String, carrier: String, data: String)
  case caseOpened(case: Int64, title: String, reports: [Int64], people: Int, threshold: Int)
  case reportFiled(case: Int64, report: Int64)
  case answerRecorded(case: Int64, gotIt: Bool)
  case stepSettled(case: Int64, step: String, note: String)
  case stepReopened(case: Int64, step: String)
  case noteAdded(case: Int64, text: String)
  case caseClosed(case: Int64, reason: String)
  case caseReopened(case: Int64, reason: String)
  /// `manifest`: SHA-256 of the list of files that left, in hexadecimal.
  case caseExported(case: Int64, level: String, manifest: String)
  case dispatchProposed(dispatch: Int64, kind: String, key: String, report: Int64?)
  case dispatchApproved(dispatch: Int64)
  case dispatchDeclined(dispatch: Int64, reason: String)
  case dispatchSent(dispatch: Int64, messageID: String, reply: String)
  case dispatchFailed(dispatch: Int64, reason: String)
  /// The program stopped while the letter was on its way: it may have arrived.
  case dispatchUncertain(dispatch: Int64, reason: String)
  case answerWithheld(report: Int64, reason: String)
  case storeImported(store: String, batch: Int64, rows: Int, skipped: Int, digest: String)
  case importUndone(store: String, batch: Int64)
  /// Whose, nobody can tell: rows of lists and of notices' ledgers, files that waited, reports whose mail went, entries whose personal part went.
  case personErased(rows: Int, files: Int, reports: [Int64], entries: [Int64])
  case contentDeleted(reports: [Int64], reason: String)
  /// An answer of the DNS, whole: this entry is where it is kept.
  case dnsAnswered(answer: DNSObservation)
  /// `edition`: `Edition`; its text is in the room of notices, and `digest` is the SHA-256 of it in hexadecimal.
  case noticeDrafted(notice: Int64, case: Int64, edition: String)
  case noticeChanged(notice: Int64, digest: String)
  /// Sent to the person who asked for it, and to nobody else.
  /// `digest` is nil in entries of before it was noted.
  case noticeTested(notice: Int64, digest: String?)
  /// `rule` of the lint, `place` of the sentence.
  case noticeOverridden(notice: Int64, rule: String, place: String, reason: String)
  /// `alone`: by whoever wrote it, after the pause and the checklist.
  case noticeApproved(notice: Int64, digest: String, alone: Bool)
  case noticeStarted(notice: Int64, recipients: Int)
  case noticePaused(notice: Int64)
  case noticeResumed(notice: Int64)
  case noticeStopped(notice: Int64, reason: String)
  case noticeFinished(notice: Int64, sent: Int, failed: Int, skipped: Int)
  /// A letter of it came back, or was called unwanted, as the sealed mail `report` says. `how`: bounced or complained.
  case noticeReturned(notice: Int64, report: Int64, how: String, status: String)
  case statusPublished(case: Int64, digest: String)
  case statusWithdrawn(case: Int64, reason: String)
  case accountChanged(account: Int64, what: String)
  case signedIn(account: Int64, how: String)
  case signInRefused(reason: String)

  /// `report-sealed`: one word for each, in the log and for a search.
  package var kind: String {
    let name = Mirror(reflecting: self).children.first?.label ?? "\(self)"
    return name.reduce(into: "") { out, letter in
      if letter.isUppercase { out += "-" }
      out += letter.lowercased()
    }
  }

  /// Which notice it changes.
  package var notice: Int64? {
    subject.hasPrefix("notice:") ? Int64(subject.dropFirst("notice:".count)) : nil
  }

  /// Which case or report the event is about: `case:1`, `report:12`; empty for the whole folder.
  package var subject: String {
    switch self {
    case .caseOpened(let id, _, _, _, _), .reportFiled(let id, _), .answerRecorded(let id, _),
      .stepSettled(let id, _, _), .stepReopened(let id, _), .noteAdded(let id, _), .caseClosed(let id, _),
      .caseReopened(let id, _), .caseExported(let id, _, _), .statusPublished(let id, _),
      .statusWithdrawn(let id, _):
      "case:\(id)"
    case .noticeDrafted(let id, _, _), .noticeChanged(let id, _), .noticeTested(let id, _),
      .noticeOverridden(let id, _, _, _), .noticeApproved(let id, _, _), .noticeStarted(let id, _),
      .noticePaused(let id), .noticeResumed(let id), .noticeStopped(let id, _), .noticeFinished(let id, _, _, _):
      "notice:\(id)"
    // There may be ten thousand, and none changes what the notice is.
    case .noticeReturned(let id, _, _, _): "returns:\(id)"
    case .reportSealed(let id, _, _, _), .reportExamined(let id, _, _, _, _, _), .answerWithheld(let id, _):
      "report:\(id)"
    case .dispatchProposed(let id, _, _, _), .dispatchApproved(let id), .dispatchDeclined(let id, _),
      .dispatchSent(let id, _, _), .dispatchFailed(let id, _), .dispatchUncertain(let id, _):
      "dispatch:\(id)"
    case .folderRestored: "folder:restored"
    case .storeImported(let id, _, _, _, _), .importUndone(let id, _): "store:\(id)"
    case .dnsAnswered(let answer): "dns:\(answer.question.name)"
    default: ""
    }
  }
}

/// What an event says of a person: kept beside the record under a salted commitment, and deletable.
package struct PersonalDetail: Sendable, Hashable, Codable {
  /// Whose it is, so that it can be found and deleted: an address in its identity form.
  package let person: String
  /// `reporter`, `recipient`, `subject` …
  package let fields: [String: String]

  package init(person: String, fields: [String: String]) {
    self.person = person
    self.fields = fields
  }
}

/// One entry as Casework sees it: when, who, what.
package struct RecordLine: Sendable, Hashable {
  package let number: Int64
  package let time: Timestamp
  package let actor: String
  package let event: RecordEvent
  /// nil where there was none, or where it has been deleted.
  package let personal: PersonalDetail?

  package init(number: Int64, time: Timestamp, actor: String, event: RecordEvent, personal: PersonalDetail?) {
    self.number = number
    self.time = time
    self.actor = actor
    self.event = event
    self.personal = personal
  }
}
