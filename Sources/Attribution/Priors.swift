/// What is assumed before any evidence: the numbers of Data/attribution/priors.yaml, which the finding sheet states.
package struct Priors: Sendable, Hashable {
  /// A Beta distribution; both parameters are at least 1 here.
  package struct Beta: Sendable, Hashable {
    package let alpha: Double
    package let beta: Double
    package init(_ alpha: Double, _ beta: Double) {
      self.alpha = alpha.isFinite ? max(1, alpha) : 1
      self.beta = beta.isFinite ? max(1, beta) : 1
    }
    package var mean: Double { alpha / (alpha + beta) }
  }

  /// The list came from none of the stores.
  package var outside = 0.10
  /// One store leaked; shared alike among the stores.
  package var single = 0.85
  /// Two stores leaked at one date; shared alike among the pairs.
  package var pair = 0.05
  /// The share of recipients that no export explains: strangers, and holdings that the exports lack.
  package var strangers = Beta(1, 12)
  /// The share of the stolen list that was mailed and whose mail came to light.
  package var delivered = Beta(1, 1)
  /// All addresses that could be seen, as a multiple of those known.
  package var universe = 1.05
  /// Factor for each test account that was hit although the suspected list did not hold it.
  package var testAccountElsewhere = 1e-6
  /// Factor, beside 1/|U|, for each recipient with a plus-tag that only another store holds so.
  package var taggedElsewhere = 1e-3
  /// Factor for each field that the fake mail shows and the store never held, by field; `missingField` for any other.
  package var missingFields: [String: Double] = ["name": 0.2, "first_name": 0.2, "company": 0.3]
  package var missingField = 0.05
  /// The share of the probability that the leak window holds.
  package var credibility = 0.90

  package init() {}
}
