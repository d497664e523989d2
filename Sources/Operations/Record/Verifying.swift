import Casework
import Evidence
import Vocabulary

/// Walks the whole record and holds it against its own hashes and against every signed checkpoint.
package struct Verifying: Sendable {
  private let ledger: Ledger
  private let checkpoints: CheckpointArchive

  package init(ledger: Ledger, checkpoints: CheckpointArchive) {
    self.ledger = ledger
    self.checkpoints = checkpoints
  }

  /// A checkpoint whose signature or text is wrong comes back in `unread`, in words.
  package func verify() async throws(StoreTrouble) -> (verification: Verification, unread: [String]) {
    let key = try await checkpoints.key()
    var read: [Checkpoint] = []
    var unread: [String] = []
    for (size, note) in try await checkpoints.notes() {
      switch Checkpoint.read(Array(note.utf8), keys: [key]) {
      case .signed(let checkpoint): read.append(checkpoint)
      case .refused(let why): unread.append("the checkpoint of \(size) entries: \(why.rawValue)")
      }
    }
    let walk = Walk()
    try await ledger.walk { walk.add($0) }
    return (walk.verifier.finish(checkpoints: read), unread)
  }

  /// `walk` takes a closure that cannot hold an `inout`.
  private final class Walk {
    var verifier = CustodyVerifier()

    func add(_ stored: Ledger.StoredEntry) {
      verifier.add(
        stored.entry, personal: stored.personal, erased: stored.entry.commitment != nil && stored.personal == nil)
      verifier.compare(stored.entry, kept: stored.digest)
    }
  }
}

/// Signed tree heads of the record, and the key that signs them.
package struct CheckpointArchive: Sendable {
  package let notes: @Sendable () async throws(StoreTrouble) -> [(size: Int64, note: String)]
  package let save: @Sendable (_ size: Int64, _ note: String, _ now: Timestamp) async throws(StoreTrouble) -> Void
  package let signer: @Sendable () async throws(StoreTrouble) -> NoteSigner

  package init(
    notes: @escaping @Sendable () async throws(StoreTrouble) -> [(size: Int64, note: String)],
    save: @escaping @Sendable (Int64, String, Timestamp) async throws(StoreTrouble) -> Void,
    signer: @escaping @Sendable () async throws(StoreTrouble) -> NoteSigner
  ) {
    self.notes = notes
    self.save = save
    self.signer = signer
  }

  package func key() async throws(StoreTrouble) -> NoteKey { try await signer().key }
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
