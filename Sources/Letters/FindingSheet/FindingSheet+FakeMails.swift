import Casework
import Domains
import Forensics
import Mail
import Vocabulary

extension FindingSheet {
  /// Look-alike domains of all campaigns, each once, the surest first.
  func lookAlikeDomains() -> [LookAlike] {
    var seen: Set<String> = []
    return investigation.campaigns.flatMap(\.lookAlikes).filter { seen.insert($0.accused).inserted }
      .sorted { ($1.score, $0.accused) < ($0.score, $1.accused) }
  }

  func fakeMails(_ situation: Situation) -> Sheet.Section? {
    guard !investigation.campaigns.isEmpty else { return nil }
    let shown = investigation.campaigns.prefix(12)
    var blocks: [Sheet.Block] = []
    if let figure = reportsFigure() { blocks.append(.figure(figure)) }
    for campaign in shown { blocks += describe(campaign) }
    if investigation.campaigns.count > shown.count {
      blocks.append(
        .paragraph("\(investigation.campaigns.count - shown.count) more fake mails are in the JSON document."))
    }
    return Sheet.Section(
      id: "fake-mails", heading: investigation.campaigns.count == 1 ? "The fake mail" : "The fake mails", blocks: blocks
    )
  }

  private func describe(_ campaign: Campaign) -> [Sheet.Block] {
    var facts: [Sheet.Fact] = []
    let senders = senders(of: campaign)
    if !senders.isEmpty { facts.append(Sheet.Fact(question: "Says it is from", answer: Words.list(senders))) }
    if !campaign.subjects.isEmpty {
      let subjects = campaign.subjects.prefix(3).map { "“\(people.hide($0), width: 120)”" as Words }
      let rest = campaign.subjects.count - subjects.count
      facts.append(
        Sheet.Fact(question: "Subject", answer: Words.list(Array(subjects)) + (rest > 0 ? " and \(rest) more" : "")))
    }
    if let first = campaign.firstSeen {
      let last = campaign.lastSeen ?? first
      facts.append(
        Sheet.Fact(question: "Seen", answer: first.date == last.date ? "\(first)" : "\(first.date) to \(last.date)"))
    }
    facts.append(
      Sheet.Fact(
        question: "Reported",
        answer: campaign.files.count == 1
          ? "once"
          : "\(campaign.files.count) times, for \(campaign.recipients.count, "recipient")\(campaign.testAccounts.isEmpty ? "" : ", \(Quantity.count(campaign.testAccounts.count, "test account")) among them")"
      ))
    facts.append(Sheet.Fact(question: "Who really sent it", answer: serviceSummary(campaign)))
    if let contacts = contacts(campaign) { facts.append(Sheet.Fact(question: "Where to report it", answer: contacts)) }
    var blocks: [Sheet.Block] = [.subheading("Fake mail \(campaign.id)"), .facts(facts)]
    if let proven = campaign.service, !proven.service.because.isEmpty {
      blocks.append(
        .list(proven.service.because.prefix(5).map { "\(people.hide($0))" }, under: "Why this service is named:"))
    }
    if !campaign.lookAlikes.isEmpty {
      blocks.append(
        .list(campaign.lookAlikes.prefix(8).map(explain), under: "How its names were made to look like yours:"))
    }
    if !campaign.links.isEmpty { blocks.append(.table(links(campaign))) }
    return blocks
  }

  private func senders(of campaign: Campaign) -> [Words] {
    var counts: [EmailAddress: (name: String?, count: Int)] = [:]
    for index in campaign.members where investigation.findings.indices.contains(index) {
      guard let original = investigation.findings[index].original, let from = original.from else { continue }
      counts[from] = (counts[from]?.name ?? original.fromName, (counts[from]?.count ?? 0) + 1)
    }
    let common = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(3)
    return common.map { address, seen in
      let name = PlainText.clean(seen.name ?? "", width: 60)
      let shown: Words = "\(literal: defanged(address))"
      return name.isEmpty ? shown : "“\(name)” \(shown)"
    }
  }

  /// `harb0rledger[.]com imitates harborledger.com: …`
  private func explain(_ lookAlike: LookAlike) -> Words {
    let domain: Words = "\(literal: HostileURL.defang(lookAlike.accused))"
    let seen: Words = lookAlike.unicode.map { ", which people see as \(literal: HostileURL.defang($0))," } ?? ""
    let imitated: Words = lookAlike.imitates.map { " imitates \(literal: $0.ascii)" } ?? " is made to be trusted"
    let ways = lookAlike.techniques.map(Self.words)
    let how: Words = ways.isEmpty ? "" : ": \(Words.list(ways))"
    return domain + seen + imitated + how + ". That it was made to deceive is \(Quantity.likelihood(lookAlike.score))."
  }

  static func words(_ technique: Technique) -> Words {
    switch technique {
    case .homoglyph: "a letter is swapped for one that looks the same"
    case .omission: "a letter is left out"
    case .insertion: "a letter is put in"
    case .repetition: "a letter is doubled"
    case .transposition: "two letters changed places"
    case .replacement: "a letter is swapped for its neighbour on the keyboard"
    case .bitsquat: "a letter differs by one bit, as when a computer's memory errs"
    case .vowelSwap: "a vowel is swapped for another"
    case .hyphen: "a hyphen is put in or left out"
    case .plural: "an s is added or dropped"
    case .tld: "the ending is another one"
    case .combosquat: "your name stands beside other words"
    case .subdomain: "your name stands in front of somebody else's domain"
    case .path: "your name stands behind somebody else's domain"
    }
  }

  private func links(_ campaign: Campaign) -> Sheet.Table {
    let shown = campaign.links.prefix(8)
    let rest = campaign.links.count - shown.count
    return Sheet.Table(
      caption: rest > 0 ? "Where its links lead (\(rest) more in the JSON document)" : "Where its links lead",
      columns: [.init(name: "Link, made harmless"), .init(name: "Reports", isNumber: true)],
      rows: shown.map { ["\(literal: people.hide($0.url.defanged), width: 160)", "\($0.count)"] })
  }

  /// Reports over time; nil for a single one.
  private func reportsFigure() -> Sheet.Figure? {
    let campaigns = Array(investigation.campaigns.prefix(6))
    let seen = campaigns.enumerated().flatMap { index, campaign in
      campaign.members.compactMap { member -> (day: CalendarDate, campaign: Int)? in
        guard investigation.findings.indices.contains(member), let time = investigation.findings[member].seen else {
          return nil
        }
        return (time.date, index)
      }
    }
    guard seen.count > 1, let series = DailySeries(names: campaigns.map(\.id), seen: seen) else { return nil }
    let busiest = series.bars.max { ($0.total, $1.start) < ($1.total, $0.start) }
    let left = investigation.campaigns.count - campaigns.count
    return Sheet.Figure(
      id: "reports-over-time", title: "Reports by the \(series.spanWords) on which the fake mail was seen",
      summary:
        "\(seen.count, "report"). The most, \(busiest?.total ?? 0), \(series.span == 1 ? "on" : "in the \(series.spanWords) from") \(busiest?.start ?? seen[0].day).\(left > 0 ? " Only the first \(campaigns.count) fake mails are shown." : "")",
      plot: .counts(series),
      table: Sheet.Table(
        caption: "Reports per \(series.spanWords)",
        columns: [.init(name: series.span == 1 ? "Day" : "From")]
          + series.names.map { .init(name: "Fake mail \($0)", isNumber: true) },
        rows: series.bars.filter { $0.total > 0 }.map { bar in ["\(bar.start)"] + bar.counts.map { "\($0)" } }))
  }
}
