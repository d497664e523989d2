import Vocabulary

/// One mailing to the customers of a case, as its events tell it; its text is kept beside them, under the digest that they name.
package struct Notice: Sendable, Hashable {
  package enum State: String, Sendable, Codable, CaseIterable {
    case draft, approved, sending, paused, stopped, finished
  }

  /// A finding of the lint that somebody let pass, and why.
  package struct Override: Sendable, Hashable {
    package let rule: String
    package let place: String
    package let reason: String
    package let actor: String
  }

  /// As the record names Candor itself.
  private static let program = "candor"

  package let id: Int64
  package private(set) var incident: Int64 = 0
  package private(set) var edition = Edition.warning
  package private(set) var state = State.draft
  package private(set) var created: Timestamp
  /// When the text last changed, and everybody who stands behind it since it was drafted.
  package private(set) var changed: Timestamp
  package private(set) var authors: Set<String> = []
  /// SHA-256 of the text, in hexadecimal.
  package private(set) var digest = ""
  /// When somebody last had the text as it is sent to themselves.
  package private(set) var tested: Timestamp?
  package private(set) var overrides: [Override] = []
  package private(set) var approvedBy: String?
  package private(set) var approvedAt: Timestamp?
  package private(set) var isApprovedAlone = false
  package private(set) var started: Timestamp?
  package private(set) var ended: Timestamp?
  package private(set) var recipients = 0
  package private(set) var lines: [RecordLine] = []

  package init(id: Int64, created: Timestamp) {
    self.id = id
    self.created = created
    changed = created
  }

  /// nil where the lines are no notice's.
  package init?(id: Int64, lines: [RecordLine]) {
    guard let first = lines.first, case .noticeDrafted = first.event else { return nil }
    self.init(id: id, created: first.time)
    for line in lines { apply(line) }
  }

  /// Entries of other notices change nothing.
  package mutating func apply(_ line: RecordLine) {
    guard line.event.subject == "notice:\(id)" else { return }
    lines.append(line)
    switch line.event {
    case .noticeDrafted(_, let incident, let edition):
      self.incident = incident
      self.edition = Edition(rawValue: edition) ?? .warning
      authors.insert(line.actor)
    case .noticeChanged(_, let digest):
      self.digest = digest
      changed = line.time
      authors.insert(line.actor)
      tested = nil
      overrides = []
      approvedBy = nil
      approvedAt = nil
      state = .draft
    case .noticeTested:
      tested = line.time
      // Where only the program wrote, whoever has it sent to themselves first stands behind it.
      if authors.allSatisfy({ $0 == Self.program }) { authors.insert(line.actor) }
    case .noticeOverridden(_, let rule, let place, let reason):
      overrides.append(Override(rule: rule, place: place, reason: reason, actor: line.actor))
    case .noticeApproved(_, let digest, let alone):
      guard digest == self.digest else { return }
      state = .approved
      approvedBy = line.actor
      approvedAt = line.time
      isApprovedAlone = alone
    case .noticeStarted(_, let recipients):
      state = .sending
      started = line.time
      self.recipients = recipients
    case .noticePaused: state = .paused
    case .noticeResumed:
      state = .sending
      ended = nil
    case .noticeStopped:
      state = .stopped
      ended = line.time
    case .noticeFinished:
      state = .finished
      ended = line.time
    default: break
    }
  }

  /// What is sent can be read, and not written, any more.
  package var isOpen: Bool { state == .draft || state == .approved }
  package var isLeaving: Bool { started != nil }
}
