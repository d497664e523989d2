import Forensics
import Letters
import Mail
import Operations
import Vocabulary

/// What customers sent in, newest first, and the way to bring more in by hand.
struct ReportsPage: PageModel {
  static let template = "reports"

  struct Line: PagePart {
    let line: ReportLine
    let words: InterfaceWords

    static let fields: Fields<Line> = [
      .text("number") { String($0.line.number) }, .text("href") { Place.report(.number($0.line.number)).path },
      .text("received") { $0.words.moment($0.line.received) },
      .text("verdict") { $0.words.verdict($0.line.examined) },
      .text("subject") { PlainText.clean($0.line.examined?.subject ?? "", width: 120) },
      .text("reporter") { $0.line.examined?.reporter?.text },
      .text("case_path") { $0.line.caseID.map { Place.caseFile(.number($0)).path } },
    ]
  }

  /// What became of a file that was brought in just now.
  struct Outcome: PagePart {
    var file: String?
    let text: String
    var report: ReportNumber?
    /// In words.
    var verdict: String?

    static let fields: Fields<Outcome> = [
      .text("outcome_file") { $0.file }, .text("text") { $0.text },
      .text("outcome_path") { $0.report.map { Place.report(.number($0)).path } },
      .text("outcome_verdict") { $0.verdict },
    ]
  }

  let lines: [Line]
  let tally: ReportTally
  let intake: String
  /// nil keeps it until somebody deletes it.
  let keepDays: Int?
  let verdict: Verdict?
  let search: String
  let caseID: Int64?
  /// Only those of one fake mail.
  let campaign: String?
  let mayRecord: Bool
  let outcomes: [Outcome]
  let words: InterfaceWords
  static let size = 50

  static let fields: Fields<ReportsPage> = [
    .list("lines") { $0.lines }, .flag("has_none") { $0.lines.isEmpty }, .flag("may_record") { $0.mayRecord },
    .text("count_all") { String($0.tally.all) },
    .text("count_fakes") { String($0.tally.byVerdict[.impersonation] ?? 0) },
    .text("count_waiting") { String($0.tally.waiting) },
    .text("only") { page in
      page.campaign.map { page.words("reports_of_mail", ["mail": $0]) }
        ?? page.caseID.map { page.words("reports_of_case", ["case": String($0)]) }
    },
    .text("all_path") { page in
      page.caseID.map { page.campaign == nil ? Place.reports.path : "\(Place.reports.path)?case=\($0)" }
    },
    .text("kept") { page in
      let deleted = String(page.tally.deleted)
      return page.keepDays.map { page.words("reports_kept_days", ["days": String($0), "deleted": deleted]) }
        ?? page.words("reports_kept", ["deleted": deleted])
    },
    .text("how") { $0.words("reports_how", ["intake": $0.intake]) }, .text("search") { $0.search },
    .flag("has_outcomes") { !$0.outcomes.isEmpty }, .list("outcomes") { $0.outcomes },
    .list("verdicts") { page in
      [Choice(value: "", label: page.words["verdict_any"], isChosen: page.verdict == nil)]
        + Verdict.allCases.map {
          Choice(value: $0.rawValue, label: page.words.verdict($0), isChosen: page.verdict == $0)
        }
    },
    .text("older") { page in
      guard page.lines.count == size, let last = page.lines.last else { return nil }
      let of =
        (page.caseID.map { "&case=\($0)" } ?? "") + (page.campaign.map { "&campaign=\(Place.encoded($0))" } ?? "")
      return
        "\(Place.reports.path)?before=\(last.line.number)&verdict=\(page.verdict?.rawValue ?? "")&words=\(Place.encoded(page.search))\(of)"
    },
  ]
}

/// One report: what it is and why, where it came from, and its mail as harmless text.
struct ReportPage: PageModel {
  static let template = "report"

  struct Reason: PagePart {
    let signal: SeenSignal
    let words: InterfaceWords
    let sheet: SheetWords

    static let fields: Fields<Reason> = [
      .text("detail") { PlainText.clean($0.sheet.said($0.signal.detail)) },
      .text("weighs") { $0.words[$0.signal.weight >= 0 ? "signal_for" : "signal_against"] },
      .text("signal_id") { $0.signal.id },
    ]
  }

  struct Found: PagePart {
    let finding: Finding
    let words: InterfaceWords
    let sheet: SheetWords

    static let fields: Fields<Found> = [
      .text("verdict") {
        $0.finding.carrier == .image ? $0.words["verdict_picture"] : $0.words.verdict($0.finding.judgement.verdict)
      },
      .text("confidence") {
        $0.finding.carrier == .image ? nil : String(Int(($0.finding.judgement.confidence * 100).rounded()))
      },
      .text("from") { $0.finding.original?.from.map { "\($0.local)@\(HostileURL.defang($0.domain))" } },
      .text("subject") { PlainText.clean($0.finding.original?.subject ?? "", width: 200) },
      .text("recipient") { $0.finding.original?.recipient?.text },
      .flag("has_reasons") { !$0.finding.judgement.signals.isEmpty },
      .list("reasons") { found in
        found.finding.judgement.signals.map { Reason(signal: $0, words: found.words, sheet: found.sheet) }
      },
    ]
  }

  let line: ReportLine
  let found: [Found]
  let text: String?
  let lookups: [LookupRow]
  let attachments: [AttachmentRow]
  let hops: [HopRow]
  let words: InterfaceWords

  static let fields: Fields<ReportPage> = [
    .flag("has_attachments") { !$0.attachments.isEmpty }, .list("attachments") { $0.attachments },
    .flag("has_hops") { !$0.hops.isEmpty }, .list("hops") { $0.hops },
    .flag("has_lookups") { !$0.lookups.isEmpty }, .list("lookups") { $0.lookups },
    .text("number") { String($0.line.number) }, .text("received") { $0.words.moment($0.line.received) },
    .text("door") { $0.words.door($0.line.door) }, .text("artifact") { $0.line.artifact },
    .text("size") { $0.words.number($0.line.size) },
    .text("reporter") { $0.line.examined?.reporter?.text },
    .text("case_path") { $0.line.caseID.map { Place.caseFile(.number($0)).path } },
    .list("found") { $0.found }, .text("mail_text") { $0.text }, .flag("is_deleted") { $0.line.isDeleted },
    .text("source") { Place.reportSource(.number($0.line.number)).path },
    .text("original") { Place.reportOriginal(.number($0.line.number)).path },
  ]
}

extension InterfaceWords {
  /// A picture is nothing that a program can judge, and not to be forgotten for that.
  func verdict(_ report: ExaminedReport?) -> String {
    report?.carrier == .image ? self["verdict_picture"] : verdict(report?.verdict)
  }

  func verdict(_ verdict: Verdict?) -> String {
    switch verdict {
    case .impersonation: self["verdict_impersonation"]
    case .genuine: self["verdict_genuine"]
    case .unproven: self["verdict_unproven"]
    case .unrelated: self["verdict_unrelated"]
    case .noMessage: self["verdict_no_message"]
    case nil: self["verdict_waiting"]
    }
  }
}
