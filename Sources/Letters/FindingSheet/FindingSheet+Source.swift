import Attribution
import Casework
import Forensics
import Vocabulary

extension FindingSheet {
  /// From here on a store is named without "if".
  static let sure = 0.8

  func sourceSummary(_ source: Situation.Source) -> Words {
    switch source {
    case .unknown: return "Nothing can be said yet: no known recipient could be compared with your data stores."
    case .outside(let probability):
      return probability < 0.55
        ? "Not sure yet. That they came from none of the data stores listed here is \(Quantity.likelihood(probability)), and more probable than any one of them."
        : "Most probably from none of the data stores listed here: \(Quantity.likelihood(probability))."
    case .stores(let leaders, let probability, let rivals):
      let names = Words.list(leaders.map(describe))
      if probability < 0.55 {
        return "Not sure yet. First suspect: \(names), \(Quantity.likelihood(probability))." + others(rivals)
      }
      if probability < Self.sure {
        return "Perhaps from \(names): \(Quantity.likelihood(probability))." + others(rivals)
      }
      return "The list most probably came from \(names): \(Quantity.likelihood(probability))." + others(rivals)
    }
  }

  private func describe(_ named: Situation.Named) -> Words {
    let held: Words = named.custodian.map { ", held by \($0, width: 60)" } ?? ""
    let retired: Words = named.facts?.isRetired == true ? ", no longer used" : ""
    return "\(strong: PlainText.clean(named.name, width: 60))" + held + retired
  }

  private func others(_ rivals: [Situation.Named]) -> Words {
    guard !rivals.isEmpty else { return "" }
    let names = rivals.prefix(3).map { "\($0.name, width: 60) (\(Quantity.percent($0.suspect.probability)))" as Words }
    return " Not ruled out: \(Words.list(names))."
  }

  func windowSummary(_ window: LeakWindow) -> Words {
    window.earliest == window.latest
      ? "On \(window.earliest), as far as the lists tell (90% sure)."
      : "Between \(window.earliest) and \(window.latest) (90% sure)."
  }

  func source(_ situation: Situation) -> Sheet.Section? {
    guard !situation.fakes.isEmpty, !investigation.suspicion.stores.isEmpty else { return nil }
    let suspects = Situation.named(investigation)
    var blocks: [Sheet.Block] = [.paragraph(sourceSummary(situation.source))]
    switch situation.source {
    case .unknown:
      blocks.append(
        .paragraph("The figures below are what is assumed before any evidence. They say nothing about this case."))
    case .outside:
      blocks.append(
        .paragraph(
          "That means: the recipients fit none of these lists well. The addresses may come from a store that is missing here (an old tool, an export, a partner), or from public sources. Think of every place that ever held customers' addresses, add it to the folder, and run this again."
        ))
    case .stores(let leaders, _, _):
      blocks.append(
        .paragraph(
          "This says which copy of the data the recipients fit. It does not say who took it or how, and it accuses nobody\(Self.custodians(leaders))."
        ))
      if leaders.contains(where: { $0.facts?.isRetired == true }) {
        blocks.append(
          .paragraph(
            "A store that is no longer used can still leak: somebody may hold a copy. Ask for its deletion, and for proof of it."
          ))
      }
    }
    blocks.append(.figure(sharesFigure(suspects)))
    for suspect in leading(suspects, situation.source) { blocks += reasons(suspect) }
    if let window = investigation.suspicion.leakWindow {
      blocks.append(.subheading("When the list was taken"))
      blocks.append(
        .paragraph(
          windowSummary(window)
            + " The list cannot be older than the newest customer who received the mail, and it does not hold people who came later."
        ))
      if let figure = growthFigure(suspects, window) { blocks.append(.figure(figure)) }
    }
    return Sheet.Section(id: "source", heading: "Where the addresses came from", blocks: blocks)
  }

  private static func custodians(_ leaders: [Situation.Named]) -> String {
    let names = leaders.compactMap(\.custodian).map { PlainText.clean($0, width: 60) }
    return names.isEmpty ? "" : ", not " + names.joined(separator: " or ") + " either"
  }

  /// The leaders, and whoever is not ruled out; at least one.
  private func leading(_ suspects: [Situation.Named], _ source: Situation.Source) -> [Situation.Named] {
    switch source {
    case .unknown: []
    case .outside: Array(suspects.prefix(1))
    case .stores(let leaders, _, let rivals): Array((leaders + rivals).prefix(4))
    }
  }

  private func reasons(_ named: Situation.Named) -> [Sheet.Block] {
    let suspect = named.suspect
    guard !suspect.reasonsFor.isEmpty || !suspect.reasonsAgainst.isEmpty else { return [] }
    var blocks: [Sheet.Block] = [.subheading("\(named.name, width: 60): \(Quantity.likelihood(suspect.probability))")]
    if !suspect.reasonsFor.isEmpty {
      blocks.append(.list(suspect.reasonsFor.map { "\($0.english)" }, under: "What speaks for it:"))
    }
    if suspect.reasonsAgainst.isEmpty {
      blocks.append(.paragraph("Nothing speaks against it."))
    } else {
      blocks.append(.list(suspect.reasonsAgainst.map { "\($0.english)" }, under: "What speaks against it:"))
    }
    return blocks
  }

  private func sharesFigure(_ suspects: [Situation.Named]) -> Sheet.Figure {
    let outside = investigation.suspicion.outsideProbability
    let shown = suspects.prefix(20)
    var shares = shown.map {
      Sheet.Share(
        name: PlainText.clean($0.name, width: 40), fraction: $0.suspect.probability,
        value: Quantity.percent($0.suspect.probability), isOutside: false)
    }
    shares.append(
      Sheet.Share(name: "None of these", fraction: outside, value: Quantity.percent(outside), isOutside: true))
    var rows = shown.map { named -> [Words] in
      let suspect = named.suspect
      return [
        "\(named.name, width: 40)", "\(Quantity.percent(suspect.probability))",
        "\(suspect.recipientsHeld) of \(suspect.recipientsSeen)", "\(suspect.testAccountsHit)",
        "\(suspect.testAccountsSilent)",
      ]
    }
    rows.append(["None of these", "\(Quantity.percent(outside))", "–", "–", "–"])
    let rest = suspects.count - shown.count
    return Sheet.Figure(
      id: "suspects", title: "How probable each store is as the source",
      summary:
        "Each bar stands alone: two stores may have leaked together.\(rest > 0 ? " \(Quantity.count(rest, "less probable store")) not shown." : "")",
      plot: .shares(shares),
      table: Sheet.Table(
        caption: "The stores compared",
        columns: [
          .init(name: "Store"), .init(name: "Probability", isNumber: true),
          .init(name: "Recipients in it", isNumber: true),
          .init(name: "Test accounts hit", isNumber: true), .init(name: "Silent", isNumber: true),
        ], rows: rows))
  }
}
