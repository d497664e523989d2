import Casework
import Operations
import Synchronization
import Testing
import Vocabulary

@Suite struct SealingTests {
  private func archive(_ together: Mutex<[Int]>.Box, full: Bool = false) -> ReportArchive {
    ReportArchive(
      seal: { deliveries, _ throws(StoreTrouble) in
        if full { throw StoreTrouble(.full, "no room") }
        together.add(deliveries.count)
        return deliveries.indices.map { .sealed(Int64($0 + 1)) }
      },
      waiting: { _, _ throws(StoreTrouble) in [] }, mails: { numbers throws(StoreTrouble) in numbers.map { _ in nil } },
      list: { _ throws(StoreTrouble) in [] }, count: { _ throws(StoreTrouble) in 0 },
      line: { _ throws(StoreTrouble) in nil },
      tally: { () throws(StoreTrouble) in ReportTally(all: 0, waiting: 0, deleted: 0, byVerdict: [:]) },
      loose: { () throws(StoreTrouble) in [] }, expire: { _, _ throws(StoreTrouble) in 0 },
      retention: { () throws(StoreTrouble) in Retention(oldest: nil, deletions: []) },
      adversary: { () throws(StoreTrouble) in .unknown }, hasOriginal: { _ throws(StoreTrouble) in false },
      walk: { _ throws(StoreTrouble) in })
  }

  @Test func `what arrives together is sealed together, and each is told`() async {
    let box = Mutex<[Int]>.Box()
    let sealing = Sealing(archive: archive(box), now: { Timestamp(seconds: 0) })
    await withTaskGroup(of: Reception.self) { group in
      for index in 0..<200 {
        group.addTask { await sealing.receive(Delivery(bytes: [UInt8(index % 250)], door: .lmtp)) }
      }
      for await reception in group {
        guard case .sealed = reception else {
          Issue.record("\(reception)")
          continue
        }
      }
    }
    #expect(box.all.reduce(0, +) == 200 && box.all.allSatisfy { $0 <= 64 })
  }

  @Test func `a full disk refuses with what to do, and is told to the pages`() async {
    let sealing = Sealing(archive: archive(Mutex<[Int]>.Box(), full: true), now: { Timestamp(seconds: 0) })
    #expect(
      await sealing.receive(Delivery(bytes: [1], door: .lmtp)) == .refused(.unavailable("the disk is full")))
    #expect(await sealing.trouble == "the disk is full")
  }
}

extension Mutex where Value == [Int] {
  /// A list that closures share.
  final class Box: Sendable {
    private let values = Mutex<[Int]>([])
    var all: [Int] { values.withLock { $0 } }
    func add(_ value: Int) { values.withLock { $0.append(value) } }
  }
}
