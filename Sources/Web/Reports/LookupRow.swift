import Domains
import Letters
import Vocabulary

/// One answer of the DNS that was kept for a report: what was asked, when, what came, and how far it can be believed.
struct LookupRow: PagePart {
  let answer: DNSObservation
  let words: InterfaceWords

  static let fields: Fields<LookupRow> = [
    .text("name") { HostileURL.defang(PlainText.clean($0.answer.question.name, width: 253)) },
    .text("kind") { $0.answer.question.kind.rawValue },
    .text("outcome") { $0.words.outcome($0.answer.outcome, $0.words.moment($0.answer.time)) },
    .text("security") { $0.words.security($0.answer.security) },
    .list("records") { row in row.answer.records.prefix(8).map { TextLine(text: PlainText.clean($0, width: 200)) } },
  ]

  /// The newest first, each answer once, however often it came.
  static func rows(_ answers: [DNSObservation], _ words: InterfaceWords) -> [LookupRow] {
    struct Said: Hashable {
      let question: DNSQuestion
      let outcome: DNSObservation.Outcome
      let records: [String]
    }
    var seen: Set<Said> = []
    return answers.reversed().filter {
      seen.insert(Said(question: $0.question, outcome: $0.outcome, records: $0.records)).inserted
    }.prefix(60).map { LookupRow(answer: $0, words: words) }
  }
}

extension InterfaceWords {
  fileprivate func outcome(_ outcome: DNSObservation.Outcome, _ time: String) -> String {
    switch outcome {
    case .records: self("lookup_records", ["time": time])
    case .nonexistent: self("lookup_nonexistent", ["time": time])
    case .empty: self("lookup_empty", ["time": time])
    case .failed: self("lookup_failed", ["time": time])
    case .oversized: self("lookup_oversized", ["time": time])
    }
  }

  fileprivate func security(_ security: DNSObservation.Security) -> String {
    switch security {
    case .secure: self["lookup_secure"]
    case .insecure: self["lookup_insecure"]
    case .bogus: self["lookup_bogus"]
    case .unchecked: self["lookup_unchecked"]
    }
  }
}
