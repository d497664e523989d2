import Vocabulary

/// One incident, as its events tell it: nothing is known of a case that is not in the record.
package struct Case: Sendable, Hashable {
  package enum State: String, Sendable, Codable, CaseIterable { case open, closed }

  package struct Settled: Sendable, Hashable {
    package let actor: String
    package let time: Timestamp
    package let note: String
  }

  package struct Answer: Sendable, Hashable {
    package let gotIt: Bool
    package let actor: String
    package let time: Timestamp
  }

  package let id: Int64
  package private(set) var title = ""
  package private(set) var state = State.open
  package private(set) var opened: Timestamp
  package private(set) var closed: Timestamp?
  /// Numbers of the reports filed in it, in the order of filing.
  package private(set) var reports: [Int64] = []
  /// By `NextActions` id: what has been done already.
  package private(set) var settled: [String: Settled] = [:]
  /// What customers answered who were asked, by address.
  package private(set) var answers: [EmailAddress: Answer] = [:]
  /// What people decided and wrote, without the single reports.
  package private(set) var decisions: [RecordLine] = []
  /// The last entry that was taken in.
  package private(set) var revision: Int64 = 0

  package init(id: Int64, opened: Timestamp) {
    self.id = id
    self.opened = opened
  }

  /// Entries of other cases change nothing.
  package mutating func apply(_ line: RecordLine) {
    guard line.event.subject == "case:\(id)" else { return }
    revision = line.number
    switch line.event {
    case .caseOpened(_, let title, let first, _, _):
      self.title = title
      opened = line.time
      reports += first
    case .reportFiled(_, let report):
      reports.append(report)
      return
    case .answerRecorded(_, let gotIt):
      if let person = line.personal.flatMap({ EmailAddress($0.person) }) {
        answers[person] = Answer(gotIt: gotIt, actor: line.actor, time: line.time)
      }
    case .stepSettled(_, let step, let note):
      settled[step] = Settled(actor: line.actor, time: line.time, note: note)
    case .stepReopened(_, let step): settled[step] = nil
    case .caseClosed:
      state = .closed
      closed = line.time
    case .caseReopened:
      state = .open
      closed = nil
    default: break
    }
    decisions.append(line)
  }
}
