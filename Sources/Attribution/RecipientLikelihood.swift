import Glibc

/// How well a list explains the recipients seen, against "uniform over all addresses".
///
/// With ε the share of strangers, a recipient inside a list of size M has probability (1-ε)/M + ε/U, one outside it ε/U.
/// For k inside and m outside, relative to 1/U each, and with ε ~ Beta(α, β) integrated out,
///
///     ∫ (ε + (1-ε) U/M)^k ε^m Beta(ε) dε = (U/M)^k Σ_j C(k,j) (M/U)^j B(m+j+α, k-j+β) / B(α,β)
///
/// by (1 - zε) = (1-ε) + (1-z)ε with z = 1 - M/U: a finite sum of positive terms, so it is exact and nothing cancels.
struct RecipientLikelihood: Sendable {
  let strangers: Priors.Beta
  let delivered: Priors.Beta
  /// U.
  let universe: Double

  /// ln of the ratio above. `inside` must be 0 where `size` is 0.
  func logRatio(inside: Int, outside: Int, size: Int) -> Double {
    let base =
      Self.logBeta(Double(outside) + strangers.alpha, Double(inside) + strangers.beta)
      - Self.logBeta(strangers.alpha, strangers.beta)
    guard inside > 0, size > 0 else { return base }
    let share = Double(size) / universe
    var term = 1.0
    var sum = 1.0
    var scale = 0.0
    for step in 0..<inside {
      let j = Double(step)
      let left = Double(inside - step)
      let ratio =
        left / (j + 1) * share * (Double(outside) + j + strangers.alpha) / (strangers.beta + left - 1)
      term *= ratio
      sum += term
      // The ratios only fall (α, β ≥ 1), so what is left is less than a geometric series.
      if ratio < 0.5, term < sum * 1e-17 { break }
      if sum > 1e250 {
        sum *= 1e-250
        term *= 1e-250
        scale += 250 * Self.ln10
      }
    }
    return base - Double(inside) * log(share) + log(sum) + scale
  }

  /// ln of the probability that exactly these `hit` of `present` people, whose answer is known, were reached, the delivered fraction
  /// integrated out: test accounts, and customers who said no.
  func logDelivered(hit: Int, present: Int) -> Double {
    guard present > 0 else { return 0 }
    return Self.logBeta(Double(hit) + delivered.alpha, Double(present - hit) + delivered.beta)
      - Self.logBeta(delivered.alpha, delivered.beta)
  }

  private static let ln10 = log(10.0)

  static func logBeta(_ a: Double, _ b: Double) -> Double { logGamma(a) + logGamma(b) - logGamma(a + b) }

  /// ln Γ for x > 0 (Stirling's series above 10, brought up there by the recurrence). Glibc's writes a global, so it is not used.
  static func logGamma(_ x: Double) -> Double {
    var x = x
    var product = 1.0
    while x < 10 {
      product *= x
      x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    let series =
      inverse
      * (1.0 / 12 - square
        * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691.0 / 360_360)))))
    return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_7 + series - log(product)
  }
}

/// ln Σ exp, without overflow; -∞ for nothing.
func logSumExp(_ values: some Sequence<Double>) -> Double {
  var peak = -Double.infinity
  for value in values { peak = max(peak, value) }
  guard peak > -.infinity else { return peak }
  var sum = 0.0
  for value in values { sum += exp(value - peak) }
  return peak + log(sum)
}
