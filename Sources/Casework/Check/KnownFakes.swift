import Domains
import Forensics
import Mail
import Vocabulary

/// What tells whether one mail is among the fakes that customers reported, and tells nothing else of them.
package struct KnownFakes: Sendable {
  /// Names made to be taken for the organization's, as in `LookAlike.accused`.
  package private(set) var names: Set<String> = []
  package private(set) var senders: Set<EmailAddress> = []
  /// Without digits and case, as `Fingerprint` has them.
  package private(set) var subjects: Set<String> = []
  package private(set) var fingerprints: [Fingerprint] = []

  /// Of one campaign: reports of one fake differ little.
  private static let mostFingerprints = 8
  private static let most = 2000

  /// What only one person's report says is known to nobody else's: a subject may hold a customer's name, and one reporter may lie. Whom a
  /// report counts for is `Escalation.person`.
  package init(_ investigations: [Investigation]) {
    for investigation in investigations {
      let organization = investigation.organization
      for campaign in investigation.campaigns {
        let findings = campaign.members.prefix(10_000).map { investigation.findings[$0] }
        func shared<Trait: Hashable>(_ traits: (Finding) -> [Trait]) -> Set<Trait> {
          var people: [Trait: Set<String>] = [:]
          for finding in findings where people.count < Self.most {
            guard let person = Escalation.person(of: finding, organization: organization) else { continue }
            for trait in traits(finding) { people[trait, default: []].insert(person) }
          }
          return Set(people.filter { $0.value.count >= 2 }.keys)
        }
        names.formUnion(shared { $0.lookAlikes.prefix(20).map(\.accused) })
        senders.formUnion(
          shared { finding in
            [finding.original?.from].compactMap(\.self).filter { !organization.owns($0.domain) }
          })
        subjects.formUnion(shared { $0.fingerprint.subject.utf8.count < 6 ? [] : [$0.fingerprint.subject] })
        let people = Set(findings.compactMap { Escalation.person(of: $0, organization: organization) })
        if people.count >= 2, fingerprints.count < Self.most { fingerprints += Self.different(findings) }
      }
    }
  }

  private static func different(_ findings: [Finding]) -> [Fingerprint] {
    var found: [Fingerprint] = []
    for finding in findings where found.count < mostFingerprints && !finding.fingerprint.sketch.isEmpty {
      if !found.contains(where: { $0.resemblance(to: finding.fingerprint) > 0.9 }) { found.append(finding.fingerprint) }
    }
    return found
  }

  /// A host is known where it is one of the names or lies under one.
  package func hasName(_ host: String) -> Bool {
    let host = host.lowercased()
    return names.contains { DomainName.isWithin(host, $0) }
  }

  package func hasText(like other: Fingerprint) -> Bool {
    fingerprints.contains { $0.resemblance(to: other) >= CampaignGrouping.sameText }
  }
}
