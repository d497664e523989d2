import Domains
import Mail
import Vocabulary

extension Signal {
  /// Bounces would go to a look-alike.
  static let lookAlikeEnvelope = Signal("lookalike-envelope", claimsIdentity: true) { scene in
    scene.envelope.map { $0.phrase("signal_lookalike-envelope") }
  }
}
