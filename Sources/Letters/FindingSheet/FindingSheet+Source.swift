import Attribution
import Casework
import Forensics
import Vocabulary

extension FindingSheet {
  /// From here on a store is named without "if".
  static let sure = 0.8

  func sourceSummary(_ source: Situation.Source, shownBy evidence: Words.Evidence? = nil) -> Words {
    switch source {
    case .unknown: return words("source_unknown")
    case .outside(let probability):
      return words(
        probability < 0.55 ? "source_outside_unsure" : "source_outside",
        ["likelihood": words.likelihood(probability).shown(by: evidence)])
    case .stores(let leaders, let probability, let rivals):
      let key =
        probability < 0.55 ? "source_first_suspect" : probability < Self.sure ? "source_perhaps" : "source_probable"
      return words(
        key,
        [
          "stores": leaders.count == 1 ? describe(leaders[0]) : words.list(leaders.map { name($0) }),
          "likelihood": words.likelihood(probability).shown(by: evidence),
        ])
        + others(rivals)
    }
  }

  private func name(_ named: Situation.Named) -> Words { "\(strong: PlainText.clean(named.name, width: 60))" }

  private func describe(_ named: Situation.Named) -> Words {
    let store = name(named)
    let held =
      named.custodian.map { words("store_held", ["store": store, "custodian": "\($0, width: 60)"]) } ?? store
    return named.facts?.isRetired == true ? words("store_retired", ["store": held]) : held
  }

  private func others(_ rivals: [Situation.Named]) -> Words {
    guard !rivals.isEmpty else { return "" }
    let names = rivals.prefix(3).map { rival in
      words(
        "store_percent", ["store": "\(rival.name, width: 60)", "percent": words.percent(rival.suspect.probability)])
    }
    return " " + words("source_not_ruled_out", ["stores": words.list(names)])
  }

  func windowSummary(_ window: LeakWindow) -> Words {
    window.earliest == window.latest
      ? words("window_day", ["day": words.day(window.earliest)])
      : words("window_between", ["earliest": words.day(window.earliest), "latest": words.day(window.latest)])
  }

  func source(_ situation: Situation) -> Sheet.Section? {
    guard !situation.fakes.isEmpty, !investigation.suspicion.stores.isEmpty else { return nil }
    let suspects = Situation.named(investigation)
    var blocks: [Sheet.Block] = [.paragraph(sourceSummary(situation.source))]
    switch situation.source {
    case .unknown: blocks.append(.paragraph(words("source_unknown_figures")))
    case .outside: blocks.append(.paragraph(words("source_outside_means")))
    case .stores(let leaders, _, _):
      let custodians = leaders.compactMap(\.custodian).map { "\($0, width: 60)" as Words }
      blocks.append(
        .paragraph(
          custodians.isEmpty
            ? words("source_accuses_nobody")
            : words("source_accuses_no_custodian", ["custodians": words.either(custodians)])))
      if leaders.contains(where: { $0.facts?.isRetired == true }) {
        blocks.append(.paragraph(words("source_retired")))
      }
    }
    blocks.append(.figure(sharesFigure(suspects)))
    for suspect in leading(suspects, situation.source) { blocks += reasons(suspect) }
    if let window = investigation.suspicion.leakWindow {
      blocks.append(.subheading(words("heading_window")))
      blocks.append(.paragraph(windowSummary(window) + " " + words("window_why")))
      if let figure = growthFigure(suspects, window) { blocks.append(.figure(figure)) }
    }
    return section("source", "heading_source", blocks)
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
    var blocks: [Sheet.Block] = [
      .subheading("\(named.name, width: 60): \(words.likelihood(suspect.probability))")
    ]
    if !suspect.reasonsFor.isEmpty {
      blocks.append(.list(suspect.reasonsFor.map { "\(words.said($0))" }, under: words("intro_for")))
    }
    if suspect.reasonsAgainst.isEmpty {
      blocks.append(.paragraph(words("nothing_against")))
    } else {
      blocks.append(.list(suspect.reasonsAgainst.map { "\(words.said($0))" }, under: words("intro_against")))
    }
    return blocks
  }

  private func sharesFigure(_ suspects: [Situation.Named]) -> Sheet.Figure {
    let outside = investigation.suspicion.outsideProbability
    let shown = suspects.prefix(20)
    var shares = shown.map {
      Sheet.Share(
        name: PlainText.clean($0.name, width: 40), fraction: $0.suspect.probability,
        value: words.percent($0.suspect.probability).text, isOutside: false)
    }
    let none = words("store_none")
    shares.append(Sheet.Share(name: none.text, fraction: outside, value: words.percent(outside).text, isOutside: true))
    var rows = shown.map { named -> [Words] in
      let suspect = named.suspect
      let name: Words = "\(named.name, width: 40)"
      return [
        name.shown(by: .lists), words.percent(suspect.probability),
        words("of_all", ["count": words.number(suspect.recipientsHeld), "all": words.number(suspect.recipientsSeen)]),
        words.number(suspect.testAccountsHit), words.number(suspect.testAccountsSilent),
      ]
    }
    rows.append([none, words.percent(outside), "–", "–", "–"])
    let rest = suspects.count - shown.count
    return Sheet.Figure(
      id: "suspects", title: words("shares_title"),
      summary: rest > 0
        ? words("shares_summary") + " " + words.count("shares_not_shown", rest) : words("shares_summary"),
      plot: .shares(shares),
      table: Sheet.Table(
        caption: words("shares_caption"),
        columns: [
          column("column_store"), column("column_probability", isNumber: true), column("column_held", isNumber: true),
          column("column_tests_hit", isNumber: true), column("column_tests_silent", isNumber: true),
        ], rows: rows), words: words)
  }
}
