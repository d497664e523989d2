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
    let rest = investigation.campaigns.count - shown.count
    if rest > 0 { blocks.append(.paragraph(words.count("more_fake_mails", rest))) }
    return section(
      "fake-mails", investigation.campaigns.count == 1 ? "heading_fake_mail" : "heading_fake_mails", blocks)
  }

  private func fact(_ key: String, _ answer: Words) -> Sheet.Fact {
    Sheet.Fact(question: words(key).text, answer: answer)
  }

  private func describe(_ campaign: Campaign) -> [Sheet.Block] {
    var facts: [Sheet.Fact] = []
    let senders = senders(of: campaign)
    if !senders.isEmpty { facts.append(fact("fact_from", words.list(senders))) }
    if !campaign.subjects.isEmpty {
      let subjects = campaign.subjects.prefix(3).map {
        words("quoted", ["text": "\(people.hide($0), width: 120)"])
      }
      facts.append(fact("fact_subject", andMore(words.list(Array(subjects)), campaign.subjects.count - subjects.count)))
    }
    if let first = campaign.firstSeen {
      let last = campaign.lastSeen ?? first
      facts.append(
        fact(
          "fact_seen",
          first.date == last.date
            ? words.moment(first).shown(by: evidence(seen: first))
            : words(
              "span",
              [
                "first": words.day(first.date).shown(by: evidence(seen: first)),
                "last": words.day(last.date).shown(by: evidence(seen: last)),
              ])))
    }
    facts.append(fact("fact_reported", reported(campaign).shown(by: .reports(campaign: campaign.id))))
    facts.append(fact("fact_sender", serviceSummary(campaign)))
    if let contacts = contacts(campaign) { facts.append(fact("fact_contacts", contacts)) }
    var blocks: [Sheet.Block] = [
      .subheading(words("fake_mail", ["id": "\(campaign.id)"])), .facts(facts),
    ]
    if let proven = campaign.service, !proven.service.because.isEmpty {
      blocks.append(
        .list(
          proven.service.because.prefix(5).map { "\(people.hide(words.said($0)))" }, under: words("intro_because")))
    }
    if !campaign.lookAlikes.isEmpty {
      blocks.append(
        .list(
          campaign.lookAlikes.prefix(8).map { explain($0, in: campaign) }, under: words("intro_look_alikes")))
    }
    if !campaign.links.isEmpty { blocks.append(.table(links(campaign))) }
    return blocks
  }

  /// `… and 2 more`
  func andMore(_ list: Words, _ rest: Int) -> Words {
    rest > 0 ? words("and_more", ["list": list, "count": words.number(rest)]) : list
  }

  private func reported(_ campaign: Campaign) -> Words {
    guard campaign.files.count > 1 else { return words("reported_once") }
    let times = words.number(campaign.files.count)
    let recipients = words.count("recipients", Set(campaign.recipients.map(\.untagged)).count)
    guard !campaign.testAccounts.isEmpty else {
      return words("reported_times", ["times": times, "recipients": recipients])
    }
    return words(
      "reported_with_tests",
      ["times": times, "recipients": recipients, "tests": words.count("test_accounts", campaign.testAccounts.count)])
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
      return name.isEmpty ? shown : words("quoted", ["text": "\(name)"]) + " " + shown
    }
  }

  /// `harb0rledger[.]com imitates harborledger.com: …`
  private func explain(_ lookAlike: LookAlike, in campaign: Campaign) -> Words {
    let accused: Words = "\(literal: HostileURL.defang(lookAlike.accused))"
    let domain = accused.shown(by: evidence(of: lookAlike, in: campaign))
    let name =
      lookAlike.unicode.map {
        words("look_alike_shown", ["domain": domain, "shown": "\(literal: HostileURL.defang($0))"])
      } ?? domain
    let ways = lookAlike.techniques.map { words("technique_\($0.rawValue)") }
    let how: Words = ways.isEmpty ? "" : ": " + words.list(ways)
    let likelihood = words.likelihood(lookAlike.score)
    guard let brand = lookAlike.imitates else {
      return words("look_alike_trusted", ["name": name, "how": how, "likelihood": likelihood])
    }
    return words(
      "look_alike", ["name": name, "brand": "\(literal: brand.ascii)", "how": how, "likelihood": likelihood])
  }

  /// A fake often leads to the company's own pages as well: those stand last, and say so.
  private func links(_ campaign: Campaign) -> Sheet.Table {
    func isOwn(_ link: Campaign.CountedLink) -> Bool { link.url.host.map(investigation.organization.owns) ?? false }
    let shown = (campaign.links.filter { !isOwn($0) } + campaign.links.filter(isOwn)).prefix(8)
    let rest = campaign.links.count - shown.count
    return Sheet.Table(
      caption: rest > 0 ? words("links_caption_more", ["count": words.number(rest)]) : words("links_caption"),
      columns: [column("column_link"), column("column_reports", isNumber: true)],
      rows: shown.map { link in
        let url: Words = "\(literal: people.hide(link.url.defanged), width: 160)"
        let shown = url.shown(by: evidence(of: link, in: campaign))
        return [isOwn(link) ? words("link_own", ["link": shown]) : shown, words.number(link.count)]
      })
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
    let unit = series.unit.rawValue
    let summary = words(
      "counts_most_\(unit)",
      [
        "reports": words.count("reports", seen.count), "most": words.number(busiest?.total ?? 0),
        "day": words.day(busiest?.start ?? seen[0].day),
      ])
    let left = investigation.campaigns.count - campaigns.count
    return Sheet.Figure(
      id: "reports-over-time", title: words("counts_title_\(unit)"),
      summary: left > 0
        ? summary + " " + words("counts_first", ["count": words.number(campaigns.count)]) : summary,
      plot: .counts(series),
      table: Sheet.Table(
        caption: words("counts_caption_\(unit)"),
        columns: [column(series.unit == .day ? "column_day" : "column_from")]
          + series.names.map {
            .init(name: words("fake_mail", ["id": "\($0)"]).text, isNumber: true)
          },
        rows: series.bars.filter { $0.total > 0 }.map { bar in
          [words.day(bar.start)] + bar.counts.map { words.number($0) }
        }), words: words)
  }
}
