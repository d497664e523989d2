import Domains
import Mail
import Vocabulary

extension Signal {
  static let nameInText = Signal("name-in-text") { scene in
    guard scene.mentions.text, !scene.senderIsOwn else { return nil }
    return Phrase("signal_name-in-text", ["organization": .text(scene.organization.name)])
  }
}
