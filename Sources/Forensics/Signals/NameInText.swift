import Domains
import Mail
import Vocabulary

extension Signal {
  static let nameInText = Signal("name-in-text") { scene in
    guard scene.mentions.text, !scene.senderIsOwn else { return nil }
    return "the text names \(scene.organization.name)"
  }
}
