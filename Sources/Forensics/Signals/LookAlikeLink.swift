import Domains
import Mail
import Vocabulary

extension Signal {
  /// A link leads to a look-alike.
  static let lookAlikeLink = Signal("lookalike-link", claimsIdentity: true) { scene in
    scene.links.first.map { "a link's \($0.lookAlike.words)" }
  }
}
