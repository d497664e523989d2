import Vocabulary

/// One reason for or against, found in a mail: what it is called, how to see it. Its weight is data (Data/verdict/signals.yaml).
package struct Signal: Sendable {
  package let id: String
  /// Whether the signal shows that somebody claims to be the organization; without one of these nothing is impersonation.
  package let claimsIdentity: Bool
  /// What was seen, for people, or nil.
  package let detail: @Sendable (Scene) -> Phrase?

  package init(
    _ id: String, claimsIdentity: Bool = false, detail: @escaping @Sendable (Scene) -> Phrase?
  ) {
    self.id = id
    self.claimsIdentity = claimsIdentity
    self.detail = detail
  }

  package static let all: [Signal] = [
    .lookAlikeSender, .lookAlikeLink, .lookAlikeReplyTo, .lookAlikeEnvelope, .nameInDisplayName,
    .nameInSubject,
    .nameInText,
    .ownDomainRefuted, .ownMailProven, .linkShowsOwnDomain, .onlyOwnLinks, .testAccount,
    .paymentWords, .urgencyWords,
    .ownService, .replyElsewhere, .noMention,
  ]
}

/// A signal that was seen.
package struct SeenSignal: Sendable, Hashable {
  package let id: String
  /// Log-odds (natural) for "impersonation".
  package let weight: Double
  package let detail: Phrase

  package init(id: String, weight: Double, detail: Phrase) {
    self.id = id
    self.weight = weight
    self.detail = detail
  }
}

/// The weights that the signals have, as data.
package struct SignalWeights: Sendable {
  /// Log-odds that a reported mail is an impersonation before anything is seen.
  package let prior: Double
  package let weights: [String: Double]
  /// The signals that have one, in their order.
  let signals: [(signal: Signal, weight: Double)]

  package init(prior: Double, weights: [String: Double]) {
    self.prior = prior
    self.weights = weights
    signals = Signal.all.compactMap { signal in weights[signal.id].map { (signal, $0) } }
  }
}
