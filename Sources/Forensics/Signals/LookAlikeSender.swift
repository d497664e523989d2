import Domains
import Mail
import Vocabulary

extension Signal {
  /// The From address stands under a domain made to be taken for the organization's.
  static let lookAlikeSender = Signal("lookalike-sender", claimsIdentity: true) { scene in
    scene.sender.map { $0.phrase("signal_lookalike-sender") }
  }
}
