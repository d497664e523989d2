import Attribution
import Casework
import Evidence
import Letters
import Operations
import Vocabulary

/// The cases: what is known, what to do, and what people decide about them.
enum CaseRoutes {
  static let all: [Route] = [
    .get(.cases, for: .right(.look), CasesPage.self, handler: list),
    .get(.caseFile(.key("number")), for: .right(.look), CasePage.self) { try await page($0, .overview) },
    .get(.casePart(.key("number"), .key("part")), for: .right(.look), CasePage.self) { request in
      guard let part = CasePart(rawValue: request.parameters["part"] ?? "") else { throw Refusal.notFound }
      return try await page(request, part)
    },
    .get(.caseFinding(.key("number")), for: .right(.look)) { request in
      let assessment = try await assessment(request)
      return .sheet(
        FindingSheetPage(assessment.investigation, in: request.sheetWords, priors: request.ports.priors).html())
    },
    .get(.caseChanges(.key("number")), for: .right(.look)) { request in
      let changes = await request.ports.desk.assessing.changes()
      let (stream, event) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
      let pump = Task {
        for await revision in changes { event.yield(String(revision)) }
        event.finish()
      }
      event.onTermination = { _ in pump.cancel() }
      return .events(stream)
    },
    .post(.caseStep(.key("number")), for: .right(.record)) { request in
      let id = try await known(request).id
      let step = request.form["step"]
      guard Playbook.ActionID(rawValue: step) != nil || Milestone(rawValue: step) != nil else {
        throw Refusal.badRequest
      }
      let note = String(request.form["note"].prefix(500))
      let notice = Int64(request.form["notice"])
      let back = notice.map { Place.notice(.number($0)) } ?? .casePart(.number(id), .value("steps"))
      // A step is not taken for done by one click beside the way to do it.
      guard request.form["done"] == "no" || note.contains(where: { !$0.isWhitespace }) else {
        return .move(back, done: .stepUnsaid)
      }
      let actor = Actor.account(try request.account().id)
      if request.form["done"] == "no" {
        try await request.ports.desk.reopen(step, in: id, by: actor)
      } else {
        try await request.ports.desk.settle(step, note: note, in: id, by: actor)
      }
      return .move(back, done: .step)
    },
    .post(.caseAnswer(.key("number")), for: .right(.record)) { request in
      let id = try await known(request).id
      guard let person = EmailAddress(request.form["person"]), ["yes", "no"].contains(request.form["got_it"]) else {
        throw Refusal.badRequest
      }
      // A letter too few would make a stranger of a customer, and strangers speak against every list.
      let book = try await request.ports.desk.currentMembers().book
      guard book.count == 0 || book.number(of: person) != nil else {
        return .refused(try await casePage(request, .ask, problem: request.words["ask_unknown"]))
      }
      try await request.ports.desk.recordAnswer(
        person, gotIt: request.form["got_it"] == "yes", in: id, by: Actor.account(try request.account().id))
      return .move(.casePart(.number(id), .value("ask")), done: .answer)
    },
    .post(.caseBundle(.key("number")), for: .right(.approve)) { request in
      guard let level = TrafficLight.allCases.first(where: { $0.lowercase == request.form["level"] }) else {
        throw Refusal.badRequest
      }
      let id = try request.number("number")
      let bundle = try await request.ports.bundle(id, level, Actor.account(try request.account().id))
      guard let bundle else { throw Refusal.notFound }
      return .file(bundle, named: "case-\(id)-tlp-\(level.lowercase.replacing("+", with: "-")).tar")
    },
    .post(.caseState(.key("number")), for: .right(.approve)) { request in
      let known = try await known(request)
      let reason = String(request.form["reason"].prefix(500))
      try await request.ports.desk.record(
        known.state == .open
          ? .caseClosed(case: known.id, reason: reason) : .caseReopened(case: known.id, reason: reason),
        by: Actor.account(try request.account().id))
      return .move(.caseFile(.number(known.id)), done: .state)
    },
  ]

  private static func list(_ request: PageRequest) async throws -> Answer {
    let desk = request.ports.desk
    var lines: [CasesPage.Line] = []
    for id in try await desk.cases.ids().reversed() {
      if let summary = try await desk.summary(of: id) { lines.append(.init(summary: summary, words: request.words)) }
    }
    let loose = try await desk.archive.loose()
    let people = Set(loose.compactMap(\.person)).count
    var odds: String?
    if let first = loose.first, people == 1 {
      let hours = Double(desk.now().seconds - first.received.seconds) / 3600
      let customers = try await desk.currentMembers().book.count
      odds = String(Int((SoleAddress.probability(people: 1, hours: hours, customers: customers) * 100).rounded()))
    }
    return .page(
      CasesPage(
        cases: lines, people: people, threshold: desk.settings.escalation.threshold, odds: odds, words: request.words))
  }

  private static func known(_ request: PageRequest) async throws -> Case {
    guard let known = try await request.ports.desk.cases.load(try request.number("number")) else {
      throw Refusal.notFound
    }
    return known
  }

  private static func assessment(_ request: PageRequest) async throws -> Assessing.Assessment {
    guard let known = try await request.ports.desk.assessing.assessment(of: try request.number("number")) else {
      throw Refusal.notFound
    }
    return known
  }

  private static func evidence(_ id: Int64, _ request: PageRequest) async throws -> CaseEvidence {
    var query = ReportQuery(caseID: id)
    query.before = Int64(request.query["before"])
    query.limit = CaseEvidence.size
    let lines = try await request.ports.desk.archive.list(query)
    return CaseEvidence(
      incident: id, sealed: lines.map { CaseEvidence.Sealed(line: $0, words: request.words) },
      checkpoint: try await request.ports.checkpoint(), words: request.words)
  }

  private static func page(_ request: PageRequest, _ part: CasePart) async throws -> Answer {
    .page(try await casePage(request, part))
  }

  private static func casePage(_ request: PageRequest, _ part: CasePart, problem: String? = nil) async throws
    -> CasePage
  {
    let assessment = try await assessment(request)
    let known = try await known(request)
    return CasePage(
      known: known, assessment: assessment, sheet: assessment.sheets[request.words.language],
      part: part, problem: problem, evidence: part == .evidence ? try await evidence(known.id, request) : nil,
      log: part == .log ? try await LogRoutes.ofCase(known.id, request) : nil,
      notice: try await request.ports.notices.desk.unsent(of: known.id)?.id,
      promised: known.state == .open ? try await request.ports.notices.desk.promised(in: known.id) : nil,
      now: request.ports.desk.now(),
      mayRecord: try request.account().role.may(.record),
      mayApprove: try request.account().role.may(.approve), words: request.words,
      sheetWords: request.sheetWords)
  }
}
