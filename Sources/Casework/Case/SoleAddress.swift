#if canImport(Glibc)
  import Glibc
#endif

/// How likely it still is that the fake went to one address only, after so many people reported it and so many hours.
///
/// Bayes over the number n of addresses mailed: one with probability 1/2, else as likely at every half power of ten from three up to the size of the
/// customer base. Each addressee reports within `hours` with probability q = r·(1 − e^(−hours/24)), where the reporting rate r is 5 %,
/// 10 % or 20 % (Verizon DBIR 2024: 20 % of test phishing recipients report; customers do so less), so that k reports have the binomial
/// likelihood C(n,k)·q^k·(1−q)^(n−k).
package struct SoleAddress: Sendable {
  package static let rates = [0.05, 0.1, 0.2]
  package static let prior = 0.5

  /// `people`: different reporters so far; `customers`: how many could have been mailed.
  package static func probability(people: Int, hours: Double, customers: Int) -> Double {
    guard people > 0 else { return prior }
    guard people == 1 else { return 0 }
    var sizes: [Double] = []
    var size = 3.0
    while size < Double(max(customers, 100)) {
      sizes.append(size)
      size *= 3.162
    }
    sizes.append(Double(max(customers, 100)))
    var one = 0.0
    var many = 0.0
    for rate in rates {
      let q = rate * (1 - exp(-max(hours, 0.5) / 24))
      one += q
      for n in sizes { many += n * q * exp((n - 1) * log(1 - q)) / Double(sizes.count) }
    }
    let weighed = (prior * one, (1 - prior) * many)
    return weighed.0 / (weighed.0 + weighed.1)
  }
}
