import Domains
import Mail
import Vocabulary

extension Signal {
  /// Nothing in it has to do with the organization. Of a mail that was not read to its end that cannot be said.
  static let noMention = Signal("no-mention") { scene in
    guard !scene.original.defects.contains(where: \.isCut), !scene.senderIsOwn, scene.sender == nil,
      scene.replyTo == nil, scene.links.isEmpty, !scene.mentions.name,
      !scene.mentions.subject,
      !scene.mentions.text
    else { return nil }
    return Phrase("signal_no-mention", ["organization": .text(scene.organization.name)])
  }
}
