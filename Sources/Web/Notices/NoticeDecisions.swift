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

    var right: Right {
      switch self {
      case .leaveOut, .putBack, .write, .renew, .test, .override: .record
      case .approve, .start, .pause, .resume, .stop, .resend: .approve
      }
    }
  }

  static func decide(_ request: PageRequest) async throws -> Answer {
    guard let decision = Decision(rawValue: request.form["decision"]) else { throw Refusal.badRequest }
    let account = try request.account()
    guard account.role.may(decision.right) else { throw Refusal.notAllowed }
    let id = try request.number("number")
    let actor = Actor.account(account.id)
    do throws(NoticeDesk.Refusal) {
      switch decision {
      case .leaveOut, .putBack, .write, .renew:
        try await rewrite(decision, id, request.form, request.ports.notices.desk, by: actor)
      case .test: try await request.ports.notices.desk.test(id, to: account.email, by: actor)
      case .override:
        let reason = request.form["reason"].trimmed(to: 500)
        guard !reason.isEmpty else { return .move(back(to: id, request.form)) }
        try await request.ports.notices.desk.override(
          id, rule: request.form["rule"].trimmed(to: 40), place: request.form["place"].trimmed(to: 60), reason: reason,
          by: actor)
      case .approve, .start, .pause, .resume, .stop, .resend:
        try await release(decision, id, request, by: actor)
      }
    } catch { return try await NoticeRoutes.refused(request, try problem(error, request.words)) }
    let isText = [.leaveOut, .putBack, .write, .override].contains(decision)
    return .move(isText ? back(to: id, request.form) : .notice(.number(id)), done: done(decision))
  }

  private static func rewrite(
    _ decision: Decision, _ id: Int64, _ form: FormFields, _ desk: NoticeDesk, by actor: String
  ) async throws(NoticeDesk.Refusal) {
    let sentence = form["sentence"].trimmed(to: 100)
    let language = form["language"]
    let own = String(form["own"].prefix(4000))
    let next = Timestamp(rfc3339: form["next"] + (form["next"].count == 16 ? ":00Z" : ""))
    try await desk.rewrite(id, by: actor) { draft in
      switch decision {
      case .leaveOut: if !sentence.isEmpty { draft.without.insert(sentence) }
      case .putBack: draft.without.remove(sentence)
      case .write:
        if let next { draft.next = next.seconds }
        let texts = own.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
        draft.added[language] =
          texts.isEmpty
          ? nil : [NoticeLetter.Addition(id: "own-1", text: texts.joined(separator: "\n"))]
      default: break
      }
    }
  }

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
      try await notices.desk.approve(id, by: actor, others: others, checked: checked)
    case .start: _ = try await notices.desk.start(id, by: actor, sending: notices.sending)
    case .pause: try await notices.running.pause(id, by: actor)
    case .resume: try await notices.running.resume(id, by: actor)
    case .stop:
      try await notices.running.stop(id, reason: request.form["reason"].trimmed(to: 500), by: actor)
    case .resend:
      do throws(StoreTrouble) {
        _ = try await notices.desk.ledger.resend(
          id, NoticeRecipient.Kind.surelyNotAccepted, request.ports.accounts.now())
      } catch { throw .store(error) }
      try await notices.running.resume(id, by: actor)
    default: break
    }
  }

  private static func back(to id: Int64, _ form: FormFields) -> Place {
    .noticeVersion(.number(id), language: form["language"], segment: form["segment"])
  }

  private static func done(_ decision: Decision) -> String? {
    switch decision {
    case .leaveOut, .putBack, .write, .renew: "notice_changed"
    case .test: "notice_tested"
    case .override: "notice_overridden"
    case .approve: "notice_approved"
    case .start: "notice_started"
    case .pause: "notice_paused"
    case .resume, .resend: "notice_resumed"
    case .stop: "notice_stopped"
    }
  }

  /// In words for the notice's page; what is missing for an approval stands there anyway.
  private static func problem(_ refusal: NoticeDesk.Refusal, _ words: InterfaceWords) throws -> String {
    switch refusal {
    case .unknown: throw Refusal.notFound
    case .store(let trouble) where trouble.reason != .conflict: throw trouble
    case .store(let trouble): return trouble.description
    case .closed: return words["notice_problem_closed"]
    case .hindered: return words["notice_problem_hindered"]
    case .heldBack(let why): return words("notice_problem_held", ["why": why.description])
    case .noServer: return words["notice_cannot_send"]
    }
  }
}

extension String {
  /// One line, without blanks around it.
  fileprivate func trimmed(to length: Int) -> String {
    PlainText.clean(self, width: length)
  }
}
