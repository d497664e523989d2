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
      .text("entry_number") { String($0.line.number) }, .text("time") { $0.words.moment($0.line.time) },
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

/// The same, of one case.
struct CaseLog: PagePart {
  let incident: Int64
  let lines: [LogPage.Line]

  static let fields: Fields<CaseLog> = [
    .list("lines") { $0.lines },
    .text("older") { log in
      log.lines.count == LogPage.size ? log.lines.last.map { "\(log.path)?before=\($0.line.number)" } : nil
    },
  ]

  private var path: String { Place.casePart(.number(incident), .value(CasePart.log.rawValue)).path }
}

enum LogRoutes {
  static let all: [Route] = [
    .get(.log, for: .right(.look), LogPage.self) { request in
      let lines = try await request.ports.desk.ledger.newest(Int64(request.query["before"]), LogPage.size, nil)
      return .page(LogPage(lines: try await named(lines, request)))
    }
  ]

  static func ofCase(_ id: Int64, _ request: PageRequest) async throws -> CaseLog {
    let lines = try await request.ports.desk.ledger.ofCase(id, Int64(request.query["before"]), LogPage.size)
    return CaseLog(incident: id, lines: try await named(lines, request))
  }

  /// Each with who did it, by name.
  private static func named(_ lines: [RecordLine], _ request: PageRequest) async throws -> [LogPage.Line] {
    let people = try await request.ports.accounts.register.people()
    let names = Dictionary(people.map { (Actor.account($0.id), $0.name) }) { first, _ in first }
    return lines.map { LogPage.Line(line: $0, names: names, words: request.words) }
  }
}
