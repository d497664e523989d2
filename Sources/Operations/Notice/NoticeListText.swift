import Casework
import Letters
import Vocabulary

/// The notices that there are, a line each, or as JSON: drafts too, which nobody was told yet.
package enum NoticeListText {
  package struct Row: Sendable {
    package let id: Int64
    package let caseID: Int64
    package let edition: Edition
    package let state: Notice.State
    /// nil before it was started.
    package let mailing: EnrolledNotice?
    package let tally: NoticeTally

    package init(_ notice: Notice) {
      id = notice.id
      caseID = notice.incident
      edition = notice.edition
      state = notice.state
      mailing = nil
      tally = NoticeTally.none
    }

    /// `notice` is nil for a mailing that the record does not tell of.
    package init(_ mailing: EnrolledNotice, _ tally: NoticeTally, notice: Notice?) {
      id = mailing.notice
      caseID = mailing.caseID
      edition = mailing.edition
      state = notice?.state ?? (mailing.finished == nil ? .sending : .finished)
      self.mailing = mailing
      self.tally = tally
    }

    private var condition: String {
      switch (state, mailing) {
      case (.draft, _): "a draft, which nobody was sent; its page in candor serve: /notices/\(id)"
      case (.approved, _): "approved, and not sent; its page in candor serve: /notices/\(id)"
      case (_, .some(let mailing)):
        "\(state.rawValue), begun \(mailing.begun?.rfc3339 ?? "not yet")"
          + (mailing.finished.map { ", finished \($0.rfc3339)" } ?? "")
      case (_, nil): state.rawValue
      }
    }

    fileprivate var line: String {
      let head = "\(id)  \(edition.rawValue)  case \(caseID)  \(condition)"
      guard mailing != nil else { return head + "\n" }
      let kinds = tally.kinds.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", ")
      return head
        + """
        \n    recipients \(tally.recipients) = sent \(tally.sent) + failed \(tally.failed) + skipped \(tally.skipped) + \
        waiting \(tally.waiting)\(kinds.isEmpty ? "" : " (\(kinds))")

        """
    }
  }

  package static func text(_ rows: [Row]) -> [UInt8] {
    guard !rows.isEmpty else { return Array("There is no notice yet; one is drafted with each case.\n".utf8) }
    return rows.flatMap { Array($0.line.utf8) }
  }

  package static func json(_ rows: [Row]) -> [UInt8] {
    var out = JSONText(indented: true)
    out.array { list in
      for row in rows {
        list.object { object in
          object.put("notice", Int(row.id))
          object.put("case", Int(row.caseID))
          object.put("edition", row.edition.rawValue)
          object.put("state", row.state.rawValue)
          object.put("begun", row.mailing?.begun?.rfc3339)
          object.put("finished", row.mailing?.finished?.rfc3339)
          object.put("recipients", row.tally.recipients)
          object.put("sent", row.tally.sent)
          object.put("failed", row.tally.failed)
          object.put("skipped", row.tally.skipped)
          object.put("waiting", row.tally.waiting)
          object.object("kinds") { kinds in for (kind, count) in row.tally.kinds { kinds.put(kind.rawValue, count) } }
        }
      }
    }
    return out.utf8 + [0x0A]
  }
}
