import Casework
import Letters
import Operations
import Vocabulary

/// Notices: drafting, reading, approving, sending, and their ledger.
enum NoticeRoutes {
  static let all: [Route] = [
    .get(.notices, for: .right(.look), NoticeListPage.self, handler: list),
    .post(.notices, for: .right(.record), NoticeListPage.self) { request in
      guard let id = Int64(request.form["case"]), let edition = Edition(rawValue: request.form["edition"]) else {
        throw Refusal.badRequest
      }
      let actor = Actor.account(try request.account().id)
      guard let notice = try await request.ports.notices.desk.draft(edition, of: id, by: actor) else {
        return .move(.notices)
      }
      return .move(.notice(.number(notice)), done: .noticeDrafted)
    },
    .get(.notice(.key("number")), for: .right(.look), NoticePage.self, handler: show),
    .get(.noticeText(.key("number")), for: .right(.look), NoticeTextPage.self, handler: text),
    .post(.noticeDecision(.key("number")), for: .right(.record), NoticePage.self, handler: NoticeDecisions.decide),
    .get(.noticeRecipients(.key("number")), for: .right(.approve), NoticeRecipientsPage.self) { request in
      let id = try request.number("number")
      guard try await request.ports.notices.desk.ledger.notice(id) != nil else { throw Refusal.notFound }
      let state = NoticeRecipient.State(rawValue: request.query["state"])
      var query = NoticeQuery(id, state: state)
      query.after = Int64(request.query["after"]) ?? 0
      query.limit = NoticeRecipientsPage.size
      let lines = try await request.ports.notices.desk.ledger.list(query)
      return .page(
        NoticeRecipientsPage(
          notice: id, state: state, lines: lines.map { .init(recipient: $0, words: request.words) },
          words: request.words))
    },
    .get(.noticeLedger(.key("number")), for: .right(.approve), NoticePage.self) { request in
      let id = try request.number("number")
      let ledger = request.ports.notices.desk.ledger
      guard let enrolled = try await ledger.notice(id) else { throw Refusal.notFound }
      guard try await ledger.tally(id).recipients <= mostLines else {
        return try await refused(request, request.words("notice_ledger_long", ["number": String(id)]))
      }
      let text = NoticeLedgerText(enrolled)
      let lines = Lines(NoticeLedgerText.head)
      try await ledger.walk(id) { lines.add(text.csvLine($0)) }
      return .download(lines.bytes, named: "notice-\(id).csv", type: "text/csv; charset=utf-8")
    },
  ]

  /// Longer ledgers are written by `candor notice ledger`, which holds nothing in memory.
  private static let mostLines = 300_000

  private final class Lines {
    private(set) var bytes: [UInt8]
    init(_ head: [UInt8]) { bytes = head }
    func add(_ line: [UInt8]) { bytes += line }
  }

  private static func list(_ request: PageRequest) async throws -> Answer {
    let (desk, notices) = (request.ports.desk, request.ports.notices.desk)
    let mayRecord = try request.account().role.may(.record)
    var cases: [NoticeListPage.Incident] = []
    for id in try await desk.cases.ids().reversed() {
      guard let known = try await desk.cases.load(id) else { continue }
      let all = try await notices.notices(of: id)
      let used = Set(all.filter { !$0.makesRoom }.map(\.edition))
      cases.append(
        NoticeListPage.Incident(
          id: id, title: known.title, notices: all.reversed().map { .init(notice: $0, words: request.words) },
          missing: Edition.allCases.filter { !used.contains($0) }, mayRecord: mayRecord, words: request.words))
    }
    return .page(NoticeListPage(cases: cases))
  }

  static func review(_ request: PageRequest) async throws -> NoticeReview {
    guard let review = try await request.ports.notices.desk.review(try request.number("number")) else {
      throw Refusal.notFound
    }
    return review
  }

  /// How many beside this person may approve.
  static func others(_ request: PageRequest) async throws -> Int {
    let me = try request.account().id
    return try await request.ports.accounts.register.people().count { $0.id != me && $0.role.may(.approve) }
  }

  private static func show(_ request: PageRequest) async throws -> Answer { .page(try await page(request)) }

  /// The notice's page with what went wrong.
  static func refused(_ request: PageRequest, _ problem: String) async throws -> Answer {
    .refused(try await page(request, problem: problem))
  }

  private static func page(_ request: PageRequest, problem: String? = nil) async throws -> NoticePage {
    let (ports, account) = (request.ports, try request.account())
    let review = try await review(request)
    guard let incident = try await ports.desk.cases.load(review.notice.incident) else { throw Refusal.notFound }
    let approval = await ports.notices.desk.approval(
      review, by: Actor.account(account.id), others: try await others(request), checked: [])
    let people = try await ports.accounts.register.people()
    let facts = try await ports.notices.desk.facts(of: incident.id)
    func named(_ fact: NoticeFact) -> [String] {
      guard case .names(let names)? = facts[fact]?.value else { return [] }
      return names.prefix(20).map { PlainText.clean(HostileURL.defang($0), width: 80) }
    }
    let shown = try await ports.status.published().incident
    let isUnpublished =
      ports.desk.settings.statusDomain != nil && review.notice.isLeaving && shown != incident.id
    return NoticePage(
      review: review, incident: incident, approval: approval,
      tally: try await ports.notices.desk.ledger.tally(review.notice.id), problem: problem,
      trouble: ports.notices.running.trouble(of: review.notice.id).map { request.words.reply($0) },
      mayRecord: account.role.may(.record),
      mayApprove: account.role.may(.approve), mayInvite: account.role.may(.administer),
      canSend: ports.notices.sending != nil, isUnpublished: isUnpublished,
      named: [.serviceStopped: named(.services), .lookAlikeReported: named(.lookAlikes)],
      outdated: facts[.lookAlikeReported] == nil ? [.lookAlikeReported] : [],
      names: Dictionary(people.map { (Actor.account($0.id), $0.name) }) { first, _ in first }, words: request.words)
  }

  private static func text(_ request: PageRequest) async throws -> Answer {
    let review = try await review(request)
    var language = request.query["language"]
    var segment = Segment(rawValue: request.query["segment"])
    var reader: EmailAddress?
    let asked = request.query["reader"]
    if let address = EmailAddress(asked) {
      let audience = try await request.ports.notices.desk.audience(of: review.notice.incident)
      if let person = audience.person(address) {
        (reader, language, segment) = (address, person.language.tag, person.segment)
      }
    }
    let version =
      review.versions.first { $0.text.language == language && $0.text.segment == segment }
      ?? review.read.first { language.isEmpty || $0.text.language == language } ?? review.versions.first
    guard let version else { throw Refusal.notFound }
    return .page(
      NoticeTextPage(
        review: review, version: version, tone: request.ports.notices.desk.tone,
        mayWrite: try request.account().role.may(.record) && review.notice.isOpen, reader: reader?.text,
        notFound: !asked.isEmpty && reader == nil, zone: request.ports.desk.settings.zone, words: request.words))
  }
}

/// What the pages of notices need beside the running case.
package struct NoticePorts: Sendable {
  package let desk: NoticeDesk
  package let running: NoticeRunning
  /// nil where candor.yaml names no server to send by.
  package let sending: NoticeSending?

  package init(desk: NoticeDesk, running: NoticeRunning, sending: NoticeSending?) {
    self.desk = desk
    self.running = running
    self.sending = sending
  }
}
