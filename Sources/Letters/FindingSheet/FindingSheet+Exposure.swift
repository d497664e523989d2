import Attribution
import Casework
import Forensics
import Vocabulary

extension FindingSheet {
  func exposureSummary(_ exposure: Exposure) -> Words {
    let between: Words =
      exposure.low == exposure.high ? "" : " (between \(exposure.low) and \(exposure.high), depending on the day)"
    return "about \(strong: Quantity.count(exposure.customers, "customer"))" + between
  }

  /// The same as an answer; with an "if" where the source is not sure.
  func exposureSummary(_ exposure: Exposure, of source: Situation.Source) -> Words {
    guard case .stores(let leaders, let probability, _) = source, probability < Self.sure else {
      return exposureSummary(exposure).capitalized
    }
    return "If it was \(Words.list(leaders.map { "\($0.name, width: 60)" })): " + exposureSummary(exposure)
  }

  func exposure(_ situation: Situation) -> Sheet.Section? {
    guard let exposure = investigation.suspicion.exposure, case .stores(let leaders, _, _) = situation.source else {
      return nil
    }
    let names = Words.list(leaders.map { "\($0.name, width: 60)" })
    var blocks: [Sheet.Block] = [
      .paragraph(
        "If the list came from \(names), " + exposureSummary(exposure) + " are on it. Test accounts are not counted."),
      .paragraph(
        exposure.fields.isEmpty
          ? "What the store held of each customer is not stated in the folder. Find out before you write to them."
          : "What the store held of each customer: \(Words.list(exposure.fields.map { "\(Self.field($0))" }))."),
    ]
    let shown = Set(investigation.campaigns.flatMap(\.lureFields)).subtracting(["email"]).sorted()
    if !shown.isEmpty {
      blocks.append(
        .paragraph(
          "The fake mails themselves show: \(Words.list(shown.map { "\(Self.field($0))" })). So that much is in the sender's hands."
        ))
    }
    if exposure.fields.contains("password") {
      blocks.append(
        .paragraph(
          "Passwords were in it. Reset them now, and say in your notice that the same password must be changed elsewhere too."
        ))
    }
    if let figure = figureNote(exposure) { blocks.append(.paragraph(figure)) }
    return Sheet.Section(id: "exposure", heading: "Who is exposed", blocks: blocks)
  }

  /// ` Of each it held: …`
  func heldFields(_ exposure: Exposure) -> Words {
    exposure.fields.isEmpty ? "" : " Of each it held: \(Words.list(exposure.fields.map { "\(Self.field($0))" }))."
  }

  private func figureNote(_ exposure: Exposure) -> Words? {
    guard exposure.low < exposure.high else { return nil }
    return
      "The number grows with the day on which the list was taken. The lower and the upper figure are the list's least and greatest size within the window."
  }

  static func field(_ word: String) -> String {
    switch word {
    case "email": "e-mail address"
    case "name": "name"
    case "first_name": "first name"
    case "phone": "phone number"
    case "postal_address": "postal address"
    case "plan": "plan"
    case "card_last4": "last four digits of the card"
    default: PlainText.clean(word.replacing("_", with: " "), width: 40)
    }
  }

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
      ["\(series.days[index])" as Words] + series.lines.map { "\($0.sizes[index])" }
    }
    return Sheet.Figure(
      id: "window", title: "When the list was taken, beside how the lists grew",
      summary:
        "Customers in each list from \(first) to \(last). The shaded days hold 90% of the probability: \(window.earliest) to \(window.latest).",
      plot: .growth(series),
      table: Sheet.Table(
        caption: "Customers in each list",
        columns: [.init(name: "Day")] + series.lines.map { .init(name: $0.name, isNumber: true) },
        rows: rows))
  }
}
