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

  package static let none = KnownFakes([])

  /// What only one person's report says is known to nobody else's: a subject may hold a customer's name, and one reporter may lie.
  package init(_ investigations: [Investigation]) {
    for investigation in investigations {
      for campaign in investigation.campaigns {
        let findings = campaign.members.prefix(10_000).map { investigation.findings[$0] }
        let people = Set(findings.map { ($0.reporter ?? $0.original?.recipient)?.untagged.text ?? $0.file })
        guard people.count >= 2 else { continue }
        names.formUnion(campaign.lookAlikes.prefix(100).map(\.accused))
        for finding in findings where senders.count < Self.most {
          guard let sender = finding.original?.from, !investigation.organization.owns(sender.domain) else { continue }
          senders.insert(sender)
        }
        subjects.formUnion(Self.shared(findings))
        fingerprints += Self.different(findings)
        if fingerprints.count > Self.most { return }
      }
    }
  }

  /// Subjects that at least two people got, whatever numbers they hold.
  private static func shared(_ findings: [Finding]) -> [String] {
    var people: [String: Set<String>] = [:]
    for finding in findings where people.count < most {
      let person = (finding.original?.recipient ?? finding.reporter)?.untagged.text ?? finding.file
      guard finding.fingerprint.subject.utf8.count >= 6 else { continue }
      people[finding.fingerprint.subject, default: []].insert(person)
    }
    return people.filter { $0.value.count >= 2 }.map(\.key)
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

  package var isEmpty: Bool { names.isEmpty && senders.isEmpty && subjects.isEmpty && fingerprints.isEmpty }
}
