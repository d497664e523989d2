import Casework
import Letters
import Vocabulary

/// The ledger of one notice for a regulator: a line for each person, as CSV or JSON, written as it is read.
package struct NoticeLedgerText: Sendable {
  private let notice: EnrolledNotice

  package init(_ notice: EnrolledNotice) { self.notice = notice }

  private static let columns = [
    "notice", "case", "edition", "recipient", "address", "segment", "language", "state", "kind", "when", "attempts",
    "answer",
  ]

  package static let head = csv(columns)

  /// `when` is when the state last changed, in UTC; nobody's address stands where the person was deleted.
  package func csvLine(_ recipient: NoticeRecipient) -> [UInt8] { Self.csv(cells(recipient)) }

  /// One JSON object on a line.
  package func jsonLine(_ recipient: NoticeRecipient) -> [UInt8] {
    var out = JSONText(indented: false)
    out.object { object in
      object.put("notice", Int(notice.notice))
      object.put("case", Int(notice.caseID))
      object.put("edition", notice.edition.rawValue)
      object.put("recipient", Int(recipient.id))
      object.put("address", recipient.address?.text)
      object.put("segment", recipient.segment.rawValue)
      object.put("language", recipient.language.tag)
      object.put("state", Self.state(recipient))
      object.put("kind", recipient.kind?.rawValue)
      object.put("when", recipient.changed?.rfc3339)
      object.put("attempts", recipient.attempts)
      object.put("answer", recipient.reply)
    }
    return out.utf8 + [0x0A]
  }

  /// The sums, which name nobody.
  package func sums(_ tally: NoticeTally) -> [UInt8] {
    var out = Self.csv(["notice", "case", "edition", "segment", "language", "state", "kind", "recipients"])
    var sums: [[String]: Int] = [:]
    for (key, count) in tally.counts {
      let state = key.state == .sending ? NoticeRecipient.State.waiting : key.state
      sums[[key.segment.rawValue, key.language.tag, state.rawValue, key.kind?.rawValue ?? ""], default: 0] += count
    }
    for (words, count) in sums.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      out += Self.csv(["\(notice.notice)", "\(notice.caseID)", notice.edition.rawValue] + words + [String(count)])
    }
    return out
  }

  private func cells(_ recipient: NoticeRecipient) -> [String] {
    [
      String(notice.notice), String(notice.caseID), notice.edition.rawValue, String(recipient.id),
      recipient.address?.text ?? "", recipient.segment.rawValue, recipient.language.tag, Self.state(recipient),
      recipient.kind?.rawValue ?? "", recipient.changed?.rfc3339 ?? "", String(recipient.attempts),
      recipient.reply ?? "",
    ]
  }

  /// Whoever is just being sent to is not sent to yet.
  private static func state(_ recipient: NoticeRecipient) -> String {
    (recipient.state == .sending ? .waiting : recipient.state).rawValue
  }

  private static func csv(_ cells: [String]) -> [UInt8] {
    Array((cells.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  /// RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe.
  private static func cell(_ text: String) -> String {
    let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
    guard safe.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
