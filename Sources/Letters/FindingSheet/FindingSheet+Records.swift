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
        ? "The first \(shown.count) reports (the JSON document has all)" : "Every report and its verdict",
      columns: [
        .init(name: "File"), .init(name: "Verdict"), .init(name: "How sure", isNumber: true), .init(name: "Evidence"),
        .init(name: "Strongest reason"),
      ],
      rows: shown.enumerated().map { index, finding in
        let campaign = investigation.campaignOf[index].map { " " + $0 } ?? ""
        return [
          "\(literal: people.hide(finding.file), width: 60)", "\(Self.word(finding))\(campaign, width: 10)",
          "\(finding.judgement.verdict == .noMessage ? "–" : Quantity.percent(finding.judgement.confidence))",
          "\(Self.evidence(finding))",
          "\(people.hide(finding.judgement.signals.first?.detail ?? "–"), width: 140)",
        ]
      })
    let blocks: [Sheet.Block] =
      investigation.findings.count <= 12
      ? [.table(table)]
      : [
        .longTable(
          table, summary: summary(),
          elsewhere: "A page (\(literal: "--format html")) and the JSON document list each of them.")
      ]
    return Sheet.Section(id: "reports", heading: "Every report", blocks: blocks)
  }

  /// Reports with the same verdict and the same strongest reason in one row.
  private func summary() -> Sheet.Table {
    struct Group: Hashable { let verdict, campaign, reason: String }
    var order: [Group] = []
    var files: [Group: [String]] = [:]
    for (index, finding) in investigation.findings.enumerated() {
      let group = Group(
        verdict: Self.word(finding), campaign: investigation.campaignOf[index] ?? "",
        reason: finding.judgement.signals.first?.detail ?? "–")
      if files[group] == nil { order.append(group) }
      files[group, default: []].append(finding.file)
    }
    let sorted = order.sorted { (files[$1]?.count ?? 0) < (files[$0]?.count ?? 0) }
    let shown = sorted.prefix(20)
    let rest = sorted.dropFirst(20).reduce(0) { $0 + (files[$1]?.count ?? 0) }
    return Sheet.Table(
      caption: rest > 0 ? "Reports by verdict (\(rest) more for other reasons)" : "Reports by verdict",
      columns: [
        .init(name: "Verdict"), .init(name: "Reports", isNumber: true), .init(name: "Strongest reason"),
        .init(name: "For example"),
      ],
      rows: shown.map { group in
        [
          "\(group.verdict)\(group.campaign.isEmpty ? "" : " \(group.campaign)", width: 12)",
          "\(files[group]?.count ?? 0)",
          "\(people.hide(group.reason), width: 140)", "\(literal: people.hide(files[group]?.first ?? ""), width: 60)",
        ]
      })
  }

  private static func word(_ finding: Finding) -> String {
    switch finding.judgement.verdict {
    case .impersonation: "fake"
    case .genuine: "your own"
    case .unproven: "unproven"
    case .unrelated: "unrelated"
    case .noMessage: finding.carrier == .image ? "picture" : "no mail in it"
    }
  }

  private static func evidence(_ finding: Finding) -> String {
    switch (finding.carrier, finding.grade) {
    case (.image, _): "a picture, to look at"
    case (.none, _): "–"
    case (_, .signed): "signed header"
    case (_, .headers): "full header"
    case (_, .text): "text only"
    }
  }

  func skipped() -> Sheet.Section? {
    let skipped = investigation.skipped
    guard !skipped.isEmpty else { return nil }
    let total = skipped.reduce(0) { $0 + 1 + max(0, $1.more) }
    let shown = skipped.prefix(30)
    var blocks: [Sheet.Block] = [
      .paragraph("\(total, "entry", "entries") of the input could not be used. The result stands on the rest."),
      .table(
        Sheet.Table(
          caption: "What was left out",
          columns: [.init(name: "File"), .init(name: "Line", isNumber: true), .init(name: "Why")],
          rows: shown.map { entry in
            [
              "\(literal: people.hide(entry.file), width: 80)", "\(entry.line.map { String($0) } ?? "–")",
              "\(people.hide(entry.why))\(entry.more > 0 ? " (and \(Quantity.grouped(entry.more)) more like it)" : "")",
            ]
          })),
    ]
    if skipped.count > shown.count { blocks.append(.paragraph("The rest are in the JSON document.")) }
    return Sheet.Section(id: "skipped", heading: "What was skipped", blocks: blocks)
  }

  /// The priors, in words.
  func assumptions(_ situation: Situation) -> Sheet.Section? {
    guard !situation.fakes.isEmpty, !investigation.suspicion.stores.isEmpty else { return nil }
    let strangers = priors.strangers
    let delivered = priors.delivered
    return Sheet.Section(
      id: "assumptions", heading: "What the result rests on",
      blocks: [
        .paragraph(
          "The source is worked out by comparing who received the fake mail with who was in each store on each day. These assumptions go in before any evidence:"
        ),
        .list([
          "That the list came from none of the stores: \(Quantity.share(priors.outside)). From one store: \(Quantity.share(priors.single)), shared alike among them. From two stores on one day: \(Quantity.share(priors.pair)).",
          "Recipients whom no list explains: \(Quantity.share(strangers.mean)) on average (Beta \(JSONText.decimal(strangers.alpha, places: 2)), \(JSONText.decimal(strangers.beta, places: 2))). Exports are incomplete, and strangers report too.",
          "The share of the list whose mail came to light: anything from none to all is possible (Beta \(JSONText.decimal(delivered.alpha, places: 2)), \(JSONText.decimal(delivered.beta, places: 2))).",
          "All addresses that could be seen: \(JSONText.decimal(priors.universe, places: 3)) times those in your stores.",
          "A test account exists in one store only, and was never given to anybody.",
          "The dates in the member lists are right. Those who reported are like those who did not.",
        ]),
        .paragraph(
          "If one of these is wrong here, the percentages are wrong with it. This is a finding for you to act on, not legal proof."
        ),
      ])
  }
}

extension Quantity {
  /// A share that is set, not found: exact to a tenth of a percent.
  static func share(_ share: Double) -> String { "\(JSONText.decimal(share * 100, places: 1))%" }
}
