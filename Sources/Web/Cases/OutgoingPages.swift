import Casework
import Letters
import Operations
import Vocabulary

/// Letters on their way out: those that wait for a person first.
struct OutgoingPage: PageModel {
  static let template = "outgoing"

  struct Line: PagePart {
    let dispatch: Dispatch
    /// In words.
    let reason: String?
    let words: InterfaceWords

    static let fields: Fields<Line> = [
      .text("subject") { $0.words.subject($0.dispatch) }, .text("to") { $0.dispatch.letter.recipient },
      .flag("is_erased") { $0.dispatch.isErased }, .text("reason") { $0.reason },
      .text("state") { $0.words.state($0.dispatch.state) },
      .text("href") { Place.letter(.number($0.dispatch.id)).path },
      .text("reply") { line in line.dispatch.reply.map { line.words.reply($0) } },
      .text("created") { $0.words.moment($0.dispatch.created) },
    ]
  }

  let waiting: [Line]
  let others: [Line]
  let canSend: Bool

  static let fields: Fields<OutgoingPage> = [
    .list("waiting") { $0.waiting }, .flag("has_waiting") { !$0.waiting.isEmpty }, .list("others") { $0.others },
    .flag("has_others") { !$0.others.isEmpty }, .flag("cannot_send") { !$0.canSend },
  ]
}

/// One letter as it will leave, with what may be decided about it.
struct LetterPage: PageModel {
  static let template = "letter"

  let dispatch: Dispatch
  /// In words.
  let reason: String?
  let mayApprove: Bool
  let words: InterfaceWords

  static let fields: Fields<LetterPage> = [
    .text("subject") { $0.words.subject($0.dispatch) }, .text("to") { $0.dispatch.letter.recipient },
    .flag("is_erased") { $0.dispatch.isErased }, .text("reason") { $0.reason },
    .text("body") { $0.dispatch.letter.body }, .text("body_lang") { $0.dispatch.letter.language },
    .text("state") { $0.words.state($0.dispatch.state) },
    .text("reply") { page in page.dispatch.reply.map { page.words.reply($0) } },
    .text("report") { $0.dispatch.report.map { Place.report(.number($0)).path } },
    .text("self_path") { Place.letter(.number($0.dispatch.id)).path },
    .flag("may_approve") {
      $0.mayApprove && !$0.dispatch.isErased && [.proposed, .uncertain, .failed].contains($0.dispatch.state)
    },
    .flag("may_decline") { $0.mayApprove && [.proposed, .approved, .uncertain].contains($0.dispatch.state) },
  ]
}

enum OutgoingRoutes {
  static let all: [Route] = [
    .get(.outgoing, for: .right(.look), OutgoingPage.self) { request in
      let outbox = request.ports.desk.outbox
      var waiting: [Dispatch] = []
      for state in [Dispatch.State.proposed, .uncertain, .failed] { waiting += try await outbox.list(state, nil, 50) }
      let known = Set(waiting.map(\.id))
      let others = try await outbox.list(nil, nil, 100).filter { !known.contains($0.id) }
      let reasons = try await request.ports.desk.reasons(for: waiting)
      func lines(_ list: [Dispatch]) -> [OutgoingPage.Line] {
        list.map { .init(dispatch: $0, reason: reason(reasons[$0.id], request), words: request.words) }
      }
      return .page(
        OutgoingPage(
          waiting: lines(waiting), others: lines(others), canSend: request.ports.desk.settings.mail.submission != nil))
    },
    .get(.letter(.key("number")), for: .right(.look), LetterPage.self) { request in
      let dispatch = try await dispatch(request)
      let reasons = try await request.ports.desk.reasons(for: [dispatch])
      return .page(
        LetterPage(
          dispatch: dispatch, reason: reason(reasons[dispatch.id], request),
          mayApprove: try request.account().role.may(.approve), words: request.words))
    },
    .post(.letter(.key("number")), for: .right(.approve)) { request in
      let id = try await dispatch(request).id
      let actor = Actor.account(try request.account().id)
      if request.form["decision"] == "approve" {
        try await request.ports.desk.approve(id, by: actor)
      } else {
        try await request.ports.desk.decline(id, reason: String(request.form["reason"].prefix(500)), by: actor)
      }
      return .move(.outgoing, done: .letter)
    },
  ]

  private static func reason(_ reason: WaitReason?, _ request: PageRequest) -> String? {
    switch reason {
    case .setting: request.words["letter_waits_setting"]
    case .old(let days):
      request.words(
        "letter_waits_old",
        ["days": String(days), "fresh": String(request.ports.desk.settings.answersFreshDays)])
    case .restored: request.words["letter_waits_restored"]
    case nil: nil
    }
  }

  private static func dispatch(_ request: PageRequest) async throws -> Dispatch {
    guard let dispatch = try await request.ports.desk.outbox.dispatch(try request.number("number")) else {
      throw Refusal.notFound
    }
    return dispatch
  }
}

extension InterfaceWords {
  /// Why a letter may not leave; nil for a code that is none.
  func held(_ code: String, _ detail: String) -> String? {
    let key: String? =
      switch code {
      case "adversary-address": "held_adversary_address"
      case "adversary-domain": "held_adversary_domain"
      case "own-intake": "held_own_intake"
      case "sender-not-ours": "held_sender_not_ours"
      case "bad-address": "held_bad_address"
      case "control-character": "held_control_character"
      case "hostile-name": "held_hostile_name"
      case "foreign-link": "held_foreign_link"
      case "too-long": "held_too_long"
      case "empty": "held_empty"
      default: nil
      }
    return key.map { self($0, ["detail": PlainText.clean(detail, width: 100)]) }
  }

  /// What a mail server answered, or why nothing was sent to it.
  func reply(_ text: String) -> String {
    LetterRefusal.read(record: text).flatMap { held($0.code, $0.detail) } ?? text
  }

  fileprivate func subject(_ dispatch: Dispatch) -> String {
    dispatch.isErased ? self["letter_deleted"] : dispatch.letter.subject
  }
}
