import Domains
import Mail
import Vocabulary

extension Signal {
  /// Answers would go to a look-alike.
  static let lookAlikeReplyTo = Signal("lookalike-reply-to", claimsIdentity: true) { scene in
    scene.replyTo.map { "the answer address's \($0.words)" }
  }
}
