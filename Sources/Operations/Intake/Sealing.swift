import Vocabulary

/// The way in for every door: what arrives while a commit is being synced shares the next one.
package actor Sealing {
  private let archive: ReportArchive
  private let now: @Sendable () -> Timestamp
  /// Told whenever something new is sealed.
  private let sealed: @Sendable () -> Void
  private var waiting: [(delivery: Delivery, answer: CheckedContinuation<Reception, Never>)] = []
  private var waitingBytes = 0
  private var isWriting = false
  /// Why nothing can be kept at the moment, in words; nil when all is well.
  package private(set) var trouble: String?

  /// More than this waits for the disk: the sender is asked to come again.
  private static let mostBytes = 128 << 20
  private static let mostTogether = 64

  package init(
    archive: ReportArchive, now: @escaping @Sendable () -> Timestamp, sealed: @escaping @Sendable () -> Void = {}
  ) {
    self.archive = archive
    self.now = now
    self.sealed = sealed
  }

  /// Returns when the bytes are on disk and synced, or with the reason why they are not.
  package func receive(_ delivery: Delivery) async -> Reception {
    guard !delivery.bytes.isEmpty else { return .refused(.empty) }
    guard delivery.bytes.count <= Delivery.longest else { return .refused(.tooLarge(limit: Delivery.longest)) }
    guard waitingBytes + delivery.bytes.count <= Self.mostBytes else {
      return .refused(.unavailable("too much is arriving at once; try again in a minute"))
    }
    return await withCheckedContinuation { answer in
      waiting.append((delivery, answer))
      waitingBytes += delivery.bytes.count
      if !isWriting {
        isWriting = true
        Task { await write() }
      }
    }
  }

  /// There is room again, or what was wrong is over; the next mail will show.
  package func forgetTrouble() { trouble = nil }

  private func write() async {
    while !waiting.isEmpty {
      let together = Array(waiting.prefix(Self.mostTogether))
      waiting.removeFirst(together.count)
      let receptions: [Reception]
      do throws(StoreTrouble) {
        receptions = try await archive.seal(together.map(\.delivery), now())
        trouble = nil
      } catch {
        let why = error.reason == .full ? StoreTrouble.fullDisk : error.description
        trouble = why
        receptions = together.map { _ in .refused(.unavailable(why)) }
      }
      for (item, reception) in zip(together, receptions) {
        waitingBytes -= item.delivery.bytes.count
        item.answer.resume(returning: reception)
      }
      if receptions.contains(where: { if case .sealed = $0 { true } else { false } }) { sealed() }
    }
    isWriting = false
  }
}
