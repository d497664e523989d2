import Domains
import Mail
import Vocabulary

/// Puts reports of one fake mail together by what the mail is: its look-alike, its links, its text; never by a subject alone.
package struct CampaignGrouping: Sendable {
  /// Text sketches at least this alike are the same mail where nothing else ties them.
  package static let sameText = 0.6
  /// The same where a link's host or the sender ties them too.
  package static let relatedText = 0.3
  /// A mail without a look-alike of its own joins a campaign by text only within this many seconds of one of its reports.
  package static let joinSpan: Int64 = 14 * 86_400

  private let findings: [Finding]
  private let organization: Organization
  private var parent: [Int]
  /// Place of each fake by first sight, and file where that is the same.
  private var order: [Int]

  /// Campaigns in the order of first sight, and the campaign id by index of finding. Only impersonations are grouped.
  package static func group(_ findings: [Finding], organization: Organization) -> (
    campaigns: [Campaign], of: [Int: String]
  ) {
    var grouping = CampaignGrouping(findings, organization)
    return grouping.run()
  }

  private init(_ findings: [Finding], _ organization: Organization) {
    self.findings = findings
    self.organization = organization
    parent = Array(findings.indices)
    order = parent
  }

  private mutating func run() -> (campaigns: [Campaign], of: [Int: String]) {
    // In an order of their own, so that the order of the files decides nothing.
    let fakes = findings.indices.filter { findings[$0].judgement.verdict == .impersonation }
      .sorted {
        (findings[$0].seen?.seconds ?? .max, findings[$0].file) < (
          findings[$1].seen?.seconds ?? .max, findings[$1].file
        )
      }
    for (place, index) in fakes.enumerated() { order[index] = place }
    joinByLookAlike(fakes)
    let loose = fakes.filter { findings[$0].lookAlikes.isEmpty }
    let joined = joinBySource(loose)
    joinByText(loose.filter { !joined.contains($0) }, among: fakes)
    var groups: [Int: [Int]] = [:]
    for index in fakes { groups[root(index), default: []].append(index) }
    let ordered = groups.values.sorted { order[$0[0]] < order[$1[0]] }
    var campaigns: [Campaign] = []
    var campaignOf: [Int: String] = [:]
    for members in ordered {
      let id = "c\(campaigns.count + 1)"
      campaigns.append(Campaign(id: id, members: members.sorted(), findings: findings))
      for index in members { campaignOf[index] = id }
    }
    return (campaigns, campaignOf)
  }

  /// Mails with a look-alike in common are one campaign, in whatever language.
  private mutating func joinByLookAlike(_ fakes: [Int]) {
    var first: [String: Int] = [:]
    for index in fakes {
      for lookAlike in findings[index].lookAlikes {
        if let other = first[lookAlike.accused] {
          join(index, other)
        } else {
          first[lookAlike.accused] = index
        }
      }
    }
  }

  /// Mails without a look-alike that have both the sender's address and a foreign link's host in common are one campaign too, in whatever language.
  /// They come in the order of first sight. Those that were joined.
  private mutating func joinBySource(_ loose: [Int]) -> Set<Int> {
    var last: [String: Int] = [:]
    var joined: Set<Int> = []
    for index in loose {
      let ties = tiesOf(index)
      guard let sender = ties.first(where: { $0.hasPrefix("from ") }) else { continue }
      for host in ties where host.hasPrefix("host ") {
        let source = sender + " " + host
        if let other = last[source], distance(index, other) <= Self.joinSpan {
          join(index, other)
          joined.formUnion([index, other])
        }
        last[source] = index
      }
    }
    return joined
  }

  /// Mails without one are held against those whose sketch shares one of its smallest hashes, or their sender, or a link's host. Each joins one other
  /// at most, one with a look-alike before any: so that it never ties two campaigns together, nor stays apart with others of its kind.
  private mutating func joinByText(_ loose: [Int], among fakes: [Int]) {
    guard !loose.isEmpty else { return }
    var buckets: [UInt64: [Int]] = [:]
    var ties: [String: [Int]] = [:]
    let bucketSize = 32
    for index in fakes {
      for hash in findings[index].fingerprint.sketch.prefix(8)
      where buckets[hash]?.count ?? 0 < bucketSize {
        buckets[hash, default: []].append(index)
      }
      for tie in tiesOf(index) where ties[tie]?.count ?? 0 < bucketSize {
        ties[tie, default: []].append(index)
      }
    }
    for index in loose {
      var best: (other: Int, rank: (Int, Int64, Double, Int))?
      let tied = Set(tiesOf(index).flatMap { ties[$0] ?? [] })
      let near = tied.union(
        findings[index].fingerprint.sketch.prefix(8).flatMap { buckets[$0] ?? [] })
      for other in near where other != index {
        let likeness = findings[index].fingerprint.resemblance(to: findings[other].fingerprint)
        guard likeness >= (tied.contains(other) ? Self.relatedText : Self.sameText) else {
          continue
        }
        guard claimsOwnDomain(index) == claimsOwnDomain(other) || tied.contains(other) else {
          continue
        }
        let distance = distance(index, other)
        guard distance <= Self.joinSpan else { continue }
        let rank = (findings[other].lookAlikes.isEmpty ? 1 : 0, distance, -likeness, order[other])
        if let found = best, found.rank <= rank { continue }
        best = (other, rank)
      }
      if let best { join(index, best.other) }
    }
  }

  private func claimsOwnDomain(_ index: Int) -> Bool {
    findings[index].original?.from.map { organization.owns($0.domain) } ?? false
  }

  /// The sender's address and the hosts of foreign links.
  private func tiesOf(_ index: Int) -> [String] {
    let finding = findings[index]
    var ties = finding.links.compactMap(\.url.host).filter { !organization.owns($0) }.map {
      "host " + $0
    }
    if let from = finding.original?.from, !organization.owns(from.domain) {
      ties.append("from " + from.text)
    }
    return Array(Set(ties).sorted().prefix(16))
  }

  private func distance(_ left: Int, _ right: Int) -> Int64 {
    guard let a = findings[left].seen, let b = findings[right].seen else { return 0 }
    return (a.seconds - b.seconds).magnitude > UInt64(Int64.max) ? .max : abs(a.seconds - b.seconds)
  }

  private mutating func root(_ index: Int) -> Int {
    var index = index
    while parent[index] != index {
      parent[index] = parent[parent[index]]
      index = parent[index]
    }
    return index
  }

  private mutating func join(_ left: Int, _ right: Int) {
    let (a, b) = (root(left), root(right))
    parent[max(a, b)] = min(a, b)
  }
}

extension Campaign {
  /// Adds up what its reports say.
  init(id: String, members: [Int], findings: [Finding]) {
    let own = members.map { findings[$0] }
    var lookAlikes: [String: LookAlike] = [:]
    for lookAlike in own.flatMap(\.lookAlikes)
    where lookAlikes[lookAlike.accused].map({ $0.score < lookAlike.score }) ?? true {
      lookAlikes[lookAlike.accused] = lookAlike
    }
    let seen = own.compactMap(\.seen)
    let recipients = Set(own.filter { !$0.isReporterForged }.compactMap { $0.original?.recipient })
    let (service, claimed) = ProvenService.agree(own)
    self.init(
      id: id, members: members, files: own.map(\.file), recipients: recipients.sorted(),
      firstSeen: seen.min(),
      lastSeen: seen.max(),
      lookAlikes: lookAlikes.values.sorted { ($1.score, $0.accused) < ($0.score, $1.accused) },
      links: CountedLink.count(own), service: service, claimedServices: claimed,
      subjects: Array(Set(own.compactMap { $0.original?.subject })).sorted(),
      lureFields: Self.agreedFields(own),
      testAccounts: Set(own.filter(\.sentToTestAccount).compactMap { $0.original?.recipient })
        .sorted())
  }

  /// Fields that at least half of the reports show, and more than one of them where there are more: one altered report proves nothing.
  private static func agreedFields(_ own: [Finding]) -> Set<String> {
    var counts: [String: Int] = [:]
    for field in own.flatMap(\.lureFields) { counts[field, default: 0] += 1 }
    return Set(counts.filter { $0.value * 2 >= own.count && ($0.value > 1 || own.count == 1) }.keys)
  }
}

extension Campaign.CountedLink {
  /// Links of one campaign by scheme, host and path; what follows the path mostly names the recipient and is left out.
  static func count(_ own: [Finding]) -> [Campaign.CountedLink] {
    var counts: [String: (url: HostileURL, count: Int)] = [:]
    for finding in own {
      var here: Set<String> = []
      for link in finding.links {
        let cut = String(link.url.raw.prefix { $0 != "?" && $0 != "#" })
        guard here.insert(cut).inserted, let url = HostileURL(cut) else { continue }
        counts[cut, default: (url, 0)].count += 1
      }
    }
    return counts.values.sorted { ($1.count, $0.url.raw) < ($0.count, $1.url.raw) }.prefix(50).map {
      Campaign.CountedLink(url: $0.url, count: $0.count)
    }
  }
}
