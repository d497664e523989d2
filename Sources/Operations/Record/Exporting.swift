import Casework
import Evidence
import Forensics
import Letters
import Vocabulary

/// Puts one case together for somebody outside: what the level allows, signed, with a list of what was left out and why.
package struct Exporting: Sendable {
  private let desk: CaseDesk
  private let checkpoints: CheckpointArchive

  /// What was written.
  package struct Outcome: Sendable {
    package let manifest: Digest
    package let files: Int
    package let shown: Int
    package let withheld: Int
    package let key: NoteKey
    package let omissions: [BundleNote.Omission]
  }

  package init(desk: CaseDesk, checkpoints: CheckpointArchive) {
    self.desk = desk
    self.checkpoints = checkpoints
  }

  /// nil where there is no such case. That it was exported, at what level and as which manifest, is an entry of the record.
  package func export(_ id: Int64, at level: TrafficLight, by actor: String, to sink: BundleSink)
    async throws(StoreTrouble) -> Outcome?
  {
    guard let known = try await desk.cases.load(id), let assessment = try await desk.assessing.freshAssessment(of: id)
    else { return nil }
    do throws(StoreTrouble) {
      let outcome = try await write(known, assessment.investigation, at: level, to: sink)
      try await desk.record(
        .caseExported(case: id, level: level.rawValue, manifest: outcome.manifest.hex), by: actor)
      try sink.finish()
      return outcome
    } catch {
      sink.abandon()
      throw error
    }
  }

  private func write(_ known: Case, _ investigation: Investigation, at level: TrafficLight, to sink: BundleSink)
    async throws(StoreTrouble) -> Outcome
  {
    let signer = try await checkpoints.signer()
    var files = Files(sink)
    let size = try await vouch(&files, key: signer.key)
    let walk = Walk(ExportedLog(of: known, level: level, size: size))
    try await desk.ledger.walk { walk.log.add($0) }
    try files.add(BundleManifest.logName, walk.log.lines)
    var omissions = Omissions(level)
    if walk.log.withheld > 0 { omissions.add(withheld: walk.log.withheld) }
    if level == .red, !walk.log.personal.isEmpty { try files.add(BundleManifest.personalName, walk.log.personal) }
    var reports: [CaseDocument.Report] = []
    for number in known.reports {
      guard let line = try await desk.archive.line(number) else { continue }
      reports.append(CaseDocument.Report(line))
      guard level == .red else { continue }
      if let bytes = try await desk.archive.bytes(number) {
        try files.add("\(BundleManifest.originalsFolder)\(number).eml", bytes)
      } else {
        omissions.add(deleted: number)
      }
    }
    let now = desk.now()
    let organization = desk.settings.organization.name
    try files.add(
      "case.json", CaseDocument(known, reports: reports, investigation: investigation, level: level).json)
    if level == .red {
      try files.add(
        "investigation.json", InvestigationDocument(investigation, in: desk.knowledge.sheets.english).json())
    }
    let indicators = Indicators.of(investigation)
    omissions.add(indicators: indicators.filter { !$0.marking.mayLeave(at: level) })
    try files.add(
      "stix.json",
      STIXBundle(
        organization: organization, case: String(known.id), indicators: indicators, level: level, at: now
      ).json)
    try files.add(
      "misp.json",
      MISPEvent(
        organization: organization, case: String(known.id), title: known.title, indicators: indicators, level: level,
        at: now
      ).json)
    try await tell(of: known, at: level, &files, &omissions)
    try files.add(BundleManifest.keyName, Array("\(signer.key.text)\n".utf8))
    let note = BundleNote(
      organization: organization, title: known.title, level: level, time: now, key: signer.key, omissions: omissions.all
    )
    try files.add("README.txt", Array(note.text.utf8))
    let manifest = try files.seal(with: signer)
    return Outcome(
      manifest: manifest, files: files.count, shown: walk.log.shown, withheld: walk.log.withheld, key: signer.key,
      omissions: omissions.all)
  }

  /// Who was told what and when: by name where customers may be named, else the sums.
  private func tell(
    of known: Case, at level: TrafficLight, _ files: inout Files, _ omissions: inout Omissions
  ) async throws(StoreTrouble) {
    for notice in try await desk.notices.notices() where notice.caseID == known.id {
      let text = NoticeLedgerText(notice)
      let name = "notices/\(notice.notice)-\(notice.edition.rawValue)"
      guard level >= .amber else {
        omissions.add(notice: notice.notice)
        continue
      }
      try files.add("\(name)-sums.csv", text.sums(try await desk.notices.tally(notice.notice)))
      guard level == .red else { continue }
      let lines = Lines(NoticeLedgerText.head)
      try await desk.notices.walk(notice.notice) { lines.bytes += text.csvLine($0) }
      try files.add("\(name).csv", lines.bytes)
      for sent in try await desk.notices.texts(notice.notice) {
        try files.add(
          "\(name)-\(sent.language.tag)-\(sent.segment.rawValue).txt", Array("\(sent.subject)\n\n\(sent.body)\n".utf8))
      }
    }
  }

  private final class Lines {
    var bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }
  }

  private static let olderCheckpoints = 30

  /// Signs the record as it is now; its size.
  private func vouch(_ files: inout Files, key: NoteKey) async throws(StoreTrouble) -> Int64 {
    _ = try await Checkpointing(ledger: desk.ledger, checkpoints: checkpoints, now: desk.now).make()
    let sound = try await checkpoints.notes().filter {
      if case .signed(let checkpoint) = Checkpoint.read(Array($0.note.utf8), keys: [key]) {
        checkpoint.size == $0.size
      } else {
        false
      }
    }
    guard let newest = sound.last else { throw StoreTrouble(.failed, "the record could not be signed") }
    try files.add(BundleManifest.checkpointName, Array(newest.note.utf8))
    for (size, note) in sound.dropLast().suffix(Self.olderCheckpoints) {
      try files.add("\(BundleManifest.checkpointFolder)\(size).txt", Array(note.utf8))
    }
    return newest.size
  }

  /// `walk` takes a closure that cannot hold an `inout`.
  private final class Walk {
    var log: ExportedLog
    init(_ log: ExportedLog) { self.log = log }
  }
}

/// Files on their way out, each noted for the manifest.
private struct Files {
  private let sink: BundleSink
  private var listed: [BundleManifest.File] = []

  init(_ sink: BundleSink) { self.sink = sink }

  var count: Int { listed.count }

  mutating func add(_ path: String, _ bytes: [UInt8]) throws(StoreTrouble) {
    try sink.add(path, bytes)
    listed.append(BundleManifest.File(path: path, bytes: bytes))
  }

  /// Writes the manifest and its signature; the manifest's SHA-256.
  func seal(with signer: NoteSigner) throws(StoreTrouble) -> Digest {
    guard let manifest = BundleManifest(listed),
      let signature = SignedNote(manifest.statement(origin: signer.key.name), signedBy: [signer])
    else { throw StoreTrouble(.failed, "the list of files could not be signed") }
    try sink.add(BundleManifest.name, Array(manifest.text.utf8))
    try sink.add(BundleManifest.signatureName, signature.bytes)
    return Digest(of: Array(manifest.text.utf8))
  }
}

/// What is not in a bundle, in words.
private struct Omissions {
  private(set) var all: [BundleNote.Omission] = []
  private let level: TrafficLight

  init(_ level: TrafficLight) {
    self.level = level
    guard level < .red else { return }
    let why = "they name customers, and \(level.rawValue) goes beyond the one person whom TLP:RED is for"
    all = [
      BundleNote.Omission("the mails as they came", because: why),
      BundleNote.Omission("reporters' and recipients' addresses and names", because: why),
      BundleNote.Omission("subjects that only one person was sent", because: "they may hold that person's name"),
      BundleNote.Omission("who was told by which notice", because: "the ledger names every customer"),
      BundleNote.Omission("what people of the company wrote and answered", because: "their words may name customers"),
    ]
    if level < .amber {
      all.append(
        BundleNote.Omission(
          "which list was probably stolen, and how many customers are on it",
          because: "it is a suspicion against whoever held the list"))
    }
  }

  mutating func add(withheld: Int) {
    all.append(
      BundleNote.Omission(
        "the text of \(withheld) entries of the record",
        because: level == .red ? "they are about other things than this case" : "see above; or about other things"))
  }

  mutating func add(deleted report: ReportNumber) {
    all.append(
      BundleNote.Omission("the mail of report \(report)", because: "it has been deleted, as the record says"))
  }

  mutating func add(notice: Int64) {
    all.append(
      BundleNote.Omission(
        "how many customers notice \(notice) went to", because: "it says how many are on the stolen list"))
  }

  mutating func add(indicators: [Indicator]) {
    for (marking, some) in Dictionary(grouping: indicators, by: \.marking).sorted(by: { $0.key < $1.key }) {
      all.append(
        BundleNote.Omission(
          some.count == 1 ? "1 indicator" : "\(some.count) indicators",
          because: marking == .red
            ? "links that name a recipient are passed on to nobody" : "marked \(marking.rawValue)"))
    }
  }
}

extension CaseDocument.Report {
  init(_ line: ReportLine) {
    self.init(
      number: line.number, received: line.received, artifact: line.artifact, size: line.size,
      verdict: line.examined?.verdict, reporter: line.examined?.reporter, recipient: line.examined?.recipient,
      subject: line.examined?.subject, isDeleted: line.isDeleted)
  }
}
