import Glibc
import Testing

@testable import Attribution

/// Of the stores given about 90%, about 90% leaked.
///
/// Every store of every simulated leak is one statement "this store leaked, with probability p". Statements are put into bins by p; in each the
/// share that came true may differ from the mean p by four standard errors, and by `slack` where the world differs from the model.
@Suite struct CalibrationTests {
  private struct Bin {
    var count = 0.0
    var expected = 0.0
    var variance = 0.0
    var came = 0.0

    mutating func add(_ probability: Double, _ came: Bool) {
      count += 1
      expected += probability
      variance += probability * (1 - probability)
      if came { self.came += 1 }
    }

    func isCalibrated(slack: Double) -> Bool { abs(came - expected) <= 4 * variance.squareRoot() + slack * count + 1 }
  }

  @Test(arguments: [
    (SimulatedLeak.Kind.asAssumed, 500, 0.0), (.plain, 200, 0.05), (.twins, 200, 0.05), (.noisy, 200, 0.08),
    (.biased, 200, 0.05),
  ])
  func `of the stores given a probability that share leaked`(kind: SimulatedLeak.Kind, leaks: Int, slack: Double) {
    var numbers = Numbers(UInt64(2014 + leaks))
    var bins = [Bin](repeating: Bin(), count: 10)
    var outside = Bin()
    var windows = Bin()
    for _ in 0..<leaks {
      let leak = SimulatedLeak(kind, &numbers)
      let result = leak.result
      for (index, store) in leak.world.stores.enumerated() {
        let probability = result.probability(of: store.id)
        bins[min(9, Int(probability * 10))].add(probability, leak.leaked.contains(index))
      }
      outside.add(result.outsideProbability, leak.leaked.isEmpty)
      if let window = result.leakWindow, let first = result.exposure?.stores.first,
        leak.leaked.contains(where: { leak.world.stores[$0].id == first })
      {
        let date = World.date(leak.date)
        windows.add(0.9, window.earliest <= date && date <= window.latest)
      }
    }
    for bin in bins {
      #expect(
        bin.isCalibrated(slack: slack), "\(kind): \(bin.came) of \(bin.count) came true, \(bin.expected) expected")
    }
    #expect(outside.isCalibrated(slack: slack), "\(kind): outside \(outside.came), expected \(outside.expected)")
    // Days are whole, so a window holds a little more than it must: too often right is allowed.
    #expect(windows.count > 100)
    #expect(
      windows.came >= windows.expected - 4 * windows.variance.squareRoot() - slack * windows.count,
      "\(kind): windows \(windows)")
  }
}
