import Attribution
import Casework
import Evidence
import Letters
import Operations
import Vocabulary

/// All cases; before there is one, what would open it.
struct CasesPage: PageModel {
  static let template = "cases"

  struct Line: PagePart {
    let summary: CaseSummary
    let words: InterfaceWords

    static let fields: Fields<Line> = [
      .text("title") { $0.words.title($0.summary.title) },
      .text("href") { Place.caseFile(.number($0.summary.id)).path },
      .text("state") { $0.words.state($0.summary.state) },
      .text("opened") { $0.words.moment($0.summary.opened) }, .text("reports") { $0.words.number($0.summary.reports) },
      .text("campaigns") { $0.words.number($0.summary.campaigns) },
    ]
  }

  let cases: [Line]
  let people: Int
  let threshold: Int
  let odds: String?
  let words: InterfaceWords

  static let fields: Fields<CasesPage> = [
    .list("cases") { $0.cases }, .flag("has_none") { $0.cases.isEmpty },
    .text("waiting") { $0.words("cases_waiting", ["people": String($0.people), "threshold": String($0.threshold)]) },
    .text("odds") { page in page.odds.map { page.words("cases_odds", ["percent": $0]) } },
  ]
}

/// One case, or one part of it: what is known, what is not, and what to do now.
struct CasePage: PageModel {
  static let template = "case"

  /// A next step that a person can tick off.
  struct Step: PagePart {
    let action: Action
    let settled: Case.Settled?
    let mayRecord: Bool
    /// The newest notice of the case that was not sent yet.
    let notice: Int64?
    let incident: Int64
    let words: InterfaceWords
    let sheet: SheetWords

    /// Where it is done, for what is done here.
    private var place: (Place, word: String)? {
      switch Playbook.ActionID(rawValue: action.id) {
      case .warnCustomers, .tellExposed: (notice.map { .notice(.number($0)) } ?? .notices, "step_go_notice")
      case .answerReporters, .askForOriginals: (.outgoing, "step_go_outgoing")
      case .askNext: (.casePart(.number(incident), .value(CasePart.ask.rawValue)), "step_go_ask")
      default: nil
      }
    }

    static let fields: Fields<Step> = [
      .text("go_path") { $0.place?.0.path }, .text("go_label") { step in step.place.map { step.words[$0.word] } },
      .text("step_id") { $0.action.id }, .text("step_title") { PlainText.clean($0.sheet.said($0.action.title)) },
      .text("why") { PlainText.clean($0.sheet.said($0.action.why), width: 600) },
      .text("due") { step in step.action.due.map { step.words("step_due", ["time": step.words.moment($0)]) } },
      .text("settled") { step in
        step.settled.map { step.words("step_done_by", ["time": step.words.moment($0.time), "note": $0.note]) }
      },
      .flag("may_settle") { $0.mayRecord && $0.settled == nil },
      .flag("may_reopen") { $0.mayRecord && $0.settled != nil },
    ]
  }

  struct Entry: PagePart {
    let line: RecordLine
    let log: String
    let words: InterfaceWords

    static let fields: Fields<Entry> = [
      .text("time") { $0.words.moment($0.line.time) }, .text("kind") { $0.words.happened($0.line.event) },
      .text("entry_number") { String($0.line.number) },
      // The log page that it stands on top of.
      .text("entry_path") { "\($0.log)?before=\($0.line.number + 1)" },
    ]
  }

  let known: Case
  let assessment: Assessing.Assessment
  /// In the language of the page.
  let sheet: Sheet
  let part: CasePart
  /// Why what was asked for just now was not done.
  var problem: String?
  /// On a page of its own.
  let evidence: CaseEvidence?
  let log: CaseLog?
  /// The newest that was not sent yet.
  let notice: Int64?
  /// When customers were told that they hear from the company again.
  let promised: Timestamp?
  let now: Timestamp
  let mayRecord: Bool
  let mayApprove: Bool
  let words: InterfaceWords
  let sheetWords: SheetWords

  private var steps: [Step] {
    let all = assessment.investigation.actions.map {
      Step(
        action: $0, settled: known.settled($0.id, knowing: assessment.investigation), mayRecord: mayRecord,
        notice: notice, incident: known.id,
        words: words, sheet: sheetWords)
    }
    return all.filter { $0.settled == nil } + all.filter { $0.settled != nil }
  }

  static let fields: Fields<CasePage> = [
    .text("title") { $0.words.title($0.known.title) }, .text("state") { $0.words.state($0.known.state) },
    .flag("is_open") { $0.known.state == .open }, .flag("may_record") { $0.mayRecord },
    .flag("may_approve") { $0.mayApprove },
    .text("problem") { $0.problem },
    .text("headline") { $0.sheet.headline.text },
    .text("tone") { $0.sheet.tone.rawValue },
    .list("lead") { page in page.sheet.lead.map { SheetLine($0, page.places) } },
    .list("answers") { page in page.sheet.facts.map { SheetFact($0, page.places) } },
    .list("next_steps") { Array($0.steps.filter { $0.settled == nil }.prefix(3)) },
    .list("all_steps") { $0.steps },
    .list("tabs") { page in
      CasePart.allCases.map {
        Tab(href: page.path($0), label: page.words.part($0), isHere: $0 == page.part)
      }
    },
    .flag("is_overview") { $0.part == .overview }, .flag("is_steps") { $0.part == .steps },
    .flag("is_ask") { $0.part == .ask },
    .list("sections") { page in
      page.part == .steps
        ? [] : page.sheet.sections.filter { page.part.sections.contains($0.id) }.map { SheetSection($0, page.places) }
    },
    .text("empty") { page in
      guard page.part.isOfSheet, !page.sheet.sections.contains(where: { page.part.sections.contains($0.id) }) else {
        return nil
      }
      let isClear = page.part == .ask && page.assessment.investigation.suspicion.hasEvidence
      return page.words[isClear ? "case_nobody_to_ask" : "case_nothing"]
    },
    .part("evidence") { $0.evidence }, .part("log") { $0.log }, .text("log_path") { $0.path(.log) },
    .list("timeline") { page in
      page.known.decisions.suffix(12).reversed().map { Entry(line: $0, log: page.path(.log), words: page.words) }
    },
    // A list that somebody pages through stands still.
    .text("live") { $0.evidence == nil && $0.log == nil ? Place.caseChanges(.number($0.known.id)).path : nil },
    .text("finding") { Place.caseFinding(.number($0.known.id)).path },
    .text("reports_path") { $0.reportsPath },
    .text("mails_path") { $0.path(.mails) },
    .text("step_path") { Place.caseStep(.number($0.known.id)).path },
    .text("answer_path") { Place.caseAnswer(.number($0.known.id)).path },
    .text("bundle_path") { Place.caseBundle(.number($0.known.id)).path },
    .list("levels") { page in
      TrafficLight.allCases.map {
        Choice(value: $0.lowercase, label: $0.rawValue, hint: page.words.level($0), isChosen: $0 == .amber)
      }
    },
    .text("state_path") { Place.caseState(.number($0.known.id)).path },
    .text("reports_filed") { $0.words.count("case_reports_filed", $0.known.reports.count) },
    .text("mails_told_apart") {
      $0.words.count("case_mails_told_apart", $0.assessment.investigation.campaigns.count)
    },
    .text("limited") { page in
      page.assessment.filed > Assessing.most
        ? page.words(
          "case_limited",
          ["considered": page.words.number(Assessing.most), "filed": page.words.number(page.assessment.filed)])
        : nil
    },
    .text("promised") { page in
      page.promised.map {
        page.words($0 > page.now ? "case_promised" : "case_promised_late", ["time": page.words.moment($0)])
      }
    },
    .list("answered") { CaseAnswer.all(of: $0.known, $0.words) },
    .flag("has_answered") { !$0.known.answers.isEmpty },
    .list("questions") { page in
      page.assessment.investigation.suspicion.askNext.prefix(10).map { TextLine(text: $0.recipient) }
    },
  ]

  private var reportsPath: String { "\(Place.reports.path)?case=\(known.id)" }

  /// Where what a figure rests on is shown.
  private var places: SheetPlaces {
    SheetPlaces { [self] evidence in
      switch evidence {
      case .finding(let index):
        assessment.reports.indices.contains(index) ? Place.report(.number(assessment.reports[index])).path : nil
      case .reports(nil): reportsPath
      case .reports(let campaign?): "\(reportsPath)&campaign=\(Place.encoded(campaign))"
      case .section(let id):
        CasePart.allCases.first { $0.sections.contains(id) }.map { $0 == part ? "#\(id)" : "\(path($0))#\(id)" }
      case .lists: Place.lists.path
      }
    }
  }

  private func path(_ part: CasePart) -> String {
    part == .overview
      ? Place.caseFile(.number(known.id)).path : Place.casePart(.number(known.id), .value(part.rawValue)).path
  }
}

/// The parts of a case, each a page, with the sections of the finding sheet that it shows.
enum CasePart: String, CaseIterable, Sendable {
  case overview, steps, mails, source, exposure, ask, reports, evidence, log

  /// Shows sections of the sheet, and nothing else.
  var isOfSheet: Bool { self != .steps && !sections.isEmpty }

  var sections: Set<String> {
    switch self {
    case .overview: ["known"]
    case .steps: [FindingSheet.nextSteps]
    case .mails: ["fake-mails"]
    case .source: ["source", "assumptions"]
    case .exposure: ["exposure"]
    case .ask: ["ask"]
    case .reports: ["reports"]
    case .evidence, .log: []
    }
  }
}
