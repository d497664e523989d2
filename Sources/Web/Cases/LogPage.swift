import Casework
import Letters
import Operations
import Vocabulary

/// The record, newest first: who did what, when.
struct LogPage: PageModel {
  static let template = "log"
  static let size = 100

  struct Line: PagePart {
    let line: RecordLine
    let names: [String: String]
    let words: InterfaceWords

    static let fields: Fields<Line> = [
      .text("entry_number") { String($0.line.number) }, .text("time") { Moment.text($0.line.time) },
      .text("actor") { $0.names[$0.line.actor] ?? $0.line.actor }, .text("kind") { $0.line.event.kind },
      .text("what") { $0.words.happened($0.line.event) },
      .text("subject") { $0.line.event.subject },
      .text("personal") {
        $0.line.personal.map {
          $0.fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        }
      },
    ]
  }

  let lines: [Line]

  static let fields: Fields<LogPage> = [
    .list("lines") { $0.lines },
    .text("older") { page in
      page.lines.count == size ? page.lines.last.map { "\(Place.log.path)?before=\($0.line.number)" } : nil
    },
  ]
}

enum LogRoutes {
  static let all: [Route] = [
    .get(.log, for: .right(.look), LogPage.self) { request in
      let lines = try await request.ports.desk.ledger.newest(Int64(request.query["before"]), LogPage.size, nil)
      let people = try await request.ports.accounts.register.people()
      let names = Dictionary(people.map { (Actor.account($0.id), $0.name) }) { first, _ in first }
      return .page(LogPage(lines: lines.map { LogPage.Line(line: $0, names: names, words: request.words) }))
    }
  ]
}
