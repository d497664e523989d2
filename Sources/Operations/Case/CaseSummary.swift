import Casework
import Letters
import Vocabulary

/// A case in a line.
package struct CaseSummary: Sendable, Hashable {
  package let id: Int64
  package let title: String
  package let state: Case.State
  package let reports: Int
  package let campaigns: Int
  package let opened: Timestamp

  package static func json(_ cases: [CaseSummary]) -> [UInt8] {
    var out = JSONText(indented: true)
    out.array { list in
      for one in cases {
        list.object { object in
          object.put("id", Int(one.id))
          object.put("title", one.title)
          object.put("state", one.state.rawValue)
          object.put("reports", one.reports)
          object.put("campaigns", one.campaigns)
          object.put("opened", one.opened.rfc3339)
        }
      }
    }
    return out.utf8 + [0x0A]
  }

  /// `threshold`: so many different people open a case.
  package static func text(_ cases: [CaseSummary], threshold: Int) -> [UInt8] {
    guard !cases.isEmpty else {
      return Array(
        "No case yet. \(threshold == 1 ? "The first report of a fake opens" : "\(threshold) different people who report a fake open") one.\n"
          .utf8)
    }
    return Array(
      cases.map {
        "\($0.id)  \($0.state.rawValue)  opened \($0.opened.rfc3339)  reports \($0.reports)  campaigns \($0.campaigns)  \($0.title)\n"
      }
      .joined().utf8)
  }
}

extension CaseDesk {
  package func summary(of id: Int64) async throws(StoreTrouble) -> CaseSummary? {
    guard let known = try await cases.load(id) else { return nil }
    let assessment = try await assessing.assessment(of: id)
    return CaseSummary(
      id: id, title: known.title, state: known.state, reports: known.reports.count,
      campaigns: assessment?.investigation.campaigns.count ?? 0, opened: known.opened)
  }
}
