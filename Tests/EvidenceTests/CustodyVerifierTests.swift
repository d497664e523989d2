import Evidence
import Testing
import Vocabulary

/// Every way to tamper with a log is found, and the entry is named.
@Suite struct CustodyVerifierTests {
  static let log = Log.of(20)

  @Test(arguments: [0, 1, 2, 3, 20])
  func `an untouched log is sound, and checkpoints of every size fit it`(count: Int) {
    let log = Log.of(count)
    let checkpoints = (0...count).map { Log.checkpoint(log, $0) }
    let found = Log.verify(log, checkpoints.reversed())
    #expect(found.isSound && found.firstBad == nil && found.size == Int64(count))
    #expect(found.root == MerkleTree.root(of: log.map(\.digest)))
    #expect(found.head == log.last?.digest ?? CustodyEntry.genesis)
    #expect(found.vouchedSize == Int64(count))
  }

  static let edits: [@Sendable (CustodyEntry) -> CustodyEntry] = [
    { $0.with(time: 7) }, { $0.with(actor: "mallory") }, { $0.with(kind: "other") }, { $0.with(subject: "x") },
    { $0.with(body: "{\"n\": 0}") }, { $0.with(commitment: Digest(of: [1])) },
  ]

  @Test(arguments: 0..<edits.count, 1...18)
  func `an edited entry is named`(edit: Int, number: Int) {
    var log = Self.log
    log[number - 1] = Self.edits[edit](log[number - 1])
    let found = Log.verify(log)
    #expect(found.faults.map(\.kind) == [.changed])
    #expect(found.faults.first?.entries == Int64(number)...Int64(number))
  }

  @Test func `of the last two entries a checkpoint tells which was edited`() {
    var log = Self.log
    log[18] = log[18].with(actor: "mallory")
    #expect(Log.verify(log).faults.map(\.entries) == [19...20])
    log = Self.log
    log[19] = log[19].with(previous: Digest(of: [9]))
    #expect(Log.verify(log).faults.map(\.entries) == [19...20])
    #expect(Log.verify(log, [Log.checkpoint(Self.log, 19)]).faults.map(\.entries) == [20...20])
  }

  @Test(arguments: 0..<edits.count)
  func `the last entry is guarded by a checkpoint`(edit: Int) {
    var log = Self.log
    let checkpoints = [Log.checkpoint(log, 19), Log.checkpoint(log, 20)]
    log[19] = Self.edits[edit](log[19])
    let found = Log.verify(log, checkpoints)
    #expect(found.faults.map(\.kind) == [.rewritten] && found.firstBad == 20 && found.vouchedSize == 19)
  }

  @Test(arguments: 1...19)
  func `an edited previous digest is named, not the entry before`(number: Int) {
    var log = Self.log
    log[number - 1] = log[number - 1].with(previous: Digest(of: [9]))
    #expect(Log.verify(log).faults.map(\.entries) == [Int64(number)...Int64(number)])
  }

  @Test(arguments: 1...19, [0, 1, 30])
  func `an edited number is found`(number: Int, other: Int64) {
    guard Int64(number) != other else { return }
    var log = Self.log
    log[number - 1] = log[number - 1].with(number: other)
    let found = Log.verify(log)
    #expect(!found.isSound)
    #expect((found.firstBad ?? 99) <= Int64(number))
  }

  @Test(arguments: 1...19)
  func `a deleted entry is missing by its number`(number: Int) {
    var log = Self.log
    log.remove(at: number - 1)
    let found = Log.verify(log, [Log.checkpoint(Self.log, 20)])
    #expect(found.faults.map(\.kind) == [.missing] && found.firstBad == Int64(number))
  }

  @Test(arguments: 2...17, 1...2)
  func `entries deleted and the rest numbered anew are found`(number: Int, count: Int) {
    var log = Self.log
    log.removeSubrange(number - 1..<number - 1 + count)
    let found = Log.verify(Log.numbered(log))
    #expect(found.faults.map(\.kind) == [.missing] && found.firstBad == Int64(number))
  }

  @Test func `the first entry deleted and the rest numbered anew is found`() {
    let found = Log.verify(Log.numbered(Array(Self.log.dropFirst())))
    #expect(found.faults.map(\.kind) == [.changed] && found.firstBad == 1)
  }

  @Test(arguments: 2...18)
  func `an entry put in is named, its neighbours numbered anew or not`(number: Int) {
    var log = Self.log
    let forged = Log.entry(Int64(number), actor: "mallory", previous: log[number - 2].digest)
    log.insert(forged, at: number - 1)
    #expect(Log.verify(log).firstBad == Int64(number))
    let found = Log.verify(Log.numbered(log))
    #expect(found.faults.map(\.kind) == [.added] && found.firstBad == Int64(number))
  }

  @Test(arguments: 1...18)
  func `two entries that changed places are found`(number: Int) {
    var log = Self.log
    log.swapAt(number - 1, number)
    let found = Log.verify(log)
    #expect(found.faults.map(\.kind) == [.reordered] && found.firstBad == Int64(number))
    let renumbered = Log.verify(Log.numbered(log))
    #expect(renumbered.faults.first?.entries.contains(Int64(number)) == true)
  }

  @Test(arguments: 0...19)
  func `a log cut short is found by the checkpoint`(size: Int) {
    let found = Log.verify(Array(Self.log.prefix(size)), [Log.checkpoint(Self.log, 20)])
    #expect(found.faults.map(\.kind) == [.truncated])
    #expect(found.faults.first?.entries == Int64(size) + 1...20)
    #expect(Log.verify(Array(Self.log.prefix(size))).isSound, "without a checkpoint nobody can know")
  }

  @Test(arguments: 1...20)
  func `a log rewritten from an entry on is found between two checkpoints`(number: Int) {
    var log = Self.log
    let checkpoints = [5, 10, 15, 20].map { Log.checkpoint(Self.log, $0) }
    log[number - 1] = log[number - 1].with(actor: "mallory")
    let found = Log.verify(Log.chained(log), checkpoints)
    #expect(found.faults.map(\.kind) == [.rewritten])
    #expect(found.faults.first?.entries.contains(Int64(number)) == true)
    #expect(found.faults.first?.entries.count == 5)
    #expect(found.vouchedSize == Int64((number - 1) / 5 * 5))
  }

  @Test func `two checkpoints of one size that differ cannot both be right`() {
    let forged = Checkpoint(origin: "test.example/log", size: 20, root: .zero)
    #expect(!Log.verify(Self.log, [Log.checkpoint(Self.log, 20), forged]).isSound)
  }

  @Test func `numbers at the end of what they can be do no harm`() {
    let odd = [Log.entry(.max), Log.entry(.min), Log.entry(0), Log.entry(-1), Log.entry(.max)]
    #expect(!Log.verify(odd).isSound)
    #expect(!Log.verify(odd.reversed()).isSound)
  }

  static let salt = [UInt8](repeating: 5, count: 32)

  @Test(
    arguments: [
      (true, "anna", false, nil), (true, nil, true, nil), (false, nil, false, nil), (true, "bela", false, "other"),
      (true, nil, false, "no erasure"), (false, "anna", false, "never"), (true, "anna", true, "still"),
    ] as [(Bool, String?, Bool, String?)])
  func `personal data are there as committed, or erased on record`(
    commits: Bool, kept: String?, erased: Bool, fault: String?
  ) {
    let commitment = commits ? Commitment.commit(salt: Self.salt, bytes: Array("anna".utf8)) : nil
    var verifier = CustodyVerifier()
    verifier.add(
      Log.entry(1, commitment: commitment), personal: kept.map { (salt: Self.salt, bytes: Array($0.utf8)) })
    if commits { verifier.judge(1, isKept: kept != nil, isErased: erased) }
    let found = verifier.finish()
    #expect(found.faults.map(\.kind) == (fault == nil ? [] : [.personalData]))
    #expect(fault.map { found.faults.first?.text.contains($0) == true } ?? true)
  }
}
