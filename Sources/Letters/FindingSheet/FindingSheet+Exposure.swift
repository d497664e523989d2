import Attribution
import Casework
import Forensics
import Vocabulary

extension FindingSheet {
  func exposureSummary(_ exposure: Exposure) -> Words {
    let customers: Words = "\(strong: words.count("customers", exposure.customers).text)"
    guard exposure.low < exposure.high || exposure.low > exposure.high else {
      return words("exposed_about", ["customers": customers])
    }
    return words(
      "exposed_between",
      ["customers": customers, "low": words.number(exposure.low), "high": words.number(exposure.high)])
  }

  /// The same as an answer; with an "if" where the source is not sure.
  func exposureSummary(_ exposure: Exposure, of source: Situation.Source) -> Words {
    guard case .stores(let leaders, let probability, _) = source, probability < Self.sure else {
      return exposureSummary(exposure).capitalized
    }
    return words("exposed_if_short", ["stores": names(leaders), "exposed": exposureSummary(exposure)])
  }

  func exposure(_ situation: Situation) -> Sheet.Section? {
    guard let exposure = investigation.suspicion.exposure, case .stores(let leaders, _, _) = situation.source else {
      return nil
    }
    var blocks: [Sheet.Block] = [
      .paragraph(
        words(
          "exposed_if",
          ["stores": names(leaders).shown(by: .lists), "exposed": exposureSummary(exposure)])),
      .paragraph(
        exposure.fields.isEmpty
          ? words("exposed_unstated") : words("exposed_fields", ["fields": fields(exposure.fields)])),
    ]
    let shown = Set(investigation.campaigns.flatMap(\.lureFields)).subtracting(["email"]).sorted()
    if !shown.isEmpty { blocks.append(.paragraph(words("exposed_shown", ["fields": fields(shown)]))) }
    if exposure.fields.contains("password") { blocks.append(.paragraph(words("exposed_passwords"))) }
    if exposure.low < exposure.high { blocks.append(.paragraph(words("exposed_range"))) }
    return section("exposure", "heading_exposure", blocks)
  }

  /// ` Of each it held: …`
  func heldFields(_ exposure: Exposure) -> Words {
    exposure.fields.isEmpty ? "" : " " + words("exposed_held", ["fields": fields(exposure.fields)])
  }

  private func fields(_ fields: [String]) -> Words { words.list(fields.map(words.field)) }
  private func names(_ leaders: [Situation.Named]) -> Words { words.list(leaders.map { "\($0.name, width: 60)" }) }

  /// Lists over time: the leading stores, the window and what happened when.
  func growthFigure(_ suspects: [Situation.Named], _ window: LeakWindow) -> Sheet.Figure? {
    let suspicion = investigation.suspicion
    let lines = suspects.filter { !$0.suspect.growth.isEmpty }.prefix(4)
    let series = GrowthSeries(
      start: suspicion.timelineStart,
      lists: lines.map { (PlainText.clean($0.name, width: 30), $0.suspect.growth, $0.facts?.retiredOn) },
      window: min(window.earliest, window.latest)...max(window.earliest, window.latest),
      firstMail: investigation.campaigns.compactMap(\.firstSeen).min()?.date)
    guard let series, let first = series.days.first, let last = series.days.last else { return nil }
    let steps = min(8, series.days.count - 1)
    let rows = (0...steps).map { $0 * (series.days.count - 1) / steps }.map { index in
      [words.day(series.days[index])] + series.lines.map { words.number($0.sizes[index]) }
    }
    return Sheet.Figure(
      id: "window", title: words("growth_title"),
      summary: words(
        "growth_summary",
        [
          "first": words.day(first), "last": words.day(last), "earliest": words.day(window.earliest),
          "latest": words.day(window.latest),
        ]),
      plot: .growth(series),
      table: Sheet.Table(
        caption: words("growth_caption"),
        columns: [column("column_day")] + series.lines.map { .init(name: $0.name, isNumber: true) },
        rows: rows), words: words)
  }
}
