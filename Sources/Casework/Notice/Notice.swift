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

  package let id: Int64
  package private(set) var incident: Int64 = 0
  package private(set) var edition = Edition.warning
  package private(set) var state = State.draft
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
  package private(set) var lines: [RecordLine] = []

  /// The entry of the record by which it began to leave.
  package var begun: Int64? {
    lines.first {
      if case .noticeStarted = $0.event { return true }
      return false
    }?.number
  }

  package init(id: Int64, created: Timestamp) {
    self.id = id
    changed = created
  }

  /// nil where the lines are no notice's.
  package init?(id: Int64, lines: [RecordLine]) {
    guard let first = lines.first, case .noticeDrafted = first.event else { return nil }
    self.init(id: id, created: first.time)
    for line in lines { apply(line) }
  }

  /// Whether this may happen to the notice as it is: a button of an old page, or a second click, changes nothing.
  package func admits(_ event: RecordEvent) -> Bool {
    switch event {
    case .noticeChanged: isOpen
    case .noticeTested(_, let digest): state == .draft && (digest ?? self.digest) == self.digest
    case .noticeApproved(_, let digest, _): state == .draft && digest == self.digest
    case .noticeOverridden: state == .draft
    case .noticeStarted: state == .approved
    case .noticePaused: state == .sending
    case .noticeResumed: state == .paused || state == .finished
    case .noticeStopped: state == .sending || state == .paused
    case .noticeFinished: isLeaving
    default: false
    }
  }

  /// Entries of other notices change nothing, nor do those that it does not admit.
  package mutating func apply(_ line: RecordLine) {
    guard line.event.subject == "notice:\(id)" else { return }
    if case .noticeDrafted(_, let incident, let edition) = line.event, lines.isEmpty {
      self.incident = incident
      self.edition = Edition(rawValue: edition) ?? .warning
      authors.insert(line.actor)
    } else if !admits(line.event) {
      return
    }
    lines.append(line)
    switch line.event {
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
      if authors.allSatisfy({ $0 == Actor.candor }) { authors.insert(line.actor) }
    case .noticeOverridden(_, let rule, let place, let reason):
      overrides.append(Override(rule: rule, place: place, reason: reason, actor: line.actor))
    case .noticeApproved(_, _, let alone):
      state = .approved
      approvedBy = line.actor
      approvedAt = line.time
      isApprovedAlone = alone
    case .noticeStarted:
      state = .sending
      started = line.time
    case .noticePaused: state = .paused
    case .noticeResumed: state = .sending
    case .noticeStopped: state = .stopped
    // What was stopped has an end, and stays stopped.
    case .noticeFinished: if state != .stopped { state = .finished }
    default: break
    }
  }

  /// What is sent can be read, and not written, any more.
  package var isOpen: Bool { state == .draft || state == .approved }
  package var isLeaving: Bool { started != nil }
  /// It has gone to everybody once; what is sent once more to some changes nothing of that.
  package var hasFinished: Bool {
    for line in lines {
      if case .noticeFinished = line.event { return true }
      if case .noticeStopped = line.event { return false }
    }
    return false
  }
  /// The case may have another of this edition: what was stopped is replaced, and an update that went to everybody is followed by the next.
  package var makesRoom: Bool { state == .stopped || hasFinished && edition == .update }
  /// Somebody may still read it for the first time.
  package var isUnderway: Bool { state == .sending || state == .paused }
}
