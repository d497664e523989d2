import Domains
import Mail
import Vocabulary

extension Signal {
  /// Every link leads to the organization's own site: somebody who steals money does not need that.
  static let onlyOwnLinks = Signal("only-own-links") { scene in
    let hosts = scene.original.links.compactMap(\.url.host)
    guard !hosts.isEmpty, hosts.allSatisfy({ scene.organization.owns($0) }) else { return nil }
    return "every link leads to \(scene.organization.name)'s own site"
  }
}
