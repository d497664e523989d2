import Domains
import Mail
import Vocabulary

extension Signal {
  /// Every link leads to the organization's own site: somebody who steals money does not need that. What lies behind another's address is said
  /// by whoever wrote it.
  static let onlyOwnLinks = Signal("only-own-links") { scene in
    var isOwn = false
    for link in scene.original.links {
      guard let host = link.url.host else { continue }
      guard link.wrapped == nil, scene.organization.owns(host) else { return nil }
      isOwn = true
    }
    guard isOwn else { return nil }
    return Phrase("signal_only-own-links", ["organization": .text(scene.organization.name)])
  }
}
