import Domains
import Mail
import Vocabulary

extension Signal {
  /// Bounces would go to a look-alike.
  static let lookAlikeEnvelope = Signal("lookalike-envelope", claimsIdentity: true) { scene in
    scene.envelope.map { "the bounce address's \($0.words)" }
  }
}
