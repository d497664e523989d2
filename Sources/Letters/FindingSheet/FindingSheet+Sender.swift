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
      summaries.append("\(strong: PlainText.clean(proven.service.name, width: 60)) (\(Self.surety(proven)))")
    }
    if summaries.isEmpty {
      return ["Not known yet. Ask a customer to forward the mail as an attachment: that keeps what shows it."]
    }
    return summaries
  }

  /// How sure a service is, in a few words.
  static func surety(_ proven: ProvenService) -> String {
    switch (proven.service.tier, proven.proven) {
    case (.a, true): "proven by a signature"
    case (.b, true): "proven by the check of its bounce address"
    case (.c, true): "probable, confirm it first"
    case (.claimed, _): "only claimed"
    case (_, false):
      proven.independentReports > 1
        ? "stated by \(Quantity.spelled(proven.independentReports)) independent reports, not proven"
        : "stated by one report, not proven yet"
    }
  }

  func serviceSummary(_ campaign: Campaign) -> Words {
    let claimed = campaign.claimedServices.prefix(5).map { "\($0, width: 40)" as Words }
    let claims: Words =
      claimed.isEmpty
      ? ""
      : " Its header also names \(Words.list(claimed)), in lines that the sender could have written: that proves nothing."
    guard let proven = campaign.service else {
      return "The reports do not show it." + claims
    }
    let service = proven.service
    var words: Words = "\(strong: PlainText.clean(service.name, width: 60)), \(Self.surety(proven))."
    switch service.tier {
    case .a: words = words + " The mail carries a signature of this service (DKIM) that the receiver checked."
    case .b: words = words + " The receiver checked that it came from a machine which this service allows (SPF)."
    case .c:
      words =
        words
        + " The receiver's own lines name a machine of this service. A determined sender can fake that: let somebody confirm it before you write to them."
    case .claimed: words = words + " Only lines that the sender could have written name it."
    }
    words = words + " \(Self.witnesses(proven))"
    if let account = service.account {
      words = words + " The sender's account there: \(literal: people.hide(account), width: 80)."
    }
    if !service.ridesOn.isEmpty {
      words = words + " It sends through \(Words.list(service.ridesOn.prefix(4).map { "\($0, width: 40)" }))."
    }
    return words + claims
  }

  private static func witnesses(_ proven: ProvenService) -> Words {
    let count = proven.independentReports
    if proven.proven {
      return count > 1
        ? "\(count) independent reports say the same."
        : "A test account of yours received it, or its signature was verified here."
    }
    return
      "So far \(count == 1 ? "one report states" : "\(Quantity.spelled(count)) reports state") it, and a report can be altered. A second one by another customer, forwarded as an attachment, would \(proven.service.tier == .c ? "show that it was not altered" : "prove it")."
  }

  /// Where a report about the sender can go; an address nobody has checked says so. nil where none is known.
  func contacts(_ campaign: Campaign) -> Words? {
    guard let service = campaign.service?.service, !service.abuseContacts.isEmpty else { return nil }
    let contacts = service.abuseContacts.prefix(4).map { contact -> Words in
      let value = contact.value.replacing("https://", with: "").replacing("http://", with: "")
      let kind = contact.kind.rawValue == "form" ? "form at " : ""
      return "\(kind)\(literal: value)\(contact.isVerified ? "" : " (not verified)")"
    }
    return Words.list(contacts, last: " or ")
      + ". Say what you know and attach the mail. Do not write to the sender."
  }
}
