import Casework
import Letters
import Operations
import Vocabulary

/// What the forms of a notice's pages do. Whoever may record prepares; whoever may approve lets it go.
enum NoticeDecisions {
  private enum Decision: String {
    case leaveOut = "leave-out"
    case putBack = "put-back"
    case write, renew, test, override, approve, start, pause, resume, stop, resend
    /// Those of whom nobody knows whether they have it: a person decides that twice is better than never.
    case resendDoubt = "resend-doubt"

    var right: Right {
      switch self {
      case .leaveOut, .putBack, .write, .renew, .test, .override: .record
      case .approve, .start, .pause, .resume, .stop, .resend, .resendDoubt: .approve
      }
    }
  }

  static func decide(_ request: PageRequest) async throws -> Answer {
    guard let decision = Decision(rawValue: request.form["decision"]) else { throw Refusal.badRequest }
    let account = try request.account()
    guard account.role.may(decision.right) else { throw Refusal.notAllowed }
    let id = try request.number("number")
    let actor = Actor.account(account.id)
    if let lack = lack(decision, request.form) { return try await NoticeRoutes.refused(request, request.words[lack]) }
    do throws(NoticeDesk.Refusal) {
      switch decision {
      case .leaveOut, .putBack, .write, .renew:
        try await rewrite(decision, id, request.form, request.ports.notices.desk, by: actor)
      case .test: try await request.ports.notices.desk.test(id, to: account.email, by: actor)
      case .override:
        try await request.ports.notices.desk.override(
          id, rule: PlainText.clean(request.form["rule"], width: 40),
          place: PlainText.clean(request.form["place"], width: 60), reason: reason(request.form), by: actor)
      case .approve, .start, .pause, .resume, .stop, .resend, .resendDoubt:
        try await release(decision, id, request, by: actor)
      }
    } catch { return try await NoticeRoutes.refused(request, try problem(error, request.words)) }
    let isText = [.leaveOut, .putBack, .write, .override].contains(decision)
    return .move(isText ? back(to: id, request.form) : .notice(.number(id)), done: done(decision))
  }

  /// Which word says what the form lacks; nil where it is whole.
  private static func lack(_ decision: Decision, _ form: FormFields) -> String? {
    switch decision {
    case .write where !form["next"].isEmpty && next(form) == nil: "notice_no_time"
    case .override where reason(form).isEmpty: "notice_no_reason"
    case .stop where reason(form).isEmpty: "notice_no_reason"
    default: nil
    }
  }

  private static func reason(_ form: FormFields) -> String { PlainText.clean(form["reason"], width: 500) }

  private static func rewrite(
    _ decision: Decision, _ id: Int64, _ form: FormFields, _ desk: NoticeDesk, by actor: String
  ) async throws(NoticeDesk.Refusal) {
    let sentence = PlainText.clean(form["sentence"], width: 100)
    let language = form["language"]
    let own = String(form["own"].prefix(4000))
    let next = next(form).map { desk.desk.settings.zone.time(shown: $0) }
    try await desk.rewrite(id, by: actor) { draft in
      switch decision {
      case .leaveOut: if !sentence.isEmpty { draft.without.insert(sentence) }
      case .putBack: draft.without.remove(sentence)
      case .write:
        draft.next = next?.seconds
        let texts = own.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
        draft.added[language] =
          texts.isEmpty
          ? nil : [NoticeLetter.Addition(id: "own-1", text: texts.joined(separator: "\n"))]
      default: break
      }
    }
  }

  /// As a browser's field has it, without seconds and zone, read as UTC; nil for none.
  private static func next(_ form: FormFields) -> Timestamp? { Timestamp(rfc3339: form["next"] + ":00Z") }

  private static func release(
    _ decision: Decision, _ id: Int64, _ request: PageRequest, by actor: String
  ) async throws(NoticeDesk.Refusal) {
    let notices = request.ports.notices
    switch decision {
    case .approve:
      let others: Int
      do { others = try await NoticeRoutes.others(request) } catch {
        throw .store((error as? StoreTrouble) ?? StoreTrouble(.failed, "\(error)"))
      }
      let checked = Set(NoticeApproval.Check.allCases.filter { !request.form["check-" + $0.rawValue].isEmpty })
      try await notices.desk.approve(
        id, digest: request.form["digest"], by: actor, others: others, checked: checked)
    case .start: _ = try await notices.desk.start(id, by: actor, sending: notices.sending)
    case .pause: try await notices.running.pause(id, by: actor)
    case .resume: try await notices.running.resume(id, by: actor)
    case .stop:
      try await notices.running.stop(id, reason: PlainText.clean(request.form["reason"], width: 500), by: actor)
    case .resend:
      try await notices.running.resume(id, again: NoticeRecipient.Kind.surelyNotAccepted, by: actor)
    case .resendDoubt: try await notices.running.resume(id, again: [.ambiguous], by: actor)
    default: break
    }
  }

  private static func back(to id: Int64, _ form: FormFields) -> Place {
    .noticeVersion(.number(id), language: form["language"], segment: form["segment"])
  }

  private static func done(_ decision: Decision) -> Done {
    switch decision {
    case .leaveOut, .putBack, .write, .renew: .noticeChanged
    case .test: .noticeTested
    case .override: .noticeOverridden
    case .approve: .noticeApproved
    case .start: .noticeStarted
    case .pause: .noticePaused
    case .resume, .resend, .resendDoubt: .noticeResumed
    case .stop: .noticeStopped
    }
  }

  /// In words for the notice's page; what is missing for an approval stands there anyway.
  private static func problem(_ refusal: NoticeDesk.Refusal, _ words: InterfaceWords) throws -> String {
    switch refusal {
    case .unknown: throw Refusal.notFound
    case .store(let trouble) where trouble.reason != .conflict: throw trouble
    case .store(let trouble): return trouble.description
    case .closed: return words["notice_problem_closed"]
    case .unapproved: return words["notice_problem_unapproved"]
    case .late: return words["notice_problem_late"]
    case .hindered: return words["notice_problem_hindered"]
    case .overtaken: return words["notice_problem_overtaken"]
    case .heldBack(let why):
      return words("notice_problem_held", ["why": words.held(why.code, why.detail ?? "") ?? why.description])
    case .noServer: return words["notice_cannot_send"]
    }
  }
}
