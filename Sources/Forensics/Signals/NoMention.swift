import Domains
import Mail
import Vocabulary

extension Signal {
  /// Nothing in it has to do with the organization.
  static let noMention = Signal("no-mention") { scene in
    guard !scene.senderIsOwn, scene.sender == nil, scene.replyTo == nil, scene.links.isEmpty, !scene.mentions.name,
      !scene.mentions.subject,
      !scene.mentions.text
    else { return nil }
    return Phrase("signal_no-mention", ["organization": .text(scene.organization.name)])
  }
}
