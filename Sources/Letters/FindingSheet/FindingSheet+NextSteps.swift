import Attribution
import Casework
import Forensics
import Vocabulary

extension FindingSheet {
  func steps() -> Sheet.Section? {
    guard !investigation.actions.isEmpty else { return nil }
    return section(
      Self.nextSteps, "heading_steps",
      [.steps(investigation.actions.map(step)), .paragraph(words("steps_warning"))])
  }

  private func step(_ action: Action) -> Sheet.Step {
    Sheet.Step(
      id: action.id, title: "\(words.said(action.title))", why: "\(people.hide(words.said(action.why)), width: 600)",
      due: action.due.map { words("step_due", ["time": words.moment($0)]) })
  }

  func questions(_ situation: Situation) -> Sheet.Section? {
    let questions = investigation.suspicion.askNext
    guard !questions.isEmpty, !situation.fakes.isEmpty else { return nil }
    let names = Dictionary(Situation.named(investigation).map { ($0.suspect.store, $0.name) }) { first, _ in first }
    return section(
      "ask", "heading_ask",
      [
        .paragraph(words("ask_lead")),
        .table(
          Sheet.Table(
            caption: words("ask_caption"),
            columns: [column("column_ask"), column("column_tells_apart"), column("column_bits", isNumber: true)],
            rows: questions.prefix(10).map { question in
              [
                "\(literal: people.hide(question.recipient), width: 80)",
                words.list(question.separates.map { "\(names[$0] ?? $0, width: 40)" }),
                words.decimal(question.bits, places: 2),
              ]
            })),
        .paragraph(words("ask_bit")),
      ])
  }
}
