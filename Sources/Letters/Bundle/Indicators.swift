import Casework
import Domains
import Evidence
import Forensics
import Mail
import Vocabulary

/// What an investigation found that others can know the attacker by: never the company's own names, never a customer's address.
package struct Indicators {
  private let investigation: Investigation
  /// Reporters, recipients and test accounts.
  private let people: Set<EmailAddress>
  private let traces: PersonalTraces
  private var found: [Indicator] = []
  private var seen: Set<Indicator.Value> = []

  package static func of(_ investigation: Investigation) -> [Indicator] {
    var indicators = Indicators(investigation)
    for campaign in investigation.campaigns { indicators.take(campaign) }
    return indicators.found
  }

  private init(_ investigation: Investigation) {
    self.investigation = investigation
    var people = Set(investigation.findings.flatMap { [$0.reporter, $0.original?.recipient] }.compactMap { $0 })
    for campaign in investigation.campaigns { people.formUnion(campaign.recipients + campaign.testAccounts) }
    self.people = people
    traces = PersonalTraces(of: people)
  }

  private mutating func take(_ campaign: Campaign) {
    for lookAlike in campaign.lookAlikes {
      guard let name = DomainName(lookAlike.accused) else { continue }
      let brand = lookAlike.imitates?.ascii ?? "the company's domain"
      let value: Indicator.Value = lookAlike.registrable == lookAlike.accused ? .domain(name) : .host(name)
      add(value, .green, campaign, "made to be taken for \(brand)")
    }
    let links = campaign.links.compactMap { link in Self.cut(link.url).map { (url: $0, count: link.count) } }
    let mails = Dictionary(links.map { ($0.url, $0.count) }, uniquingKeysWith: +)
    // Somebody may send in one mail twice.
    var receivers: [HostileURL: Set<EmailAddress?>] = [:]
    for index in campaign.members where investigation.findings.indices.contains(index) {
      let finding = investigation.findings[index]
      for url in finding.links.compactMap({ Self.cut($0.url) }) {
        receivers[url, default: []].insert(finding.original?.recipient ?? finding.reporter)
      }
    }
    for link in links {
      take(link.url, campaign, isOfOne: (mails[link.url] ?? 0) < 2 || receivers[link.url]?.count == 1)
    }
    for index in campaign.members where investigation.findings.indices.contains(index) {
      let finding = investigation.findings[index]
      guard finding.judgement.verdict == .impersonation, let from = finding.original?.from else { continue }
      add(.address(from), .green, campaign, "sender address of a mail that impersonates the company")
    }
    if let proven = campaign.service, proven.proven, let account = proven.service.account {
      add(
        .account(service: proven.service.providerID, id: account), .amber, campaign,
        "account at \(proven.service.name) that the mails were sent from")
    }
  }

  /// Query and fragment often tell whom the link was made for: they stay here. nil for what leads to no page.
  private static func cut(_ link: HostileURL) -> HostileURL? {
    guard link.scheme == "http" || link.scheme == "https" else { return nil }
    var text = String(link.raw.prefix { $0 != "?" && $0 != "#" })
    if let user = link.userInfo, let range = text.firstRange(of: user + "@") { text.removeSubrange(range) }
    return HostileURL(text)
  }

  /// Where there is a look-alike, other links are left out, since a fake mail also links to pages of people who know nothing of it. A link that
  /// one of many recipients alone was sent was made for that one, and tells whoever opens it, and so the attacker, who that was.
  private mutating func take(_ url: HostileURL, _ campaign: Campaign, isOfOne: Bool) {
    let accused = campaign.lookAlikes.map(\.accused)
    let isTheirs = url.host.map { host in accused.contains { DomainName.isWithin(host, $0) } } ?? false
    guard isTheirs || accused.isEmpty else { return }
    if traces.occur(in: url.raw) {
      add(.url(url), .red, campaign, "link that names a recipient")
    } else if isOfOne, campaign.recipients.count >= 2 || Self.holdsToken(url.path) {
      add(.url(url), .red, campaign, "link that one recipient alone was sent")
    } else if isTheirs {
      add(.url(url), .green, campaign, "link to a page on a look-alike domain")
    } else {
      add(.url(url), .amber, campaign, "link in a mail that impersonates the company; the host may be a bystander's")
    }
  }

  /// Whether a part of a path is no word: long, with digits or letters of both sizes.
  private static func holdsToken(_ path: String) -> Bool {
    path.utf8.split { !(($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39) }.contains { part in
      guard part.count >= 12 else { return false }
      let digits = part.count { $0 <= 0x39 }
      let capitals = part.dropFirst().count { $0 >= 0x41 && $0 <= 0x5A }
      return digits > 0 || capitals > 0 && capitals < part.count - 1
    }
  }

  private mutating func add(_ value: Indicator.Value, _ marking: TrafficLight, _ campaign: Campaign, _ why: String) {
    guard isForeign(value), seen.insert(value).inserted else { return }
    found.append(
      Indicator(value, marking: marking, firstSeen: campaign.firstSeen, lastSeen: campaign.lastSeen, why: why))
  }

  private func isForeign(_ value: Indicator.Value) -> Bool {
    let own = investigation.organization
    switch value {
    case .domain(let name), .host(let name): return !own.owns(name.ascii)
    case .url(let url): return url.host.map { !own.owns($0) } ?? false
    case .address(let address): return !own.owns(address.domain) && !isPerson(address)
    case .account(_, let id): return EmailAddress(id).map { !own.owns($0.domain) && !isPerson($0) } ?? true
    case .ip, .file: return true
    }
  }

  private func isPerson(_ address: EmailAddress) -> Bool {
    people.contains(address) || people.contains(address.untagged)
  }
}

/// Finds customers' addresses in a link: as they are, with percent signs, as hexadecimal or base64.
struct PersonalTraces {
  private let needles: [String]

  init(of people: some Sequence<EmailAddress>) {
    needles = people.flatMap { address in
      let base64 = Base64.encode(address.text.utf8)
      return [Hexadecimal.encode(Array(address.text.utf8)), String(base64.prefix { $0 != "=" }).lowercased()]
    }
  }

  /// Any `@` behind the host counts, whoever's it is.
  func occur(in link: String) -> Bool {
    let text = link.lowercased()
    if text.contains("@") || text.contains("%40") || text.contains("%2540") { return true }
    return needles.contains { text.contains($0) }
  }
}
