import Casework
import Letters
import Operations
import Vocabulary

/// One version of a notice as its readers get it: each sentence with its ground, what no longer holds in red, what would hurt beside it.
struct NoticeTextPage: PageModel {
  static let template = "notice-text"

  struct Ground: PagePart {
    let label: String
    let href: String

    static let fields: Fields<Ground> = [.text("ground_label") { $0.label }, .text("ground_href") { $0.href }]
  }

  struct Sentence: PagePart {
    let sentence: NoticeSentence
    let standing: NoticeStanding?
    let incident: Int64
    let mayWrite: Bool
    let words: InterfaceWords

    static let fields: Fields<Sentence> = [
      .text("sentence_id") { $0.sentence.id }, .text("text") { $0.sentence.text },
      .text("fallen") { line in line.standing.map { line.words.standing($0) } },
      .flag("is_void") { $0.standing?.forbids ?? false },
      .flag("may_leave_out") { $0.mayWrite && !$0.sentence.isOwn },
      .list("grounds") { line in
        line.sentence.basis.map { basis in
          Ground(label: line.words.fact(basis.fact), href: line.path(basis.known.ground))
        }
      },
    ]

    private func path(_ ground: NoticeFacts.Ground) -> String {
      switch ground {
      case .entry(let number): "\(Place.log.path)?before=\(number + 1)"
      case .finding("fake-mails"): Place.casePart(.number(incident), .value("mails")).path
      case .finding("source"): Place.casePart(.number(incident), .value("source")).path
      case .finding: Place.casePart(.number(incident), .value("exposure")).path
      }
    }
  }

  /// A sentence that stands there no more, and can be put back.
  struct LeftOut: PagePart {
    let sentence: NoticeSentence

    static let fields: Fields<LeftOut> = [
      .text("sentence_id") { $0.sentence.id }, .text("text") { $0.sentence.text },
    ]
  }

  struct Complaint: PagePart {
    let finding: NoticeFinding
    let place: String
    let reason: String?
    let advice: String
    let title: String
    let mayWrite: Bool

    static let fields: Fields<Complaint> = [
      .text("rule_title") { $0.title }, .text("quote") { $0.finding.quote.isEmpty ? nil : $0.finding.quote },
      .text("found") { $0.finding.words.isEmpty ? nil : $0.finding.words.joined(separator: ", ") },
      .text("advice") { $0.advice }, .text("instead") { $0.finding.instead },
      .flag("stops") { $0.finding.severity == .stops && $0.reason == nil },
      .text("reason") { $0.reason }, .text("rule") { $0.finding.rule.rawValue }, .text("place") { $0.place },
      .flag("may_override") { $0.mayWrite && $0.finding.severity == .stops && $0.reason == nil },
    ]
  }

  let review: NoticeReview
  let version: NoticeReview.Version
  let tone: ToneBook
  let mayWrite: Bool
  /// Whose letter is shown, where one person's was asked for.
  let reader: String?
  let notFound: Bool
  let zone: ClockZone
  let words: InterfaceWords

  private var notice: Notice { review.notice }
  private var own: String {
    (review.draft.added[version.text.language] ?? []).map(\.text).joined(separator: "\n")
  }

  private func path(_ version: NoticeReview.Version) -> String {
    Place.noticeText(.number(notice.id)).path
      + "?language=\(version.text.language)&segment=\(version.text.segment.rawValue)"
  }

  static let fields: Fields<NoticeTextPage> = [
    .text("title") { $0.words.edition($0.notice.edition) },
    .text("notice_path") { Place.notice(.number($0.notice.id)).path },
    .list("tabs") { page in
      page.review.read.map { version in
        Tab(
          href: page.path(version),
          label: "\(page.words.name(of: Language(version.text.language))): \(page.words.segment(version.text.segment))",
          isHere: version.text.language == page.version.text.language
            && version.text.segment == page.version.text.segment)
      }
    },
    .text("body_lang") { $0.version.text.language }, .text("subject") { $0.version.text.subject.text },
    .text("body") { $0.version.text.body },
    .text("customers") { $0.words("notice_version_customers", ["count": $0.words.number($0.version.customers)]) },
    .text("reader") { page in page.reader.map { page.words("notice_reader", ["address": $0]) } },
    .flag("not_found") { $0.notFound },
    .list("sentences") { page in
      ([page.version.text.subject] + page.version.text.sentences).map { sentence in
        Sentence(
          sentence: sentence, standing: page.version.fallen[sentence.id],
          incident: page.notice.incident, mayWrite: page.mayWrite && sentence.id != "subject", words: page.words)
      }
    },
    .list("left_out") { page in
      page.version.leftOut.map { LeftOut(sentence: $0) }
    },
    .flag("has_left_out") { !$0.version.leftOut.isEmpty },
    .flag("has_complaints") { !$0.version.findings.isEmpty },
    .list("complaints") { page in
      page.version.findings.map { finding in
        let place = NoticeReview.place(finding, in: page.version)
        return Complaint(
          finding: finding, place: place,
          reason: page.notice.overrides.last { $0.place == place }?.reason,
          advice: page.tone.advice(finding, in: page.words.language),
          title: page.tone.title(finding.rule, in: page.words.language), mayWrite: page.mayWrite)
      }
    },
    .flag("may_write") { $0.mayWrite }, .text("own") { $0.own }, .text("language") { $0.version.text.language },
    .text("segment") { $0.version.text.segment.rawValue },
    .text("next") { page in
      page.review.draft.next.map { String(page.zone.shown(Timestamp(seconds: $0)).rfc3339.prefix(16)) }
    },
    .text("next_label") { page in page.words("notice_next_time", ["zone": page.zone.name]) },
    .flag("is_fallen") { !$0.version.fallen.isEmpty },
    .flag("is_forbidden") { $0.version.fallen.values.contains(where: \.forbids) },
    .text("self_path") { Place.noticeText(.number($0.notice.id)).path },
    .text("decide_path") { Place.noticeDecision(.number($0.notice.id)).path },
  ]
}
