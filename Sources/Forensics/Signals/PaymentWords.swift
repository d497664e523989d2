import Domains
import Mail
import Vocabulary

extension Signal {
  static let paymentWords = Signal("payment-words") { scene in
    scene.words.payment.map { "asks about money: \"\($0)\"" }
  }
}
