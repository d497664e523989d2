#if canImport(Glibc)
  import Glibc
#endif

/// What a reported mail is. The words are the contract's.
package enum Verdict: String, Sendable, CaseIterable {
  case impersonation, genuine, unproven, unrelated
  case noMessage = "no-message"
}

/// A verdict with how sure it is and every reason.
package struct Judgement: Sendable {
  package let verdict: Verdict
  /// Probability that the verdict is right; for `unproven`, how undecided it is (1 = even odds).
  package let confidence: Double
  /// Strongest first.
  package let signals: [SeenSignal]
  /// Log-odds for impersonation: the prior and the signals' weights added up.
  package let total: Double

  package static let noMessage = Judgement(
    verdict: .noMessage, confidence: 0.99, signals: [], total: 0)

  init(verdict: Verdict, confidence: Double, signals: [SeenSignal], total: Double) {
    self.verdict = verdict
    self.confidence = confidence
    self.signals = signals
    self.total = total
  }

  /// The organization's own domain in From decides by proof; any other sender by the sum of what was seen.
  package init(of scene: Scene, by weights: SignalWeights) {
    var seen: [SeenSignal] = []
    var identity = false
    for index in weights.signals.indices {
      guard let detail = weights.signals[index].signal.detail(scene) else { continue }
      let (signal, weight) = weights.signals[index]
      seen.append(SeenSignal(id: signal.id, weight: weight, detail: detail))
      identity = identity || signal.claimsIdentity
    }
    seen.sort { ($0.weight.magnitude, $1.id) > ($1.weight.magnitude, $0.id) }
    let total = weights.prior + seen.reduce(0) { $0 + $1.weight }
    let probability = 1 / (1 + exp(-total))
    signals = seen
    self.total = total
    switch scene.ownership {
    case .proven:
      verdict = .genuine
      confidence = 1 - probability
    case .refuted:
      verdict = .impersonation
      confidence = probability
    case .unproven where identity:
      verdict = .impersonation
      confidence = probability
    case .unproven:
      verdict = .unproven
      confidence = 1 - (2 * probability - 1).magnitude
    case .notClaimed:
      let imitates = identity && total > 0
      verdict = imitates ? .impersonation : .unrelated
      confidence = imitates ? probability : max(0.5, 1 - probability)
    }
  }
}
