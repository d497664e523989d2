import Casework
import Evidence
import Foundation
import Vocabulary

/// Walks the whole record and holds it against its own hashes and against every signed checkpoint, and each sealed mail against the record.
package struct Verifying: Sendable {
  private let ledger: Ledger
  private let archive: ReportArchive
  private let checkpoints: CheckpointArchive

  package init(ledger: Ledger, archive: ReportArchive, checkpoints: CheckpointArchive) {
    self.ledger = ledger
    self.archive = archive
    self.checkpoints = checkpoints
  }

  /// `others`: what else is wrong, in words: checkpoints whose signature or text is, and mails that are not what was sealed.
  ///
  /// `elsewhere`: notes that were kept where nobody who can change the record could change them, each with what it is called.
  package func verify(elsewhere: [(name: String, note: [UInt8])] = []) async throws(StoreTrouble) -> (
    verification: Verification, others: [String]
  ) {
    let key = try await checkpoints.key()
    var read: [Checkpoint] = []
    var others: [String] = []
    for (size, note) in try await checkpoints.notes() {
      switch Checkpoint.read(Array(note.utf8), keys: [key]) {
      case .signed(let checkpoint): read.append(checkpoint)
      case .refused(let why): others.append("the checkpoint of \(size) entries: \(why.rawValue)")
      }
    }
    for (name, note) in elsewhere {
      switch Checkpoint.read(note, keys: [key]) {
      case .signed(let checkpoint): read.append(checkpoint)
      case .refused(let why): others.append("\(name): \(why.rawValue)")
      }
    }
    let walk = Walk()
    try await ledger.walk { walk.add($0) }
    walk.judgePersonal()
    let mails = SealedMails(walk.sealed, deleted: Set(walk.deleted.keys))
    try await archive.walk { mails.check($0, $1) }
    return (walk.verifier.finish(checkpoints: read), others + mails.faults())
  }

  /// `walk` takes a closure that cannot hold an `inout`.
  private final class Walk {
    var verifier = CustodyVerifier()
    private(set) var sealed: [ReportNumber: String] = [:]
    /// By which entry.
    private(set) var deleted: [ReportNumber: Int64] = [:]
    private var erased: Set<Int64> = []
    /// Every entry that committed to personal data; `report` is 0 where it is about none.
    private var committed: [(entry: Int64, report: ReportNumber, isKept: Bool)] = []
    private let decoder = JSONDecoder()

    func add(_ stored: Ledger.StoredEntry) {
      let entry = stored.entry
      verifier.add(entry, personal: stored.personal)
      verifier.compare(entry, kept: stored.digest)
      if entry.commitment != nil { committed.append((entry.number, report(of: entry), stored.personal != nil)) }
      guard ["report-sealed", "content-deleted", "person-erased"].contains(entry.kind) else { return }
      switch try? decoder.decode(RecordEvent.self, from: Data(entry.body)) {
      case .reportSealed(let report, let artifact, _, _): sealed[report] = artifact
      case .contentDeleted(let reports, _): for report in reports { deleted[report] = entry.number }
      case .personErased(_, _, let reports, let entries):
        for report in reports { deleted[report] = entry.number }
        erased.formUnion(entries.filter { $0 < entry.number })
      default: break
      }
    }

    /// With a report's mail goes what earlier entries say of its people, and of whom its answer was for.
    func judgePersonal() {
      for (entry, report, isKept) in committed {
        verifier.judge(
          entry, isKept: isKept, isErased: erased.contains(entry) || deleted[report].map { entry < $0 } ?? false)
      }
    }

    private func report(of entry: CustodyEntry) -> ReportNumber {
      if entry.subject.hasPrefix("report:") { return ReportNumber(entry.subject.dropFirst(7)) ?? 0 }
      guard entry.kind == "dispatch-proposed" else { return 0 }
      // Its last field, with keys in their order: decoding a million of them takes longer than everything else.
      let digits = entry.body.reversed().drop { !(0x30...0x39).contains($0) }.prefix { (0x30...0x39).contains($0) }
      guard
        entry.body.reversed().drop(while: { !(0x30...0x39).contains($0) }).dropFirst(digits.count)
          .starts(with: "\"report\":".utf8.reversed())
      else { return 0 }
      return ReportNumber(String(decoding: digits.reversed(), as: UTF8.self)) ?? 0
    }
  }
}

/// Holds mails against the digests that the record names for them.
private final class SealedMails {
  private var waiting: [ReportNumber: String]
  private let deleted: Set<ReportNumber>
  private var wrong: [(report: ReportNumber, why: String)] = []

  init(_ sealed: [ReportNumber: String], deleted: Set<ReportNumber>) {
    waiting = sealed
    self.deleted = deleted
  }

  func check(_ report: ReportNumber, _ bytes: UnsafeRawBufferPointer?) {
    guard let digest = waiting.removeValue(forKey: report) else {
      wrong.append((report, "no entry of the record says that it was sealed"))
      return
    }
    if let bytes {
      if Digest(of: bytes).hex != digest { wrong.append((report, "its mail is not the one that was sealed")) }
    } else if !deleted.contains(report) {
      wrong.append((report, "its mail is gone, and no entry of the record says that it was deleted"))
    }
  }

  /// At most a hundred, in the order of the reports.
  func faults() -> [String] {
    let all = wrong + waiting.keys.map { ($0, "the record says that it was sealed, and it is gone") }
    return all.sorted { $0.report < $1.report }.prefix(100).map { "report \($0.report): \($0.why)" }
  }
}

/// Signed tree heads of the record, and the key that signs them.
package struct CheckpointArchive: Sendable {
  package let notes: @Sendable () async throws(StoreTrouble) -> [(size: Int64, note: String)]
  package let newest: @Sendable () async throws(StoreTrouble) -> KeptCheckpoint?
  package let save: @Sendable (_ size: Int64, _ note: String, _ now: Timestamp) async throws(StoreTrouble) -> Void
  package let signer: @Sendable () async throws(StoreTrouble) -> NoteSigner

  package init(
    notes: @escaping @Sendable () async throws(StoreTrouble) -> [(size: Int64, note: String)],
    newest: @escaping @Sendable () async throws(StoreTrouble) -> KeptCheckpoint?,
    save: @escaping @Sendable (Int64, String, Timestamp) async throws(StoreTrouble) -> Void,
    signer: @escaping @Sendable () async throws(StoreTrouble) -> NoteSigner
  ) {
    self.notes = notes
    self.newest = newest
    self.save = save
    self.signer = signer
  }

  package func key() async throws(StoreTrouble) -> NoteKey { try await signer().key }
}

/// A signed note about the first `size` entries, as it is kept.
package struct KeptCheckpoint: Sendable, Hashable {
  package let size: Int64
  package let time: Timestamp
  package let note: String

  package init(size: Int64, time: Timestamp, note: String) {
    self.size = size
    self.time = time
    self.note = note
  }
}

/// Signs what the record holds now: whoever keeps a copy can show later that nothing before it was changed.
package struct Checkpointing: Sendable {
  private let ledger: Ledger
  private let checkpoints: CheckpointArchive
  private let now: @Sendable () -> Timestamp

  package init(ledger: Ledger, checkpoints: CheckpointArchive, now: @escaping @Sendable () -> Timestamp) {
    self.ledger = ledger
    self.checkpoints = checkpoints
    self.now = now
  }

  package static let day: Int64 = 86_400

  /// The note, where the last one is a day old, whenever the program was started; nil where none is due, or nothing new was written.
  package func makeDue() async throws(StoreTrouble) -> String? {
    if let newest = try await checkpoints.newest() {
      guard now().seconds - newest.time.seconds >= Self.day,
        try await ledger.newest(nil, 1, nil).first.map({ $0.number > newest.size }) ?? false
      else { return nil }
    }
    return try await make()
  }

  /// The note; nil where the record is empty.
  package func make() async throws(StoreTrouble) -> String? {
    let tree = Tree()
    try await ledger.walk { tree.range.append($0.entry.digest) }
    guard tree.range.size > 0 else { return nil }
    let signer = try await checkpoints.signer()
    let checkpoint = Checkpoint(origin: signer.key.name, size: tree.range.size, root: tree.range.root)
    guard let note = checkpoint.signed(by: signer) else {
      throw StoreTrouble(.failed, "the checkpoint could not be signed")
    }
    let text = String(decoding: note.bytes, as: UTF8.self)
    try await checkpoints.save(checkpoint.size, text, now())
    return text
  }

  private final class Tree { var range = CompactRange() }
}
