import Domains
import Mail
import Vocabulary

extension Signal {
  /// The exact domain stands in From, and a check that is believed says that it is true.
  static let ownMailProven = Signal("own-mail-proven") { scene in
    guard case .proven(let why) = scene.ownership else { return nil }
    return why
  }
}
