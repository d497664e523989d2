import Domains
import Mail
import Vocabulary

extension Signal {
  static let paymentWords = Signal("payment-words") { scene in
    scene.words.payment.map { Phrase("signal_payment-words", ["words": .text("\($0)")]) }
  }
}
