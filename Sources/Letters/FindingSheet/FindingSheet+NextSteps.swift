import Attribution
import Casework
import Forensics
import Vocabulary

extension FindingSheet {
  func steps() -> Sheet.Section? {
    guard !investigation.actions.isEmpty else { return nil }
    return Sheet.Section(
      id: Self.nextSteps, heading: "What to do now",
      blocks: [
        .steps(
          investigation.actions.map { action in
            Sheet.Step(
              title: "\(action.title)", why: "\(people.hide(action.why), width: 600)",
              due: action.due.map { "by \($0)" })
          }),
        .paragraph("Do not answer the sender, and do not accuse anybody by name: both make it worse."),
      ])
  }

  func questions(_ situation: Situation) -> Sheet.Section? {
    let questions = investigation.suspicion.askNext
    guard !questions.isEmpty, !situation.fakes.isEmpty else { return nil }
    let names = Dictionary(Situation.named(investigation).map { ($0.suspect.store, $0.name) }) { first, _ in first }
    return Sheet.Section(
      id: "ask", heading: "Whom to ask, to be surer",
      blocks: [
        .paragraph(
          "Ask these customers one question: “Did you receive this mail, yes or no?” A “no” helps as much as a “yes”. The first answers tell the most."
        ),
        .table(
          Sheet.Table(
            caption: "Customers whose answer tells the most",
            columns: [.init(name: "Ask"), .init(name: "Tells apart"), .init(name: "Worth (bits)", isNumber: true)],
            rows: questions.prefix(10).map { question in
              [
                "\(literal: people.hide(question.recipient), width: 80)",
                Words.list(question.separates.map { "\(names[$0] ?? $0, width: 40)" }),
                "\(JSONText.decimal(question.bits, places: 2))",
              ]
            })),
        .paragraph("One bit is the answer to an even question: it halves the doubt."),
      ])
  }
}
