import Domains
import Forensics
import Mail
import Vocabulary

/// A name for the fake mail that one report shows, good enough to answer nobody twice for it; the real grouping sees all reports.
package enum CampaignTie {
  package static func of(_ finding: Finding) -> String {
    guard finding.judgement.verdict == .impersonation else { return finding.judgement.verdict.rawValue }
    if let name = finding.lookAlikes.first?.accused { return "name:\(name)" }
    if let host = finding.links.lazy.compactMap(\.url.host).first { return "host:\(host)" }
    return "subject:\(finding.original?.subject?.lowercased().prefix(80) ?? "")"
  }
}
