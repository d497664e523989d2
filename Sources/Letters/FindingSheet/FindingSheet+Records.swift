import Attribution
import Casework
import Forensics
import Mail
import Vocabulary

extension FindingSheet {
  /// Rows of long tables; the JSON document has them all.
  static let mostRows = 200

  func reports(_ situation: Situation) -> Sheet.Section? {
    guard !investigation.findings.isEmpty else { return nil }
    let shown = investigation.findings.prefix(Self.mostRows)
    let rest = investigation.findings.count - shown.count
    let table = Sheet.Table(
      caption: rest > 0
        ? words("reports_caption_first", ["count": words.number(shown.count)]) : words("reports_caption"),
      columns: [
        column("column_file"), column("column_verdict"), column("column_sure", isNumber: true),
        column("column_evidence"), column("column_reason"),
      ],
      rows: shown.enumerated().map { index, finding in
        let campaign: Words = investigation.campaignOf[index].map { " \($0, width: 10)" } ?? ""
        let file: Words = "\(literal: people.hide(finding.file), width: 60)"
        return [
          file.shown(by: .finding(index)), verdict(finding) + campaign,
          finding.judgement.verdict == .noMessage ? "–" : words.percent(finding.judgement.confidence),
          evidence(finding), "\(people.hide(reason(finding)), width: 140)",
        ]
      })
    return section(
      "reports", "heading_reports",
      investigation.findings.count <= 12
        ? [.table(table)]
        : [
          .longTable(
            table, summary: summary(), elsewhere: words("reports_elsewhere", ["option": "\(literal: "--format html")"]))
        ])
  }

  private func reason(_ finding: Finding) -> String {
    finding.judgement.signals.first.map { words.said($0.detail) } ?? "–"
  }

  /// Reports with the same verdict and the same strongest reason in one row.
  private func summary() -> Sheet.Table {
    struct Group: Hashable { let verdict, campaign, reason: String }
    var order: [Group] = []
    var members: [Group: [Int]] = [:]
    for (index, finding) in investigation.findings.enumerated() {
      let group = Group(
        verdict: verdict(finding).text, campaign: investigation.campaignOf[index] ?? "", reason: reason(finding))
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(index)
    }
    let sorted = order.sorted { (members[$1]?.count ?? 0) < (members[$0]?.count ?? 0) }
    let shown = sorted.prefix(20)
    let rest = sorted.dropFirst(20).reduce(0) { $0 + (members[$1]?.count ?? 0) }
    return Sheet.Table(
      caption: rest > 0 ? words("summary_caption_more", ["count": words.number(rest)]) : words("summary_caption"),
      columns: [
        column("column_verdict"), column("column_reports", isNumber: true), column("column_reason"),
        column("column_example"),
      ],
      rows: shown.map { group in
        let example = members[group]?.first
        let file: Words =
          "\(literal: people.hide(example.map { investigation.findings[$0].file } ?? ""), width: 60)"
        return [
          "\(group.verdict)\(group.campaign.isEmpty ? "" : " \(group.campaign)", width: 12)",
          words.number(members[group]?.count ?? 0),
          "\(people.hide(group.reason), width: 140)", file.shown(by: example.map { .finding($0) }),
        ]
      })
  }

  private func verdict(_ finding: Finding) -> Words {
    switch finding.judgement.verdict {
    case .impersonation: words("verdict_fake")
    case .genuine: words("verdict_own")
    case .unproven: words("verdict_unproven")
    case .unrelated: words("verdict_unrelated")
    case .noMessage: finding.carrier == .image ? words("verdict_picture") : words("verdict_no_mail")
    }
  }

  private func evidence(_ finding: Finding) -> Words {
    switch (finding.carrier, finding.grade) {
    case (.image, _): words("evidence_picture")
    case (.none, _): "–"
    case (_, .signed): words("evidence_signed")
    case (_, .headers): words("evidence_headers")
    case (_, .text): words("evidence_text")
    }
  }

  func skipped() -> Sheet.Section? {
    let skipped = investigation.skipped
    guard !skipped.isEmpty else { return nil }
    let total = skipped.reduce(0) { $0 + 1 + max(0, $1.more) }
    let shown = skipped.prefix(30)
    var blocks: [Sheet.Block] = [
      .paragraph(words.count("skipped", total)),
      .table(
        Sheet.Table(
          caption: words("skipped_caption"),
          columns: [column("column_file"), column("column_line", isNumber: true), column("column_why")],
          rows: shown.map { entry in
            let why: Words = "\(people.hide(entry.why))"
            return [
              "\(literal: people.hide(entry.file), width: 80)", "\(entry.line.map { String($0) } ?? "–")",
              entry.more > 0 ? words("skipped_alike", ["why": why, "count": words.number(entry.more)]) : why,
            ]
          })),
    ]
    if skipped.count > shown.count { blocks.append(.paragraph(words("skipped_rest"))) }
    return section("skipped", "heading_skipped", blocks)
  }

  /// The priors, in words.
  func assumptions(_ situation: Situation) -> Sheet.Section? {
    guard !situation.fakes.isEmpty, !investigation.suspicion.stores.isEmpty else { return nil }
    let strangers = priors.strangers
    let delivered = priors.delivered
    return section(
      "assumptions", "heading_assumptions",
      [
        .paragraph(words("assumptions_lead")),
        .list([
          words(
            "assumption_sources",
            [
              "outside": words.share(priors.outside), "single": words.share(priors.single),
              "pair": words.share(priors.pair),
            ]),
          words(
            "assumption_strangers",
            [
              "share": words.share(strangers.mean), "alpha": words.decimal(strangers.alpha, places: 2),
              "beta": words.decimal(strangers.beta, places: 2),
            ]),
          words(
            "assumption_delivered",
            [
              "alpha": words.decimal(delivered.alpha, places: 2), "beta": words.decimal(delivered.beta, places: 2),
            ]),
          words("assumption_universe", ["times": words.decimal(priors.universe, places: 3)]),
          words("assumption_test_accounts"), words("assumption_dates"),
        ]),
        .paragraph(words("assumptions_limits")),
      ])
  }
}
