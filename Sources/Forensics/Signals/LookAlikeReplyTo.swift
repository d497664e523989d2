import Domains
import Mail
import Vocabulary

extension Signal {
  /// Answers would go to a look-alike.
  static let lookAlikeReplyTo = Signal("lookalike-reply-to", claimsIdentity: true) { scene in
    scene.replyTo.map { $0.phrase("signal_lookalike-reply-to") }
  }
}
