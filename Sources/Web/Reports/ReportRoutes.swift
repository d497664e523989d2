import Casework
import Evidence
import Forensics
import Letters
import Mail
import Operations
import Vocabulary

/// The reports: list, upload, viewer, source, the sealed original.
enum ReportRoutes {
  static let all: [Route] = [
    .get(.reports, for: .right(.look), ReportsPage.self) { .page(try await list($0)) },
    .post(.reports, for: .right(.record), ReportsPage.self, body: .files(upTo: Route.uploadBytes), handler: upload),
    .get(.report(.key("number")), for: .right(.look), ReportPage.self, handler: show),
    .get(.reportSource(.key("number")), for: .right(.look)) { request in
      let bytes = try await bytes(request).prefix(longestSource)
      return .text(String(decoding: bytes, as: UTF8.self), type: "text/plain; charset=utf-8")
    },
    .get(.reportOriginal(.key("number")), for: .right(.look)) { request in
      .download(try await bytes(request), named: "report-\(try request.number("number")).eml")
    },
  ]

  private static let longestSource = 1 << 20

  private static func list(_ request: PageRequest, outcomes: [ReportsPage.Outcome] = []) async throws -> ReportsPage {
    let desk = request.ports.desk
    var query = ReportQuery(caseID: Int64(request.query["case"]), verdict: Verdict(rawValue: request.query["verdict"]))
    query.before = Int64(request.query["before"])
    query.words = request.query["words"]
    query.limit = ReportsPage.size
    let campaign = request.query["campaign"]
    let lines: [ReportLine]
    if let id = query.caseID, !campaign.isEmpty {
      lines = try await self.lines(of: campaign, in: id, before: query.before, at: desk)
    } else {
      lines = try await desk.archive.list(query)
    }
    return ReportsPage(
      lines: lines.map { ReportsPage.Line(line: $0, words: request.words) },
      tally: try await desk.archive.tally(),
      intake: desk.settings.organization.intake.map(\.text).joined(separator: ", "),
      keepDays: desk.settings.keepMailDays, verdict: query.verdict,
      search: String(request.query["words"].prefix(100)), caseID: query.caseID,
      campaign: campaign.isEmpty || query.caseID == nil ? nil : PlainText.clean(campaign, width: 20),
      mayRecord: try request.account().role.may(.record), outcomes: outcomes, words: request.words)
  }

  /// The reports of one fake mail, newest first: which they are is worked out, not stored.
  private static func lines(of campaign: String, in id: Int64, before: ReportNumber?, at desk: CaseDesk)
    async throws -> [ReportLine]
  {
    guard let assessment = try await desk.assessing.assessment(of: id),
      let found = assessment.investigation.campaigns.first(where: { $0.id == campaign })
    else { throw Refusal.notFound }
    let numbers = Set(found.members.map { assessment.reports[$0] }).filter { $0 < before ?? .max }
    var lines: [ReportLine] = []
    for number in numbers.sorted(by: >).prefix(ReportsPage.size) {
      if let line = try await desk.archive.line(number) { lines.append(line) }
    }
    return lines
  }

  private static func upload(_ request: PageRequest) async throws -> Answer {
    let desk = request.ports.desk
    var outcomes: [ReportsPage.Outcome] = []
    for file in request.files {
      let name = PlainText.clean(file.name, width: 100)
      for mail in mails(in: try file.bytes()) {
        let (report, outcome): (ReportNumber?, String) =
          switch await desk.receive(Delivery(bytes: mail, door: .upload)) {
          case .sealed(let number): (number, request.words("upload_sealed", ["number": String(number)]))
          case .known(let number): (number, request.words("upload_known", ["number": String(number)]))
          case .refused(.empty): (nil, request.words["upload_empty"])
          case .refused(.tooLarge(let limit)): (nil, request.words("upload_large", ["limit": String(limit >> 20)]))
          case .refused(.unavailable(let why)): (nil, request.words("upload_failed", ["why": why]))
          }
        outcomes.append(ReportsPage.Outcome(file: name, text: outcome, report: report))
      }
    }
    if outcomes.isEmpty { outcomes = [ReportsPage.Outcome(text: request.words["upload_nothing"])] }
    _ = try await desk.examineWaiting()
    if outcomes.count > mostShown {
      let taken = outcomes.count { $0.report != nil }
      let summary = request.words(
        "upload_many",
        [
          "taken": request.words.number(taken), "failed": request.words.number(outcomes.count - taken),
          "shown": request.words.number(mostShown),
        ])
      // What was not taken in is what a person has to know of.
      let sorted = outcomes.filter { $0.report == nil } + outcomes.filter { $0.report != nil }
      outcomes = [ReportsPage.Outcome(text: summary)] + sorted.prefix(mostShown)
    }
    for index in outcomes.indices {
      guard let report = outcomes[index].report, let line = try await desk.archive.line(report) else { continue }
      outcomes[index].verdict = request.words.verdict(line.examined)
    }
    return .page(try await list(request, outcomes: outcomes))
  }

  /// Files of one upload that are named one by one.
  private static let mostShown = 200

  /// The messages of a mailbox file; any other file is one.
  private static func mails(in bytes: [UInt8]) -> [[UInt8]] {
    guard bytes.starts(with: "From ".utf8) else { return [bytes] }
    var splitter = MboxSplitter()
    var spans = bytes.withUnsafeBytes { splitter.add($0) }
    if let last = splitter.finish() { spans.append(last) }
    return spans.map { Array(bytes[$0.range]) }
  }

  private static func line(_ request: PageRequest) async throws -> ReportLine {
    guard let line = try await request.ports.desk.archive.line(try request.number("number")) else {
      throw Refusal.notFound
    }
    return line
  }

  private static func bytes(_ request: PageRequest) async throws -> [UInt8] {
    guard let bytes = try await request.ports.desk.archive.bytes(try request.number("number")) else {
      throw Refusal.notFound
    }
    return bytes
  }

  private static func show(_ request: PageRequest) async throws -> Answer {
    let desk = request.ports.desk
    let line = try await line(request)
    var found: [ReportPage.Found] = []
    var text: String?
    var lookups: [LookupRow] = []
    var attachments: [AttachmentRow] = []
    var hops: [HopRow] = []
    if let bytes = try await desk.archive.bytes(line.number) {
      let artifact = Artifact(sealing: bytes, source: "reports/\(line.number)")
      let examined = try await desk.currentMembers().examination.examine(artifact)
      found = examined.map {
        ReportPage.Found(finding: $0.finding, words: request.words, sheet: request.sheetWords)
      }
      let questions = examined.flatMap(\.wishes).map(\.question)
      lookups = LookupRow.rows(try await desk.lookups.answers(questions), request.words)
      let organization = desk.settings.organization
      let (report, evidence) = Parsing(
        knowledge: desk.knowledge, keys: try await desk.keys(), intake: organization.intake,
        trustedReceivers: organization.trustedReceivers
      ).parse(bytes)
      attachments = AttachmentRow.rows(report, request.words)
      hops = HopRow.rows(evidence, request.words)
      text = String(
        decoding: MessageDocument(report: report, evidence: evidence, words: request.sheetWords)
          .text(title: nil).prefix(longestSource),
        as: UTF8.self)
    }
    return .page(
      ReportPage(
        line: line, found: found, text: text, lookups: lookups, attachments: attachments, hops: hops,
        words: request.words))
  }
}
