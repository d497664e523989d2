import Casework
import Letters
import Operations
import Vocabulary

/// What customers were told and are to be told, case by case.
struct NoticeListPage: PageModel {
  static let template = "notices"

  struct Line: PagePart {
    let notice: Notice
    let words: InterfaceWords

    static let fields: Fields<Line> = [
      .text("href") { Place.notice(.number($0.notice.id)).path },
      .text("edition") { $0.words.edition($0.notice.edition) },
      .text("state") { $0.words.state($0.notice.state) }, .text("changed") { $0.words.moment($0.notice.changed) },
    ]
  }

  struct Incident: PagePart {
    let id: Int64
    let title: String
    let notices: [Line]
    let missing: [Edition]
    let mayRecord: Bool
    let words: InterfaceWords

    static let fields: Fields<Incident> = [
      .text("case_title") { $0.words.title($0.title) }, .text("case_path") { Place.caseFile(.number($0.id)).path },
      .text("case_id") { String($0.id) }, .list("notices") { $0.notices }, .flag("has_none") { $0.notices.isEmpty },
      .flag("may_draft") { $0.mayRecord && !$0.missing.isEmpty },
      .list("missing") { incident in
        incident.missing.enumerated().map {
          Choice(value: $1.rawValue, label: incident.words.edition($1), isChosen: $0 == 0)
        }
      }, .text("draft_path") { _ in Place.notices.path },
    ]
  }

  let cases: [Incident]

  static let fields: Fields<NoticeListPage> = [.list("cases") { $0.cases }, .flag("has_no_case") { $0.cases.isEmpty }]
}

/// One notice: how far it is, whom it goes to, and the next step.
struct NoticePage: PageModel {
  static let template = "notice"

  /// One version of the text and how many get it.
  struct Row: PagePart {
    let count: Audience.Count
    let path: String
    let words: InterfaceWords

    static let fields: Fields<Row> = [
      .text("language") { $0.words.name(of: $0.count.language) },
      .text("segment") { $0.words.segment($0.count.segment) },
      .text("customers") { $0.words.number($0.count.customers) }, .text("href") { $0.path },
    ]
  }

  /// A fact that a person can say was reached.
  struct Reached: PagePart {
    let milestone: Milestone
    /// Of all that it is said of: the services, the look-alike names.
    let named: [String]
    let settled: Case.Settled?
    let words: InterfaceWords

    static let fields: Fields<Reached> = [
      .text("step_id") { $0.milestone.rawValue },
      .text("step_title") { reached in
        let title = reached.words.milestone(reached.milestone)
        return reached.named.isEmpty
          ? title : reached.words("milestone_of", ["what": title, "names": reached.named.joined(separator: ", ")])
      },
      .text("settled") { reached in
        reached.settled.map { reached.words("step_done_by", ["time": reached.words.moment($0.time), "note": $0.note]) }
      }, .flag("is_open") { $0.settled == nil },
    ]
  }

  struct Sum: PagePart {
    let label: String
    let count: String
    let href: String?

    static let fields: Fields<Sum> = [
      .text("label") { $0.label }, .text("count") { $0.count }, .text("href") { $0.href },
    ]
  }

  let review: NoticeReview
  let incident: Case
  let approval: NoticeApproval
  let tally: NoticeTally
  /// Why what was asked for just now was not done.
  let problem: String?
  let trouble: String?
  let mayRecord: Bool
  let mayApprove: Bool
  let mayInvite: Bool
  let canSend: Bool
  /// Letters name the public page, and it shows nothing of this case.
  let isUnpublished: Bool
  /// Whom a milestone is said of, where there may be several.
  let named: [Milestone: [String]]
  /// Said once, of less than is known by now.
  let outdated: Set<Milestone>
  let names: [String: String]
  let words: InterfaceWords

  private var notice: Notice { review.notice }
  private var isDraft: Bool { notice.state == .draft }

  private func name(_ actor: String) -> String { names[actor] ?? actor }

  private var sums: [Sum] {
    func path(_ state: NoticeRecipient.State) -> String? {
      mayApprove ? Place.noticeRecipients(.number(notice.id)).path + "?state=\(state.rawValue)" : nil
    }
    let ambiguous = tally.count(.ambiguous)
    return [
      Sum(label: words["notice_sum_all"], count: words.number(tally.recipients), href: nil),
      Sum(label: words["notice_sum_sent"], count: words.number(tally.sent), href: path(.sent)),
      Sum(label: words["notice_sum_waiting"], count: words.number(tally.waiting), href: path(.waiting)),
      Sum(label: words["notice_sum_failed"], count: words.number(tally.failed), href: path(.failed)),
      Sum(label: words["notice_sum_skipped"], count: words.number(tally.skipped), href: path(.skipped)),
    ]
      + (ambiguous == 0
        ? [] : [Sum(label: words["notice_sum_ambiguous"], count: words.number(ambiguous), href: path(.failed))])
  }

  static let fields: Fields<NoticePage> = [
    .text("title") { $0.words.edition($0.notice.edition) }, .text("state") { $0.words.state($0.notice.state) },
    .text("case_title") { $0.words.title($0.incident.title) },
    .text("case_path") { Place.caseFile(.number($0.incident.id)).path },
    .text("reference") { $0.review.draft.reference }, .text("digest") { $0.notice.digest },
    .text("trouble") { $0.trouble }, .text("problem") { $0.problem },
    .flag("is_draft") { $0.isDraft }, .flag("is_approved") { $0.notice.state == .approved },
    .text("unpublished") { $0.isUnpublished ? $0.words["notice_unpublished"] : nil },
    .flag("has_left") { $0.notice.isLeaving }, .flag("is_live") { $0.notice.state == .sending },
    .list("rows") { page in
      page.review.counts.map {
        Row(
          count: $0,
          path: Place.noticeText(.number(page.notice.id)).path
            + "?language=\($0.language.tag)&segment=\($0.segment.rawValue)", words: page.words)
      }
    },
    .text("all_customers") { $0.words("notice_all_customers", ["count": $0.words.number($0.review.customers)]) },
    .list("sums") { $0.sums }, .flag("has_hindrances") { $0.isDraft && !$0.approval.hindrances.isEmpty },
    .list("hindrances") { page in
      page.approval.hindrances.map { TextLine(text: page.words.hindrance($0)) }
    },
    .flag("is_alone") { $0.isDraft && $0.approval.isAlone && !$0.approval.hindrances.contains(.ownText) },
    .flag("may_invite") { $0.mayInvite },
    .text("approve_title") { $0.words[$0.approval.isOnlyOne ? "notice_step_approve_alone" : "notice_step_approve"] },
    .list("checks") { page in
      NoticeApproval.Check.allCases.map { Choice(value: $0.rawValue, label: page.words.check($0)) }
    },
    .flag("may_test") { $0.mayRecord && $0.isDraft }, .flag("may_approve") { $0.mayApprove && $0.isDraft },
    .flag("has_fallen") { $0.notice.state == .approved && $0.review.withdrawn > 0 },
    .flag("is_behind") { $0.isDraft && $0.mayRecord && $0.review.isBehind },
    .flag("may_start") {
      $0.mayApprove && $0.notice.state == .approved && $0.canSend && $0.review.withdrawn == 0
    },
    .flag("cannot_send") { !$0.canSend }, .flag("may_pause") { $0.mayApprove && $0.notice.state == .sending },
    .flag("may_resume") { $0.mayApprove && $0.notice.state == .paused },
    .flag("may_stop") { $0.mayApprove && ($0.notice.state == .sending || $0.notice.state == .paused) },
    .flag("may_resend") { page in
      page.mayApprove && page.notice.state == .finished
        && NoticeRecipient.Kind.surelyNotAccepted.contains { page.tally.count($0) > 0 }
    },
    .flag("may_resend_doubt") { page in
      page.mayApprove && page.notice.state == .finished && page.tally.count(.ambiguous) > 0
    },
    .flag("may_record") { $0.mayRecord && $0.notice.isOpen },
    .text("tested") { page in page.notice.tested.map { page.words("notice_tested", ["time": page.words.moment($0)]) } },
    .text("approved") { page in
      page.notice.approvedBy.map {
        page.words(
          page.notice.isApprovedAlone ? "notice_approved_alone" : "notice_approved_by",
          ["person": page.name($0), "time": page.notice.approvedAt.map { page.words.moment($0) } ?? ""])
      }
    },
    .list("milestones") { page in
      Milestone.allCases.map {
        Reached(
          milestone: $0, named: page.named[$0] ?? [],
          settled: page.outdated.contains($0) ? nil : page.incident.settled[$0.rawValue],
          words: page.words)
      }
    },
    .list("log") { page in
      page.notice.lines.reversed().map {
        TextLine(text: "\(page.words.moment($0.time)): \(page.words.happened($0.event)) (\(page.name($0.actor)))")
      }
    },
    .text("live") { Place.caseChanges(.number($0.incident.id)).path },
    .text("step_path") { Place.caseStep(.number($0.incident.id)).path },
    .text("notice_number") { String($0.notice.id) },
    .text("text_path") { Place.noticeText(.number($0.notice.id)).path },
    .text("decide_path") { Place.noticeDecision(.number($0.notice.id)).path },
    .text("ledger_path") { $0.mayApprove ? Place.noticeLedger(.number($0.notice.id)).path : nil },
  ]
}

/// People of one state, with what the mail server said.
struct NoticeRecipientsPage: PageModel {
  static let template = "notice-recipients"
  static let size = 100

  struct Line: PagePart {
    let recipient: NoticeRecipient
    let words: InterfaceWords

    static let fields: Fields<Line> = [
      .text("address") { $0.recipient.address?.text }, .flag("is_erased") { $0.recipient.address == nil },
      .text("state") { $0.words.state($0.recipient.state) },
      .text("kind") { line in line.recipient.kind.map { line.words.kind($0) } },
      .text("reply") { $0.recipient.reply.map { PlainText.clean($0, width: 200) } },
      .text("changed") { line in line.recipient.changed.map { line.words.moment($0) } },
    ]
  }

  let notice: Int64
  let state: NoticeRecipient.State?
  let lines: [Line]
  let words: InterfaceWords

  static let fields: Fields<NoticeRecipientsPage> = [
    .text("notice_path") { Place.notice(.number($0.notice)).path },
    .text("title") { page in page.state.map { page.words.state($0) } ?? page.words["notice_sum_all"] },
    .list("lines") { $0.lines }, .flag("has_none") { $0.lines.isEmpty },
    .text("more") { page in
      guard page.lines.count == size, let last = page.lines.last else { return nil }
      return Place.noticeRecipients(.number(page.notice)).path
        + "?state=\(page.state?.rawValue ?? "")&after=\(last.recipient.id)"
    },
  ]
}
