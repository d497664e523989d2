import Glibc
import Testing

@testable import Attribution

@Suite struct RecipientLikelihoodTests {
  /// ln ∫ (ε + (1-ε) U/M)^k ε^m Beta(ε; a, b) dε by Simpson's rule, whole parameters.
  private func integral(_ inside: Int, _ outside: Int, size: Double, universe: Double, _ a: Double, _ b: Double)
    -> Double
  {
    let steps = 20_000
    var logs: [Double] = []
    for step in 1..<steps {
      let x = Double(step) / Double(steps)
      logs.append(
        log(step.isMultiple(of: 2) ? 2.0 : 4.0) + Double(inside) * log(x + (1 - x) * universe / size)
          + (Double(outside) + a - 1) * log(x) + (b - 1) * log(1 - x))
    }
    if outside == 0, a == 1 { logs.append(Double(inside) * log(universe / size)) }
    let peak = logs.max() ?? 0
    return peak + log(logs.reduce(0) { $0 + exp($1 - peak) } / Double(3 * steps)) - lgamma(a).0 - lgamma(b).0
      + lgamma(a + b).0
  }

  @Test(arguments: [(0, 0), (1, 0), (0, 1), (3, 1), (26, 0), (88, 12), (175, 25), (20, 180), (200, 0), (900, 100)])
  func `the finite sum is the integral over the share of strangers`(inside: Int, outside: Int) {
    for (size, universe) in [(1, 1000.0), (40, 50.0), (500, 20_000.0), (3000, 3000.0)] {
      for prior in [Priors.Beta(1, 12), Priors.Beta(2, 3)] {
        let model = RecipientLikelihood(strangers: prior, delivered: .init(1, 1), universe: universe)
        let exact = model.logRatio(inside: inside, outside: outside, size: size)
        let numeric = integral(inside, outside, size: Double(size), universe: universe, prior.alpha, prior.beta)
        #expect(abs(exact - numeric) < 1e-4 * max(1, abs(numeric)), "\(size) of \(universe)")
      }
    }
  }

  @Test(arguments: [1, 1.5, 2, 7, 12, 100.25, 30_000])
  func `the logarithm of the gamma function is right to twelve digits`(x: Double) {
    #expect(abs(RecipientLikelihood.logGamma(x) - lgamma(x).0) < 1e-12 * max(1, abs(lgamma(x).0)))
  }

  @Test(arguments: [
    (0, 0, 0.0), (3, 3, log(1.0 / 4)), (0, 3, log(1.0 / 4)), (1, 3, log(1.0 / 12)), (2, 3, log(1.0 / 12)),
  ])
  func `test accounts count by the delivered fraction, integrated out`(hit: Int, present: Int, expected: Double) {
    let model = RecipientLikelihood(strangers: .init(1, 12), delivered: .init(1, 1), universe: 10)
    #expect(abs(model.logDelivered(hit: hit, present: present) - expected) < 1e-12)
  }

  @Test func `a hundred thousand recipients stay finite`() {
    let model = RecipientLikelihood(strangers: .init(1, 12), delivered: .init(1, 1), universe: 2e5)
    for inside in [0, 1, 50_000, 100_000] {
      #expect(model.logRatio(inside: inside, outside: 100_000 - inside, size: 150_000).isFinite)
    }
  }
}
