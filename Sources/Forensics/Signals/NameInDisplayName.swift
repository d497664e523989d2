import Domains
import Mail
import Vocabulary

extension Signal {
  /// The sender calls itself by the organization's name, from somebody else's address.
  static let nameInDisplayName = Signal("name-in-display-name", claimsIdentity: true) { scene in
    guard scene.mentions.name, !scene.senderIsOwn, let name = scene.original.from?.name else { return nil }
    return Phrase("signal_name-in-display-name", ["name": .text(name)])
  }
}
