import Domains
import Mail
import Vocabulary

extension Signal {
  /// The exact domain stands in From, and the receiver's own check says that it did not come from there.
  package static let ownDomainRefuted = Signal("own-domain-refuted", claimsIdentity: true) { scene in
    guard case .refuted(let why) = scene.ownership else { return nil }
    return why
  }
}
