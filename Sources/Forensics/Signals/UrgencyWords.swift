import Domains
import Mail
import Vocabulary

extension Signal {
  static let urgencyWords = Signal("urgency-words") { scene in
    scene.words.urgency.map { Phrase("signal_urgency-words", ["words": .text("\($0)")]) }
  }
}
