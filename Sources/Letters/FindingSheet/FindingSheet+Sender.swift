import Casework
import Forensics
import Vocabulary

extension FindingSheet {
  /// One for each service that sent a campaign; says so where nothing is known of any.
  func serviceSummaries() -> [Words] {
    var seen: Set<String> = []
    var summaries: [Words] = []
    for campaign in investigation.campaigns {
      guard let proven = campaign.service, seen.insert(proven.service.providerID).inserted else { continue }
      summaries.append(
        words(
          "service_short",
          [
            "service": Self.name(proven.service).shown(by: evidence(of: proven.service, in: campaign)),
            "surety": surety(proven),
          ]))
    }
    guard summaries.isEmpty else { return summaries }
    // Whoever sent originals already is not asked for them once more.
    let haveOriginal = investigation.campaigns.flatMap(\.members).contains { investigation.findings[$0].grade != .text }
    return [words(haveOriginal ? "service_unknown_original" : "service_unknown")]
  }

  private static func name(_ service: SendingService) -> Words { "\(strong: PlainText.clean(service.name, width: 60))" }

  /// How sure a service is, in a few words.
  private func surety(_ proven: ProvenService) -> Words {
    switch (proven.service.tier, proven.proven) {
    case (.a, true): words("surety_signature")
    case (.b, true): words("surety_bounce")
    case (.c, true): words("surety_probable")
    case (.claimed, _): words("surety_claimed")
    case (_, false):
      proven.independentReports > 1
        ? words("surety_reports", ["number": words.spelled(proven.independentReports)]) : words("surety_one_report")
    }
  }

  func serviceSummary(_ campaign: Campaign) -> Words {
    let claimed = campaign.claimedServices.prefix(5).map { "\($0, width: 40)" as Words }
    let claims: Words = claimed.isEmpty ? "" : " " + words("service_claims", ["services": words.list(claimed)])
    guard let proven = campaign.service else { return words("service_not_shown") + claims }
    let service = proven.service
    let isVerified = isVerifiedHere(service, in: campaign)
    let name = Self.name(service).shown(by: evidence(of: service, in: campaign))
    let tier =
      switch service.tier {
      case .a: words(isVerified ? "tier_a_here" : "tier_a")
      case .b: words("tier_b")
      case .c: words("tier_c")
      case .claimed: words("tier_claimed")
      }
    var sentences = [
      words("service_named", ["service": name, "surety": surety(proven)]), tier,
      witnesses(proven, isVerifiedHere: isVerified).shown(by: .reports(campaign: campaign.id)),
    ]
    if let account = service.account {
      sentences.append(words("service_account", ["account": "\(literal: people.hide(account), width: 80)"]))
    }
    if !service.ridesOn.isEmpty {
      sentences.append(
        words("service_rides", ["services": words.list(service.ridesOn.prefix(4).map { "\($0, width: 40)" })]))
    }
    return sentences.dropFirst().reduce(sentences[0]) { $0 + " " + $1 } + claims
  }

  /// Whether Candor itself verified the service's signature on one of the campaign's mails.
  private func isVerifiedHere(_ service: SendingService, in campaign: Campaign) -> Bool {
    campaign.members.contains { index in
      investigation.findings.indices.contains(index) && investigation.findings[index].verifiedHere
        && investigation.findings[index].service?.providerID == service.providerID
    }
  }

  private func witnesses(_ proven: ProvenService, isVerifiedHere: Bool) -> Words {
    let count = proven.independentReports
    if proven.proven {
      return count > 1
        ? words("witnesses_agree", ["count": words.number(count)])
        : words(isVerifiedHere ? "witness_verified" : "witness_test_account")
    }
    let key = proven.service.tier == .c ? "witness_altered" : "witness_unproven"
    return count == 1
      ? words("\(key)_one") : words("\(key)_other", ["number": words.spelled(count)])
  }

  /// Where a report about the sender can go; an address nobody has checked says so. nil where none is known.
  func contacts(_ campaign: Campaign) -> Words? {
    guard let service = campaign.service?.service, !service.abuseContacts.isEmpty else { return nil }
    let contacts = service.abuseContacts.prefix(4).map { contact -> Words in
      let value: Words =
        "\(literal: contact.value.replacing("https://", with: "").replacing("http://", with: ""))"
      let place = contact.kind.rawValue == "form" ? words("contact_form", ["place": value]) : value
      return contact.isVerified ? place : words("contact_unverified", ["place": place])
    }
    return words("contacts", ["places": words.either(contacts)])
  }
}
