import Domains
import Mail
import Vocabulary

extension Signal {
  /// It was sent to an address that exists only in one data store and was never given to anybody.
  static let testAccount = Signal("test-account") { scene in
    scene.sendsToTestAccount ? Phrase("signal_test-account") : nil
  }
}
