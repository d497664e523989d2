import Domains
import Mail
import Vocabulary

extension Signal {
  static let nameInSubject = Signal("name-in-subject") { scene in
    guard scene.mentions.subject, !scene.senderIsOwn else { return nil }
    return Phrase("signal_name-in-subject", ["organization": .text(scene.organization.name)])
  }
}
