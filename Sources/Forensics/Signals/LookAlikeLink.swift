import Domains
import Mail
import Vocabulary

extension Signal {
  /// A link leads to a look-alike.
  static let lookAlikeLink = Signal("lookalike-link", claimsIdentity: true) { scene in
    scene.links.first.map { $0.lookAlike.phrase("signal_lookalike-link") }
  }
}
