import Domains
import Mail
import Vocabulary

extension Signal {
  /// Answers would go to another domain than the sender's.
  static let replyElsewhere = Signal("reply-elsewhere") { scene in
    guard let reply = scene.replies.first?.address, let domain = scene.original.from?.address?.domain,
      reply.domain != domain,
      !scene.organization.owns(reply.domain)
    else { return nil }
    return Phrase("signal_reply-elsewhere")
  }
}
