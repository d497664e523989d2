import Casework
import Domains
import Forensics
import Mail
import Vocabulary

/// Which report shows what the sheet says, so that a page can lead to it.
extension FindingSheet {
  private func first(of campaign: Campaign?, where shows: (Finding) -> Bool) -> Words.Evidence? {
    let findings = investigation.findings
    let members = campaign.map(\.members) ?? Array(findings.indices)
    return members.first { findings.indices.contains($0) && shows(findings[$0]) }.map { .finding($0) }
  }

  func evidence(of lookAlike: LookAlike, in campaign: Campaign? = nil) -> Words.Evidence? {
    first(of: campaign) { $0.lookAlikes.contains { $0.accused == lookAlike.accused } }
  }

  /// The one that proves it, where one does alone; else the first that states it.
  func evidence(of service: SendingService, in campaign: Campaign) -> Words.Evidence? {
    let tier = service.tier
    func states(_ finding: Finding) -> Bool {
      finding.service?.providerID == service.providerID && finding.service?.tier == tier
    }
    return first(of: campaign) { states($0) && $0.verifiedHere }
      ?? first(of: campaign) { states($0) && $0.sentToTestAccount } ?? first(of: campaign, where: states)
  }

  func evidence(of link: Campaign.CountedLink, in campaign: Campaign) -> Words.Evidence? {
    first(of: campaign) { $0.links.contains { $0.url == link.url } }
  }

  func evidence(seen time: Timestamp) -> Words.Evidence? { first(of: nil) { $0.seen == time } }

  func evidenceOfTestAccount() -> Words.Evidence? { first(of: nil) { $0.sentToTestAccount } }
}
