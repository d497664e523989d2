import Domains
import Mail
import Vocabulary

extension Signal {
  /// Answers would go to another domain than the sender's.
  static let replyElsewhere = Signal("reply-elsewhere") { scene in
    guard let message = scene.original.message, let domain = scene.senderDomain,
      let reply = message.mailboxes("reply-to").first?.address, reply.domain != domain,
      !scene.organization.owns(reply.domain)
    else { return nil }
    return "answers would go to another domain than the sender's"
  }
}
